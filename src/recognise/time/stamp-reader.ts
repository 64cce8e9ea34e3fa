import { lineTime } from './line-time.ts';
import type { TimestampParser } from './timestamp-parser.ts';

/** Bytes of a line in which its stamp stands at most; no prefix is longer. */
export const headBytes = 4096;

const lineFeed = 10;
/** Every stamp holds a time of day or seconds since 1970, or follows a terminal escape that hides where it begins. */
const mayHoldStamp = /\d:\d\d:|\d{9}|\d[eE]\+?\d|\x1b/;

/** The last line of some bytes that has a stamp: where it starts, and its time in epoch milliseconds. */
export interface StampedLine {
  readonly start: number;
  readonly time: number;
}

/** Reads stamps of lines, each from its shape or by itself. */
export interface LineTimes {
  /** The time in epoch milliseconds of the line that starts at byte `from`, or of its first part, which ends at `to`. */
  of(buffer: Buffer, from: number, to: number): number | undefined;
}

/** Reads the stamps of lines that nobody else looks at. */
export class StampReader implements LineTimes {
  readonly #clock: TimestampParser;
  readonly #head: number;
  readonly #times: LineTimes | undefined;

  /**
   * @param longest bytes of a line that are looked at
   * @param times reads them faster; without it the prefix of each line is read
   */
  constructor(clock: TimestampParser, longest: number, times?: LineTimes) {
    this.#clock = clock;
    this.#head = Math.min(headBytes, longest);
    this.#times = times;
  }

  /**
   * Finds the last line with a stamp that starts from byte `from` up to, not including, `to`.
   *
   * @param from where a line starts
   * @param end where the bytes end that are there, at or behind `to`
   */
  last(buffer: Buffer, from: number, to: number, end = to): StampedLine | undefined {
    let stop = Math.min(end, buffer.length);
    let start = to;
    while (start > from) {
      // The line feed just before a line ends the line before it.
      start = start - 1 > from ? buffer.lastIndexOf(lineFeed, start - 2) + 1 : from;
      if (start < from) start = from;
      const time = this.#read(buffer, start, Math.min(stop, start + this.#head));
      if (time !== undefined) return { start, time };
      stop = start;
    }
    return undefined;
  }

  /** The time of the first line with a stamp that starts from byte `from` up to, not including, `to`. */
  first(buffer: Buffer, from: number, to: number): number | undefined {
    for (let start = from; start < to; ) {
      const time = this.#read(buffer, start, Math.min(to, start + this.#head));
      if (time !== undefined) return time;
      const feed = buffer.indexOf(lineFeed, start);
      if (feed === -1) return undefined;
      start = feed + 1;
    }
    return undefined;
  }

  /** The time of the line that starts at byte `from`, or of its first part, which ends at `to`. */
  of(buffer: Buffer, from: number, to: number): number | undefined {
    return this.#read(buffer, from, Math.min(to, from + this.#head));
  }

  #read(buffer: Buffer, start: number, end: number): number | undefined {
    if (this.#times !== undefined) {
      const feed = buffer.indexOf(lineFeed, start);
      return this.#times.of(buffer, start, feed === -1 || feed >= end ? end : feed + 1);
    }
    const text = buffer.toString('latin1', start, end);
    const feed = text.indexOf('\n');
    const line = (feed === -1 ? text : text.slice(0, feed)).replace(/\r$/, '');
    return mayHoldStamp.test(line) ? lineTime(line, this.#clock) : undefined;
  }
}
