import { annotationsAt } from '../annotated.ts';
import { withoutEscapes } from '../escapes.ts';
import { Line } from '../line.ts';
import type { PrefixReader } from '../prefix-reader.ts';
import type { Clock } from './clock.ts';

/** Bytes of a line in which its stamp stands at most; no prefix is longer. */
export const headBytes = 4096;

const lineFeed = 10;
const carriageReturn = 13;
const escapeByte = 27;
const colon = 58;

/** The last line of some bytes that has a stamp: where it starts, and its time in epoch milliseconds. */
export interface StampedLine {
  readonly start: number;
  readonly time: number;
}

/** Reads the stamps of lines that nobody else looks at. */
export class StampReader {
  readonly #prefixes: PrefixReader;
  readonly #clock: Clock;
  readonly #head: number;

  /**
   * @param longest bytes of a line that are looked at
   * @param prefixes what reads prefixes of lines where they stand
   */
  constructor(clock: Clock, longest: number, prefixes: PrefixReader) {
    this.#prefixes = prefixes;
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

  #read(buffer: Buffer, start: number, end: number): number | undefined {
    if (!couldHoldStamp(buffer, start, end)) return undefined;
    const feed = buffer.subarray(start, end).indexOf(lineFeed);
    const stop = feed === -1 ? end : start + feed;
    const line = new Line(
      buffer,
      start,
      stop > start && buffer[stop - 1] === carriageReturn ? stop - 1 : stop,
    );
    // Neither annotations nor escapes stand in a header that is complete.
    const stamp = this.#prefixes.glogStamp(line);
    if (stamp !== undefined) return this.#clock.of(line, stamp);
    const prefix = this.#prefixes.read(line);
    if (prefix.shape === 'glog' && prefix.stamp === 0) return this.#clock.of(line, prefix);
    const annotatedAt = annotationsAt(line.text);
    const original = annotatedAt === -1 ? line : line.upTo(annotatedAt);
    const plain = withoutEscapes(original.text);
    if (plain === undefined) return this.#clock.of(line, this.#prefixes.read(original));
    const read = this.#prefixes.read(plain.text);
    return this.#clock.of(line, read.stamp === -1 ? read : { ...read, stamp: plain.original(read.stamp) });
  }
}

/** Whether the first line of these bytes holds `HH:MM:SS`, as every stamp does; most lines without one end here. */
function couldHoldStamp(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = buffer[at]!;
    if (byte === escapeByte) return true;
    if (byte === lineFeed) return false;
    if (byte === colon && buffer[at + 3] === colon && isDigit(buffer[at + 1]!)) return true;
  }
  return false;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
