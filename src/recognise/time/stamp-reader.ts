import { readSync } from 'node:fs';
import { annotationsAt } from '../annotated.ts';
import type { Prefix } from '../prefix/prefix.ts';
import { readPrefix } from '../prefix/read-line.ts';
import type { TimestampParser } from './timestamp-parser.ts';
import { mostBetween, type StampBefore } from './timestamp-tracker.ts';

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

/** Reads the stamps of lines that nobody else looks at. */
export class StampReader {
  readonly #clock: TimestampParser;
  readonly #head: number;

  /** @param longest bytes of a line that are looked at */
  constructor(clock: TimestampParser, longest: number) {
    this.#clock = clock;
    this.#head = Math.min(headBytes, longest);
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
    const text = buffer.toString('latin1', start, end);
    const feed = text.indexOf('\n');
    const line = (feed === -1 ? text : text.slice(0, feed)).replace(/\r$/, '');
    return mayHoldStamp.test(line) ? lineTime(line, this.#clock) : undefined;
  }
}

/**
 * When a line was printed, in epoch milliseconds; undefined for one without a stamp.
 *
 * @param line its bytes as latin1, without the line end
 */
export function lineTime(line: string, clock: TimestampParser): number | undefined {
  return clock.of(line, plainPrefix(line));
}

/** What stands before the message of a line, or of its shape's text, without the annotations that it may carry. */
export function plainPrefix(line: string): Prefix {
  const annotatedAt = annotationsAt(line);
  return readPrefix(annotatedAt === -1 ? line : line.slice(0, annotatedAt));
}

/** Stamps are seldom far away, so little is read at first. */
const windows = [64 << 10, 512 << 10, mostBetween] as const;

/**
 * Finds the last stamp before the first line that starts at or behind byte `from` of a file, no further than a line may
 * be away from its stamp. Undefined when there is none, or the file cannot be read there.
 */
export function stampBefore(fd: number, from: number, reader: StampReader): StampBefore | undefined {
  try {
    const first = nextLine(fd, from);
    for (const window of windows) {
      const start = Math.max(0, from - window);
      // One byte more says whether a line starts at the first, and the last line's head may end behind `from`.
      const begin = Math.max(0, start - 1);
      const bytes = Buffer.alloc(from + headBytes - begin);
      const length = readSync(fd, bytes, 0, bytes.length, begin);
      const feed = bytes.indexOf(lineFeed);
      const lines = begin === 0 && start === 0 ? 0 : feed === -1 ? length : feed + 1;
      const to = Math.min(from - begin, length);
      const found = reader.last(bytes, lines, to, length);
      if (found !== undefined) return { time: found.time, distance: first - begin - found.start };
      if (start === 0) return undefined;
    }
  } catch {
    // Whoever reads the file itself has met the fault, or will.
  }
  return undefined;
}

/** Where the first line starts at or behind a byte. */
function nextLine(fd: number, from: number): number {
  const bytes = Buffer.alloc(windows[0]);
  for (let at = Math.max(0, from - 1); ; at += bytes.length) {
    const length = readSync(fd, bytes, 0, bytes.length, at);
    const feed = bytes.subarray(0, length).indexOf(lineFeed);
    if (feed !== -1) return at + feed + 1;
    if (length === 0) return at;
  }
}
