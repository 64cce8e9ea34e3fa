const minute = 60_000;

/** Widths of buckets in milliseconds, each a multiple of the one before, so that buckets merge without a remainder. */
export const widths = [minute, 600_000, 3_600_000, 86_400_000, 864_000_000, 8_640_000_000] as const;

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
  #level = 0;
  // By the number of their first minute: V8 keeps such numbers without an object for each, unlike milliseconds.
  #counts = new Map<number, number>();
  // Lines come in order, so nearly every moment falls into the bucket of the one before.
  #lastStart = Number.NaN;
  #lastCount = 0;

  /** The width of the buckets in milliseconds. */
  get width(): number {
    return widths[this.#level]!;
  }

  /** Counts moments of one minute, given in epoch milliseconds. */
  add(time: number, count = 1): void {
    const start = this.#startOf(Math.floor(time / minute));
    if (start === this.#lastStart) {
      this.#lastCount += count;
      return;
    }
    this.#settle();
    this.#lastStart = start;
    this.#lastCount = count;
  }

  /** Adds what another histogram counted; the wider buckets of the two win. */
  merge(other: HistogramData): void {
    this.#settle();
    while (this.width < other.width) this.#widen();
    // Days begin at midnight of some clock: buckets that are wide enough stay where they are.
    const isAsWide = this.width === other.width;
    for (const [start, count] of other.counts) {
      if (isAsWide) this.#counts.set(start / minute, (this.#counts.get(start / minute) ?? 0) + count);
      else this.#put(start / minute, count);
    }
    this.#bound();
  }

  /** Joins buckets until they are at least this wide; widths between the known ones take the next wider. */
  widenTo(width: number): void {
    this.#settle();
    while (this.width < width && this.#level < widths.length - 1) this.#widen();
  }

  /** The buckets that hold anything, in order of time. */
  data(): HistogramData {
    this.#settle();
    const starts = [...this.#counts.keys()].sort((a, b) => a - b);
    return { width: this.width, counts: starts.map((start) => [start * minute, this.#counts.get(start)!]) };
  }

  #settle(): void {
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
    while (this.#counts.size > mostBuckets && this.#level < widths.length - 1) this.#widen();
  }

  #widen(): void {
    const narrow = this.#counts;
    this.#level++;
    this.#counts = new Map();
    for (const [start, count] of narrow) this.#put(start, count);
  }
}
