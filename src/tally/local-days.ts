import type { HistogramData } from './histogram.ts';

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
