import type { LineEnd } from '../../lines/scan/line-sink.ts';
import type { StampedLine, StampReader } from './stamp-reader.ts';

/** A line without a stamp belongs to the one before it, unless that starts more than 4 MiB earlier. */
export const mostBetween = 4 << 20;

/** Bytes at the beginning of an input in which its first stamp is searched for. */
export const searchedForFirst = 64 << 10;

/** The last stamp of an input: its time in epoch milliseconds, and how many bytes back its line starts. */
export interface StampBefore {
  readonly time: number;
  readonly distance: number;
}

/**
 * Knows which stamp comes before each place of an input, while its bytes pass, without looking at more lines than it must:
 * only when it is asked, or the bytes are about to go, it searches backwards for the last line that has one.
 */
export class TimestampTracker {
  readonly #reader: StampReader;
  /** What comes before the first byte, to be found out only when it is needed. */
  #lookBack: (() => StampBefore | undefined) | undefined;
  /** Bytes that passed. */
  #offset = 0;
  #time: number | undefined;
  /** Where the line of the stamp starts. */
  #at = 0;
  /** Whole lines that nobody looked at: where they stand in a buffer, and in the input. */
  #buffer: Buffer | undefined;
  #from = 0;
  #to = 0;
  #fromOffset = 0;
  #withinLongLine = false;
  /** The first stamp, and how far it was searched for. */
  #first: number | undefined;
  #searched = 0;

  constructor(reader: StampReader, lookBack?: () => StampBefore | undefined) {
    this.#reader = reader;
    this.#lookBack = lookBack;
  }

  /** Takes in bytes that need no look, as a scanner hands them on. */
  skipped(buffer: Buffer, start: number, end: number, lines: number): void {
    const isRest = this.#withinLongLine;
    // Pieces of a long line are of no line, but the last one when no look was wanted at all.
    this.#withinLongLine = lines === 0;
    if (!isRest) this.#pend(buffer, start, end);
    this.#offset += end - start;
  }

  /** Takes in a line, or the first part of a long one, that has no stamp that anybody read. */
  line(buffer: Buffer, start: number, end: number, lineEnd: LineEnd): void {
    this.#pend(buffer, start, end + lineEnd.length);
    this.#offset += end - start + lineEnd.length;
  }

  /** Takes in a line of which the stamp is known. */
  stamped(start: number, end: number, lineEnd: LineEnd, time: number): void {
    this.#first ??= time;
    this.#time = time;
    this.#at = this.#offset;
    this.#buffer = undefined;
    this.#offset += end - start + lineEnd.length;
  }

  /** Says that what was taken in last is the first part of a long line, whose rest follows. */
  beginLongLine(): void {
    this.#withinLongLine = true;
  }

  endLongLine(lineEnd: LineEnd): void {
    this.#withinLongLine = false;
    this.#offset += lineEnd.length;
  }

  /** The first stamp of the input, in epoch milliseconds, unless it stands far behind the beginning. */
  get first(): number | undefined {
    return this.#first;
  }

  /** The time to which a line without a stamp belongs that follows here. */
  before(): number | undefined {
    const { time, distance } = this.last() ?? { time: undefined, distance: 0 };
    return distance > mostBetween ? undefined : time;
  }

  /** Looks at what nobody looked at yet, as its bytes are about to go. */
  readPending(): void {
    if (this.#buffer === undefined) return;
    const last: StampedLine | undefined = this.#reader.last(this.#buffer, this.#from, this.#to);
    if (last !== undefined) {
      this.#time = last.time;
      this.#at = this.#fromOffset + last.start - this.#from;
    }
    this.#buffer = undefined;
  }

  /** The last stamp, for whoever goes on with the input from here. */
  last(): StampBefore | undefined {
    this.readPending();
    if (this.#time === undefined && this.#lookBack !== undefined) {
      const before = this.#lookBack();
      this.#lookBack = undefined;
      if (before !== undefined) {
        this.#time = before.time;
        this.#at = -before.distance;
      }
    }
    return this.#time === undefined ? undefined : { time: this.#time, distance: this.#offset - this.#at };
  }

  #searchFirst(buffer: Buffer, start: number, end: number): void {
    const to = Math.min(end, start + searchedForFirst - this.#searched);
    this.#searched += end - start;
    this.#first = this.#reader.first(buffer, start, to);
  }

  #pend(buffer: Buffer, start: number, end: number): void {
    if (this.#first === undefined && this.#searched < searchedForFirst) this.#searchFirst(buffer, start, end);
    if (buffer === this.#buffer && start === this.#to) {
      this.#to = end;
      return;
    }
    this.readPending();
    this.#buffer = buffer;
    this.#from = start;
    this.#to = end;
    this.#fromOffset = this.#offset;
  }
}
