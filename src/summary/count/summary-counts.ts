import * as v from 'valibot';
import { fieldFault } from '../../input/input-error.ts';
import type { StampBefore } from '../../recognise/time/timestamp-tracker.ts';
import { isWidth } from '../../tally/histogram.ts';
import type { Interruptions } from '../../tally/input-counts.ts';
import type { TallyData } from '../../tally/tally.ts';

/** The last stamp of an input. */
export interface InputStamp extends StampBefore {
  readonly input: string;
}

/** What a summary keeps in its checkpoint. Times are epoch milliseconds. */
export interface SummaryCounts {
  /** Which command counted. */
  readonly counts: 'summary';
  /** Which form the counts have; 1 was without places, samples and severities. */
  readonly form: typeof form;
  /** Which findings were counted, for comparison. */
  readonly choice: string;
  readonly tally: TallyData;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly stamps?: readonly InputStamp[];
  readonly longLines: number;
  readonly interruptions: Interruptions;
  /** The night that is counted, where nights are kept in a history. */
  readonly night?: string | undefined;
}

/** The form of counts that this program writes, and the only one it reads. */
export const form = 2;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** What a date can hold. */
const moment = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15));
const time = v.optional(moment);
const places = v.array(v.tuple([v.string(), count]));
const input = v.object({
  name: v.string(),
  lines: count,
  bytes: count,
  first: time,
  last: time,
  ended: time,
  found: count,
  unstamped: count,
  fault: v.optional(v.string()),
});
const code = v.object({
  name: v.string(),
  value: v.optional(v.pipe(v.number(), v.integer())),
  lines: count,
  stated: count,
  implied: count,
  first: time,
  last: time,
  buckets: v.object({
    width: v.pipe(v.number(), v.check(isWidth)),
    counts: v.array(v.tuple([moment, count])),
  }),
  inputs: places,
  hosts: places,
  sources: places,
  sample: v.optional(v.object({ line: v.string(), input: v.string(), time })),
});
const schema = v.object({
  counts: v.literal('summary'),
  form: v.literal(form),
  choice: v.string(),
  tally: v.object({
    lines: count,
    otherLines: v.optional(count),
    bytes: count,
    found: count,
    implied: count,
    outside: count,
    unstamped: count,
    first: time,
    last: time,
    ended: time,
    hosts: v.optional(v.array(v.object({ name: v.string(), lines: count, last: time }))),
    severe: v.object({ F: count, E: count, W: count }),
    inputs: v.object({ count, named: v.array(input), other: v.optional(input) }),
    groups: v.array(
      v.object({ component: v.string(), group: v.string(), lines: count, codes: v.array(code) }),
    ),
  }),
  from: time,
  to: time,
  stamps: v.optional(v.array(v.object({ input: v.string(), time: moment, distance: count }))),
  longLines: count,
  interruptions: v.object({ rotations: count, truncations: count, gaps: count }),
  night: v.optional(v.string()),
});

/** What a checkpoint's counts turn out to be. */
export type ReadCounts =
  | { readonly counts: SummaryCounts }
  /** Those of another command, or none. */
  | 'foreign'
  /** Those of a summary in a form that this program does not know. */
  | 'other form'
  /** In words, which field of a summary's counts is missing or odd. */
  | { readonly fault: string };

/** Takes what a checkpoint holds for the counts of a summary, if it is that. */
export function readCounts(data: unknown): ReadCounts {
  if (typeof data !== 'object' || data === null || !('counts' in data) || data.counts !== 'summary')
    return 'foreign';
  if (!('form' in data) || data.form !== form) return 'other form';
  const result = v.safeParse(schema, data);
  if (result.success) return { counts: data as SummaryCounts };
  return { fault: fieldFault(result.issues[0]) };
}
