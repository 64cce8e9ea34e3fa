import type { LineEnd } from './line-sink.ts';

const carriageReturn = 13;
const lineFeed = 10;

/** A line's end, of which the line feed stands at `feed`. */
export function lineEndBefore(buffer: Buffer, feed: number, start: number): LineEnd {
  return feed > start && buffer[feed - 1] === carriageReturn ? '\r\n' : '\n';
}

/** The line end that the bytes of a line end with; none where it goes on behind them. */
export function lineEndWithin(buffer: Buffer, start: number, end: number): LineEnd {
  return end > start && buffer[end - 1] === lineFeed ? lineEndBefore(buffer, end - 1, start) : '';
}
