import { maximum, minimum } from '../../tally/stats.ts';
import type { Buckets } from './bursts.ts';
import type { Episode } from './episode.ts';

/** Widths that bars of a timeline may have, in milliseconds. */
const widths = [10_000, 60_000, 600_000, 3_600_000, 86_400_000, 864_000_000, 8_640_000_000];

/**
 * Lines per time bucket of several episodes together.
 *
 * @param most buckets from the first to the last; they are as narrow as that and the episodes allow
 */
export function bucketsOf(episodes: readonly Episode[], most: number): Buckets {
  const stamped = episodes.filter(({ start }) => start !== undefined);
  if (stamped.length === 0) return { width: widths[0]!, counts: [] };
  const from = minimum(stamped.map(({ start }) => start!));
  const to = maximum(stamped.map(({ end }) => end!));
  const narrowest = Math.max(widths[0]!, maximum(stamped.map(({ width }) => width)));
  const width = widths.find((one) => one >= narrowest && (to - from) / one <= most) ?? widths.at(-1)!;
  const counts = new Map<number, number>();
  for (const { cells } of stamped) {
    for (const { start, lines } of cells) {
      const bucket = start - (start % width);
      counts.set(bucket, (counts.get(bucket) ?? 0) + lines);
    }
  }
  return { width, counts: [...counts].sort(([a], [b]) => a - b) };
}
