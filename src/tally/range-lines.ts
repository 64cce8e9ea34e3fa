import { RecentlyUsed } from '../recognise/time/minute.ts';
import type { LineTimes } from '../recognise/time/stamp-reader.ts';
import { isWithin, type TimeRange } from '../recognise/time/time-span.ts';

const lineFeed = 10;
const minute = 60_000;
/** Stamps with a year that are further apart may change which year others mean; a clock takes 30 days. */
const longestSameYear = 20 * 24 * 60 * minute;

/** A glog header up to the minute: lines with the same one behind their severity are of the same minute. */
const glogMinute = /^[DIWEF](?:\d{4}|\d{8}) \d\d:\d\d(?=:)/;
const longestMinute = 16;
/** Minutes that are known at once: hosts are some apart, and one program writes a year where another writes none. */
const mostMinutes = 4;
const severities = new Set([...'DIWEF'].map((letter) => letter.charCodeAt(0)));

/** A glog header up to the minute, without its severity, and whether the range holds the whole minute or nothing of it. */
interface HeaderMinute {
  readonly text: Buffer;
  readonly isInside: boolean;
}

function isSameMinute({ text }: HeaderMinute, buffer: Buffer, from: number, to: number): boolean {
  const { length } = text;
  if (to - from <= length) return false;
  for (let at = length - 1; at >= 0; at--) if (buffer[from + at] !== text[at]) return false;
  return true;
}

/**
 * Says of each line of an input, in their order, whether it is of the range that was asked for: by its own stamp, else by
 * that of the line before. Lines whose header has the same minute as one that was read are not read again, unless the range
 * begins or ends within that minute.
 */
export class RangeLines {
  /** The first and last stamp of the range, in epoch milliseconds. */
  first: number | undefined;
  last: number | undefined;
  readonly #times: LineTimes;
  readonly #range: TimeRange;
  readonly #before: () => number | undefined;
  #isInside: boolean | undefined;
  /** The time that was read last. */
  #latest: number | undefined;
  readonly #minutes = new RecentlyUsed<HeaderMinute>(mostMinutes);
  /** The last line of the range that was not read. */
  #unread: { readonly buffer: Buffer; readonly from: number; readonly to: number } | undefined;
  #isWithinLine = false;

  /** @param before the time to which lines belong that come before the first stamp */
  constructor(times: LineTimes, range: TimeRange, before: () => number | undefined) {
    this.#times = times;
    this.#range = range;
    this.#before = before;
  }

  /**
   * Takes in bytes that nobody looked at: whole lines, or a piece of a long one, of which only the last is a line.
   *
   * @returns how many of the lines are of the range
   */
  skipped(buffer: Buffer, start: number, end: number, lines: number): number {
    if (this.#isWithinLine) {
      this.#isWithinLine = lines === 0;
      return this.#isInside === true ? lines : 0;
    }
    if (lines === 0) {
      this.#isWithinLine = true;
      this.#takes(buffer, start, end);
      return 0;
    }
    let inside = 0;
    for (let at = start; at < end; ) {
      const feed = buffer.indexOf(lineFeed, at);
      const next = feed === -1 || feed >= end ? end : feed + 1;
      if (this.#takes(buffer, at, next)) inside++;
      at = next;
    }
    return inside;
  }

  /** Takes in a line that others look at, or the first part of a long one; says whether it is of the range. */
  line(time: number | undefined): boolean {
    if (time === undefined) {
      this.#isInside ??= this.#holds(this.#before());
      return this.#isInside;
    }
    // Headers without a year may mean another one now.
    if (Math.abs(time - (this.#latest ?? time)) > longestSameYear) this.#minutes.clear();
    this.#latest = time;
    this.#isInside = this.#holds(time);
    if (this.#isInside) this.#stamp(time);
    return this.#isInside;
  }

  /** Says that the line taken in last is long: what follows in skipped bytes belongs to it, up to `endLongLine`. */
  beginLongLine(): void {
    this.#isWithinLine = true;
  }

  /** Says whether the long line that ends here is of the range. */
  endLongLine(): boolean {
    this.#isWithinLine = false;
    return this.#isInside === true;
  }

  /** Reads what it put off, as the bytes are about to go or the input has ended. */
  readPending(): void {
    if (this.#unread === undefined) return;
    const { buffer, from, to } = this.#unread;
    this.#unread = undefined;
    this.#stamp(this.#times.of(buffer, from, to));
  }

  #takes(buffer: Buffer, from: number, to: number): boolean {
    const minute = this.#minuteOf(buffer, from, to);
    if (minute !== undefined) {
      this.#isInside = minute.isInside;
      if (minute.isInside) this.#unread = { buffer, from, to };
      return minute.isInside;
    }
    const time = this.#times.of(buffer, from, to);
    const isInside = this.line(time);
    if (time !== undefined) this.#keepMinute(buffer, from, to, time);
    return isInside;
  }

  /** The known minute of a line's header, if there is one. */
  #minuteOf(buffer: Buffer, from: number, to: number): HeaderMinute | undefined {
    if (!severities.has(buffer[from]!)) return undefined;
    return this.#minutes.find((minute) => (isSameMinute(minute, buffer, from + 1, to) ? minute : undefined));
  }

  #keepMinute(buffer: Buffer, from: number, to: number, time: number): void {
    if (!severities.has(buffer[from]!)) return;
    const text = buffer.toString('latin1', from, Math.min(to, from + longestMinute + 2));
    const header = glogMinute.exec(text)?.[0];
    if (header === undefined) return;
    const start = Math.floor(time / minute) * minute;
    const { since = start, until = start } = this.#range;
    if ([since, until].some((bound) => bound > start && bound < start + minute)) return;
    this.#minutes.add({ text: Buffer.from(header.slice(1)), isInside: this.#isInside === true });
  }

  #holds(time: number | undefined): boolean {
    return time !== undefined && isWithin(time, this.#range);
  }

  #stamp(time: number | undefined): void {
    if (time === undefined) return;
    if (this.first === undefined || time < this.first) this.first = time;
    if (this.last === undefined || time > this.last) this.last = time;
  }
}
