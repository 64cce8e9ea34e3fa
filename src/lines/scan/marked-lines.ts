import type { LineEnd, MarkedLines, SegmentSink } from './segment-sink.ts';

const carriageReturn = 13;

/** Bytes of a line's mark in the scanner's memory. */
export const markBytes = 16;

/** A line's end, of which the line feed stands at `feed`. */
export function lineEndBefore(buffer: Buffer, feed: number, start: number): LineEnd {
  return feed > start && buffer[feed - 1] === carriageReturn ? '\r\n' : '\n';
}

/** Hands the marked line of this index on to a sink. */
export function handOn({ buffer, marks }: MarkedLines, index: number, sink: SegmentSink): void {
  const start = marks[4 * index]!;
  const feed = marks[4 * index + 1]!;
  const lineEnd = lineEndBefore(buffer, feed, start);
  sink.candidate(buffer, start, feed + 1 - lineEnd.length, lineEnd, marks[4 * index + 3]!);
}

/** Hands marked lines and what stands between them on to a sink one by one. */
export function handOnAll(marked: MarkedLines, sink: SegmentSink): void {
  const { buffer, marks } = marked;
  let at = marked.start;
  let lines = 0;
  for (let index = 0; index < marked.count; index++) {
    const start = marks[4 * index]!;
    const before = marks[4 * index + 2]!;
    if (start > at) sink.quiet(buffer, at, start, before - lines);
    handOn(marked, index, sink);
    lines = before + 1;
    at = marks[4 * index + 1]! + 1;
  }
  if (marked.end > at) sink.quiet(buffer, at, marked.end, marked.lines - lines);
}
