const minute = 60_000;

/** Usual widths of buckets in milliseconds, each a multiple of the one before, so that buckets merge without a remainder. */
const widths = [minute, 600_000, 3_600_000, 86_400_000, 864_000_000, 8_640_000_000] as const;
/** Nobody asks for more than 100 days; merged documents may need a multiple of that. */
const widest = 1000 * widths.at(-1)!;

/** Whether buckets can be so wide, in milliseconds: whole minutes, up to 100,000 days. */
export function isWidth(width: number): boolean {
  return width % minute === 0 && width >= minute && width <= widest;
}

/** A night holds 1,440 minutes; more buckets than this are joined into wider ones, which bounds memory. */
const mostBuckets = 4096;

/** A report whose width nobody chose has at most this many buckets over its range. */
const mostShown = 288;

/** The least width in milliseconds, of those that buckets can have, that cuts a range into at most 288 buckets. */
export function widthFor(from: number, to: number): number {
  const fits = (width: number): boolean => Math.floor(to / width) - Math.floor(from / width) < mostShown;
  return widths.find(fits) ?? widths.at(-1)!;
}

/** A histogram as plain data: `width` in milliseconds, and how many fell into the bucket that starts at each time. */
export interface HistogramData {
  readonly width: number;
  readonly counts: readonly (readonly [start: number, count: number])[];
}

/** Counts moments per time bucket. It begins with minutes and widens its buckets when they become too many. */
export class Histogram {
  #width: number = minute;
  // By the number of their first minute: V8 keeps such numbers without an object for each, unlike milliseconds.
  #counts = new Map<number, number>();
  // Lines come in order, so nearly every moment falls into the bucket of the one before.
  #lastStart = Number.NaN;
  #lastCount = 0;

  /** The width of the buckets in milliseconds. */
  get width(): number {
    return this.#width;
  }

  /** Counts moments of one minute, given in epoch milliseconds. */
  add(time: number, count = 1): void {
    const start = this.#startOf(Math.floor(time / minute));
    if (start === this.#lastStart) {
      this.#lastCount += count;
      return;
    }
    this.#addLast();
    this.#lastStart = start;
    this.#lastCount = count;
  }

  /** Adds what another histogram counted; buckets become as wide as those of both fit into. */
  merge(other: HistogramData): void {
    this.#addLast();
    this.#join(commonWidth(this.width, other.width));
    // Days begin at midnight of some clock: buckets that are wide enough stay where they are.
    const isAsWide = this.width === other.width;
    for (const [start, count] of other.counts) {
      if (isAsWide) this.#counts.set(start / minute, (this.#counts.get(start / minute) ?? 0) + count);
      else this.#put(start / minute, count);
    }
    this.#bound();
  }

  /** Joins buckets until they are at least this wide; wider where buckets of today do not fit into such ones. */
  widenTo(width: number): void {
    this.#addLast();
    if (this.width < width) this.#join(commonWidth(this.width, width));
  }

  /** The buckets that hold anything, in order of time. */
  data(): HistogramData {
    this.#addLast();
    const starts = [...this.#counts.keys()].sort((a, b) => a - b);
    return { width: this.width, counts: starts.map((start) => [start * minute, this.#counts.get(start)!]) };
  }

  #addLast(): void {
    if (this.#lastCount === 0) return;
    this.#put(this.#lastStart, this.#lastCount);
    this.#lastStart = Number.NaN;
    this.#lastCount = 0;
    this.#bound();
  }

  /** The first minute of the bucket that a minute falls into. */
  #startOf(at: number): number {
    const minutes = this.width / minute;
    return Math.floor(at / minutes) * minutes;
  }

  #put(at: number, count: number): void {
    const start = this.#startOf(at);
    this.#counts.set(start, (this.#counts.get(start) ?? 0) + count);
  }

  #bound(): void {
    while (this.#counts.size > mostBuckets && this.width < widest) {
      const wider = widths.find((width) => width > this.width && width % this.width === 0);
      this.#join(wider ?? Math.min(10 * this.width, widest));
    }
  }

  #join(width: number): void {
    if (width === this.width) return;
    const narrow = this.#counts;
    this.#width = width;
    this.#counts = new Map();
    for (const [start, count] of narrow) this.#put(start, count);
  }
}

/** The least width that buckets of both widths fit into; the widest there is where that would be wider still. */
function commonWidth(one: number, other: number): number {
  let [a, b] = [one, other];
  while (b > 0) [a, b] = [b, a % b];
  return Math.min((one / a) * other, widest);
}

/** The width of a bucket that holds a day, in milliseconds. */
export const day = 86_400_000;

const hour = 3_600_000;

/**
 * Joins buckets into days that begin at midnight of a clock, also where it is changed. A bucket belongs to the day in which it
 * begins: those of ten minutes or an hour that midnight cuts, which only zones with odd minutes have, count to the day before.
 *
 * @param iso writes a time in epoch milliseconds by that clock, as ISO 8601 with offset
 */
export function localDays(data: HistogramData, iso: (time: number) => string): HistogramData {
  const counts = new Map<number, number>();
  let begin = Number.NaN;
  for (const [start, count] of data.counts) {
    // Hours are in order, and most days have more than one of them.
    if (!(start >= begin && start < begin + day - hour)) begin = dayStart(start, iso);
    counts.set(begin, (counts.get(begin) ?? 0) + count);
  }
  return { width: day, counts: [...counts] };
}

/**
 * The same also of buckets that are days already, of whatever clock: each counts to the day in which its middle lies, so that days of
 * several clocks never overlap. Wider buckets stay as they are.
 */
export function inLocalDays(data: HistogramData, iso: (time: number) => string): HistogramData {
  if (data.width < day) return localDays(data, iso);
  if (data.width > day) return data;
  const counts = new Map<number, number>();
  for (const [start, count] of data.counts) {
    const begin = dayStart(start + day / 2, iso);
    counts.set(begin, (counts.get(begin) ?? 0) + count);
  }
  return { width: day, counts: [...counts] };
}

/** When the day of a time began, by the clock that `iso` writes. */
export function dayStart(time: number, iso: (time: number) => string): number {
  const guess = time - sinceMidnight(iso(time));
  const rest = sinceMidnight(iso(guess));
  // Where the clock was changed since, midnight was so much earlier or later.
  return rest === 0 ? guess : rest > day / 2 ? guess + day - rest : guess - rest;
}

function sinceMidnight(iso: string): number {
  const [hours, minutes, seconds] = iso.slice(11, 23).split(':').map(Number);
  return (hours! * 60 + minutes!) * 60_000 + Math.round(seconds! * 1000);
}
