import { offsetOf } from '../figures.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Widths of columns and distances of marks, in seconds, that people find on a clock. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR),
  ...[1, 2, 5, 10, 30, 90, 365].map((days) => days * DAY),
];

/** Lines per time bucket, with the starts of buckets in epoch milliseconds, and their width in seconds. */
export interface ChartBuckets {
  readonly width: number;
  readonly starts: readonly number[];
  readonly lines: readonly number[];
}

/** The buckets of a report, read once for all that is drawn from them. */
export function histogramOf(buckets: {
  readonly width: number;
  readonly counts: readonly (readonly [start: string, lines: number])[];
}): ChartBuckets {
  const counts = buckets.counts.filter(([start]) => !Number.isNaN(Date.parse(start)));
  return {
    width: buckets.width,
    starts: counts.map(([start]) => Date.parse(start)),
    lines: counts.map(([, lines]) => lines),
  };
}

/** A stretch of time cut into columns of one width, which start at full hours and the like on the wall clock. */
export class TimeAxis {
  /** The start of the first column in epoch milliseconds, a column's width in milliseconds, and how many there are. */
  readonly start: number;
  readonly width: number;
  readonly columns: number;
  /** Minutes ahead of UTC. */
  readonly offset: number;

  private constructor(start: number, width: number, columns: number, offset: number) {
    this.start = start;
    this.width = width;
    this.columns = columns;
    this.offset = offset;
  }

  /**
   * The axis that all buckets and the given times fit on, in the zone of the first of these times.
   *
   * @param most columns at most
   * @param least width of a column in seconds at least
   * @returns undefined when there is no time at all
   */
  static over(
    histograms: readonly ChartBuckets[],
    times: readonly (string | null)[],
    most: number,
    least = 1,
  ): TimeAxis | undefined {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    let width = least;
    const include = (time: number): void => {
      first = Math.min(first, time);
      last = Math.max(last, time);
    };
    for (const time of times) if (time !== null && !Number.isNaN(Date.parse(time))) include(Date.parse(time));
    for (const histogram of histograms) {
      if (histogram.starts.length > 0) width = Math.max(width, histogram.width);
      for (const start of histogram.starts) include(start);
    }
    if (first > last) return undefined;
    const offset = offsetOf(times.find((time) => time !== null) ?? '');
    const shift = offset * 60_000;
    for (const step of widths(width)) {
      const wide = step * 1000;
      const start = Math.floor((first + shift) / wide) * wide - shift;
      const columns = Math.floor((last - start) / wide) + 1;
      if (columns <= most) return new TimeAxis(start, wide, columns, offset);
    }
    return undefined;
  }

  /** The column that a time falls into, in epoch milliseconds; -1 when it has none. */
  column(time: number): number {
    const column = Math.floor((time - this.start) / this.width);
    return column >= 0 && column < this.columns ? column : -1;
  }

  /** Lines per column, added up over several histograms. */
  join(histograms: readonly ChartBuckets[]): number[] {
    const sums = new Array<number>(this.columns).fill(0);
    for (const { starts, lines } of histograms) {
      for (const [index, start] of starts.entries()) {
        const column = this.column(start);
        if (column >= 0) sums[column]! += lines[index]!;
      }
    }
    return sums;
  }

  /** When a column starts: `02:10`, with the date where that matters. */
  label(column: number): string {
    const wall = new Date(this.start + column * this.width + this.offset * 60_000).toISOString();
    const date = this.#date(wall);
    if (this.width >= DAY * 1000) return date;
    const time = wall.slice(11, this.width < MINUTE * 1000 ? 19 : 16);
    return this.#severalDays() ? `${date} ${time}` : time;
  }

  /** Marks below a chart: columns that start at round times, at most `most` of them. */
  marks(most: number): { column: number; label: string }[] {
    const span = (this.columns * this.width) / 1000;
    const step =
      (STEPS.find((seconds) => seconds >= this.width / 1000 && span / seconds <= most) ?? span) * 1000;
    const shift = this.offset * 60_000;
    const marks: { column: number; label: string }[] = [];
    let day = '';
    for (let wall = Math.ceil((this.start + shift) / step) * step; ; wall += step) {
      const column = (wall - shift - this.start) / this.width;
      if (column >= this.columns) return marks;
      const text = new Date(wall).toISOString();
      const date = this.#date(text);
      const time = text.slice(11, step < MINUTE * 1000 ? 19 : 16);
      const newDay = this.#severalDays() && date !== day;
      marks.push({ column, label: step >= DAY * 1000 ? date : newDay ? `${date} ${time}` : time });
      day = date;
    }
  }

  /** The date of an ISO time, with the year where the axis is so long that it matters. */
  #date(iso: string): string {
    return iso.slice(this.columns * this.width > 300 * DAY * 1000 ? 0 : 5, 10);
  }

  #severalDays(): boolean {
    const day = (column: number): number =>
      Math.floor((this.start + column * this.width + this.offset * 60_000) / (DAY * 1000));
    return day(0) !== day(this.columns - 1);
  }
}

/** Column widths to try, in seconds: round ones that whole buckets fit into, then ever larger ones. */
function* widths(bucket: number): Generator<number> {
  let last = bucket;
  for (const step of STEPS) {
    if (step < bucket || step % bucket !== 0) continue;
    yield step;
    last = step;
  }
  for (let step = last; step < Number.MAX_SAFE_INTEGER / 2000; step *= 2) yield step;
}
