import type { TimeRange } from '../../recognise/time/time-range.ts';
import { autoBuckets, type BucketChoice } from '../../summary/report.ts';
import { isWidth } from '../../tally/histogram.ts';
import { UsageError } from '../usage-error.ts';
import { readDuration } from '../values/duration.ts';
import { endBehind, isRelative, readMoment } from '../values/moment.ts';

/** The arguments about time as typed. */
export interface RangeFlags {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly timezone: string;
}

/** What `--since last` goes on from. */
export interface LastNight {
  /** Where the last kept summary ended, in epoch milliseconds; undefined while none is kept. */
  readonly end: number | undefined;
}

/** How far back the first night goes of a history that is begun with `--since last`. */
const firstNight = 86_400_000;

/**
 * Which time counts; undefined when any does. A start that is told from now (`-24h`, `yesterday`, `last`) means until now,
 * where no end is given: a log that has died since is short of lines, and does not end the range.
 *
 * @param last the history, where one is kept
 * @param newest what a time without a date is sought before, if not now
 * @throws UsageError for what is no moment or no range
 */
export function rangeChoice(
  { since, until, timezone }: RangeFlags,
  now: number,
  last?: LastNight,
  newest?: number,
): TimeRange | undefined {
  if (since === undefined && until === undefined) return undefined;
  const isRelativeStart = since !== undefined && isRelative(since);
  const start = since === undefined ? undefined : startOf(since, timezone, now, last, newest);
  const end = until === undefined ? undefined : readMoment(until, '--until', timezone, now, newest);
  const range: TimeRange = {
    since: start,
    until: end === undefined && isRelativeStart ? now : endBehind(end, until, start),
  };
  if (range.since !== undefined && range.until !== undefined && range.since >= range.until)
    throw new UsageError(
      since?.trim() === 'last'
        ? 'the last kept summary ends where --until does, or later: nothing is left to count'
        : `--since ${since} is not before --until ${until ?? 'now'}`,
      since?.trim() === 'last' ? 'give a later --until' : 'nothing could be counted',
    );
  return range;
}

function startOf(
  since: string,
  timezone: string,
  now: number,
  last: LastNight | undefined,
  newest: number | undefined,
): number {
  if (since.trim().toLowerCase() !== 'last') return readMoment(since, '--since', timezone, now, newest);
  if (last === undefined)
    throw new UsageError(
      '--since last goes on where the history ends, and there is none',
      'give --history FILE',
    );
  return last.end ?? now - firstNight;
}

/** The argument about the width of buckets as typed. */
export interface BucketFlags {
  readonly bucket: string;
}

/** 100 days. */
const mostBucket = 8_640_000_000;

/** How wide buckets are at least. */
export function bucketChoice({ bucket }: BucketFlags): BucketChoice {
  if (bucket.toLowerCase() === 'auto') return autoBuckets;
  const least = readDuration(bucket, '--bucket');
  if (!isWidth(least) || least > mostBucket)
    throw new UsageError(`--bucket takes whole minutes up to 100 days, not "${bucket}"`, 'write --bucket 5m');
  return { least, auto: false };
}
