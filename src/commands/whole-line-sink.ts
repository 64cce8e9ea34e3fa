import { handOn, markBytes } from '../lines/scan/marked-lines.ts';
import type { LineEnd, MarkedLines, SegmentSink } from '../lines/scan/segment-sink.ts';
import type { StampTracker } from '../recognise/time/stamp-tracker.ts';
import { isWithin } from '../recognise/time/time-range.ts';
import type { WholeLines } from '../recognise/whole-lines.ts';
import { LineCounter } from '../tally/line-counter.ts';
import type { Tally } from '../tally/tally.ts';
import { type CountingParts, CountingSink } from './counting-sink.ts';

/** A sink that counts; `finish` is to be called when no more lines come. */
export interface FinishedSink extends SegmentSink {
  finish?(): void;
}

const hourLength = 3_600_000;

/**
 * What counts the findings of what a scanner hands on, and nothing else.
 *
 * @param whole what reads whole lines in the scanner's memory, where it can
 */
export function countingSink(parts: CountingParts, whole: WholeLines | undefined): FinishedSink {
  const sink = new CountingSink(parts);
  const { filter, tally, stamps, clock, range } = parts;
  if (whole === undefined || !filter.isOpen) return sink;
  const beginOf = (hour: number): number | undefined => {
    const begin = clock.beginOf(hour);
    if (begin === undefined || range === undefined) return begin;
    return isWithin(begin, range) && isWithin(begin + hourLength - 1, range) ? begin : undefined;
  };
  return new WholeLineSink(new LineCounter(whole, tally, beginOf), tally, stamps, sink);
}

/** Counts lines where they stand as far as that is possible, and leaves the others to another sink of the same tally. */
class WholeLineSink implements FinishedSink {
  readonly #counter: LineCounter;
  readonly #tally: Tally;
  readonly #stamps: StampTracker;
  readonly #others: SegmentSink;

  constructor(counter: LineCounter, tally: Tally, stamps: StampTracker, others: SegmentSink) {
    this.#counter = counter;
    this.#tally = tally;
    this.#stamps = stamps;
    this.#others = others;
  }

  quiet(buffer: Buffer, start: number, end: number, lines: number): void {
    this.#others.quiet(buffer, start, end, lines);
  }

  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void {
    this.#others.candidate(buffer, start, end, lineEnd, windows);
  }

  longCandidate(buffer: Buffer, start: number, end: number, windows: number): void {
    this.#others.longCandidate(buffer, start, end, windows);
  }

  longCandidateEnd(lineEnd: LineEnd): void {
    this.#others.longCandidateEnd(lineEnd);
  }

  marked(lines: MarkedLines): void {
    const { buffer, marks, count } = lines;
    const end = marks.byteOffset + markBytes * count;
    let at = lines.start;
    let passed = 0;
    for (let index = 0; index < count; index++) {
      const from = marks.byteOffset + markBytes * index;
      const stopped = this.#counter.count(from, end, lines.start);
      if (stopped > from) {
        const { mark, stamped, time } = this.#counter.last;
        const last = (mark - marks.byteOffset) / markBytes;
        const next = marks[4 * last + 1]! + 1;
        this.#stamps.passed(next - at, next - stamped, time);
        at = next;
        this.#tally.lines += marks[4 * last + 2]! + 1 - passed;
        passed = marks[4 * last + 2]! + 1;
      }
      if (stopped === end) break;
      index = (stopped - marks.byteOffset) / markBytes;
      const start = marks[4 * index]!;
      const before = marks[4 * index + 2]!;
      if (start > at) this.#others.quiet(buffer, at, start, before - passed);
      handOn(lines, index, this.#others);
      this.#counter.othersCounted();
      passed = before + 1;
      at = marks[4 * index + 1]! + 1;
    }
    if (lines.end === at) return;
    const last = this.#counter.lastStamp(at, lines.end);
    if (last === undefined) this.#others.quiet(buffer, at, lines.end, lines.lines - passed);
    else {
      this.#tally.lines += lines.lines - passed;
      this.#stamps.passed(lines.end - at, lines.end - last.stamped, last.time);
    }
  }

  settle(): void {
    this.#counter.settle();
    this.#others.settle?.();
  }

  /** Adds to the tally what is not in it yet. */
  finish(): void {
    this.#counter.finish();
  }
}
