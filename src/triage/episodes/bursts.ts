import { median } from '../../tally/stats.ts';

/** A time in which something came much more often than before. Times are epoch milliseconds. */
export interface BurstSpan {
  readonly start: number;
  /** Where its fullest bucket begins, and what that holds. */
  readonly peak: number;
  readonly most: number;
  /** Where its last bucket ends; undefined when it still goes on at the end of the logs. */
  readonly end: number | undefined;
  readonly lines: number;
}

/** Buckets of equal width in order of time; empty ones may be left out. */
export interface Buckets {
  /** In milliseconds. */
  readonly width: number;
  readonly counts: readonly (readonly [start: number, lines: number])[];
}

/*
 * What makes a burst. The test of these numbers draws steady logs by chance: of their buckets no more than six in a thousand begin a
 * burst where one or two lines come a bucket, and none where five or more do. Half or twice as much changes no answer of `npm run accuracy:numbers`.
 */
const fewestLines = 5;
const times = 4;
/** Five minutes of buckets of ten seconds. */
const looksBack = 30;
/** With fewer buckets before it nobody knows what was usual. */
const leastBefore = 3;
const quietBuckets = 3;

/**
 * The bursts. One begins with a bucket of at least 5 lines and more than 4 times the median of the 30 buckets before it (at
 * least 3, empty ones too), and ends before 3 buckets in a row with at most twice that median; one that reaches the last 3
 * buckets of the logs is still going on.
 *
 * @param from when the logs begin: buckets from there on that are not given were empty
 * @param to when they end
 */
export function burstsOf({ width, counts }: Buckets, from: number, to: number): BurstSpan[] {
  const bursts: BurstSpan[] = [];
  const lines = new Map(counts);
  const logStart = from - (from % width);
  const logEnd = to - (to % width);
  let after = Number.NEGATIVE_INFINITY;
  for (const [start, count] of counts) {
    if (start < after || count < fewestLines) continue;
    const back = Math.min(looksBack, (start - logStart) / width);
    if (back < leastBefore) continue;
    const before = median(
      Array.from({ length: back }, (_, index) => lines.get(start - (index + 1) * width) ?? 0),
    );
    if (count <= times * before) continue;
    const burst = follow({ width, counts }, start, 2 * before);
    after = burst.last + width;
    const isOver = burst.last < logEnd - quietBuckets * width;
    bursts.push({
      start,
      peak: burst.peak,
      most: burst.most,
      end: isOver ? after : undefined,
      lines: burst.lines,
    });
  }
  return bursts;
}

/** Goes on from a burst's first bucket to its last: the one before three in a row that hold no more than `calm`. */
function follow({ width, counts }: Buckets, start: number, calm: number) {
  let last = start;
  let lines = 0;
  let pending = 0;
  let peak = start;
  let most = 0;
  for (const [at, count] of counts) {
    if (at < start) continue;
    if (at - last > quietBuckets * width) break;
    pending += count;
    if (count <= calm) continue;
    last = at;
    lines += pending;
    pending = 0;
    if (count > most) {
      most = count;
      peak = at;
    }
  }
  return { last, lines, peak, most };
}
