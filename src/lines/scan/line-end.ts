import type { LineEnd } from './line-sink.ts';

const carriageReturn = 13;

/** A line's end, of which the line feed stands at `feed`. */
export function lineEndBefore(buffer: Buffer, feed: number, start: number): LineEnd {
  return feed > start && buffer[feed - 1] === carriageReturn ? '\r\n' : '\n';
}
