import type { TimeRange } from '../recognise/time/time-range.ts';
import { autoBuckets, type BucketChoice } from '../summary/report.ts';
import { readMoment } from './moment.ts';
import { UsageError } from './usage-error.ts';

/** The arguments about time as typed. */
export interface RangeFlags {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly timezone: string;
  readonly bucket: 'auto' | '1m' | '10m' | '1h' | '1d';
}

/** Which time counts; undefined when any does. Throws `UsageError` for what is no moment or no range. */
export function rangeChoice({ since, until, timezone }: RangeFlags, now: number): TimeRange | undefined {
  if (since === undefined && until === undefined) return undefined;
  const range: TimeRange = {
    since: since === undefined ? undefined : readMoment(since, '--since', timezone, now),
    until: until === undefined ? undefined : readMoment(until, '--until', timezone, now),
  };
  if (range.since !== undefined && range.until !== undefined && range.since >= range.until)
    throw new UsageError(`--since ${since} is not before --until ${until}`, 'nothing could be counted');
  return range;
}

const widths = { '1m': 60_000, '10m': 600_000, '1h': 3_600_000, '1d': 86_400_000 } as const;

/** How wide buckets are at least. */
export function bucketChoice({ bucket }: RangeFlags): BucketChoice {
  return bucket === 'auto' ? autoBuckets : { least: widths[bucket], auto: false };
}
