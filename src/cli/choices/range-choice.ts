import type { CheckpointChoice } from '../../input/checkpoint/checkpoint-keeper.ts';
import { STANDARD_INPUT } from '../../input/files/source.ts';
import type { Selection } from '../../output/selection/selected-lines.ts';
import type { TimeRange } from '../../recognise/time/time-span.ts';
import { autoBuckets, type BucketChoice } from '../../summary/report.ts';
import { hoursOf } from '../../summary/report-span.ts';
import type { ShareName } from '../../summary/shares/share-ends.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';
import { isWidth } from '../../tally/histogram.ts';
import { UsageError } from '../usage-error.ts';
import { endBehind, isRelative, isTimeOfDay, readMoment } from '../values/moment.ts';
import { readDuration } from '../values/quantities.ts';

/** Logs may begin so much of the range after its start, and at least an hour: a quiet log has no line at once. */
const lateStart = 0.05;

const hour = 3_600_000;

/** What to say when the range that was asked for left out what may have been expected. */
export function rangeHints(
  report: SummaryReport,
  seen: { readonly from: number | undefined },
  plain: (time: number) => string,
): string[] {
  const { chosen, unstamped, lines } = report;
  if (chosen === undefined) return [];
  const hints: string[] = [];
  const since = chosen.since === null ? undefined : Date.parse(chosen.since);
  const allowed = Math.max(hour, lateStart * (hoursOf(report) ?? 0) * hour);
  if (since !== undefined && seen.from !== undefined && lines > 0 && seen.from > since + allowed)
    hints.push(
      `the logs begin at ${plain(seen.from)}, after --since (${plain(since)}): earlier lines may stand in rotated files; ` +
        "name these too, for example 'store.log*'",
    );
  if (unstamped > 0) {
    hints.push(
      `${unstamped} line(s) with a code belong to no time stamp, and were left out of the time that was asked for`,
    );
  }
  return hints;
}

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

/** The arguments about which lines are printed, as typed. */
export interface SelectionFlags {
  readonly only: boolean;
  readonly grep?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly ignoreCase: boolean;
  readonly afterContext?: number | undefined;
  readonly beforeContext?: number | undefined;
  readonly context?: number | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly timezone: string;
}

/**
 * Which lines are printed; undefined when all are, or all with a finding.
 *
 * @param newest finds the newest stamp of the logs, where a time without a date is sought before it
 * @throws UsageError for what is no regular expression, no time, or context of nothing
 */
export async function selectionChoice(
  typed: SelectionFlags,
  newest: () => Promise<number | undefined>,
): Promise<Selection | undefined> {
  const { only, grep = [], exclude = [], context = 0, since, until } = typed;
  const before = typed.beforeContext ?? context;
  const after = typed.afterContext ?? context;
  if (before + after > 0 && !only && grep.length === 0)
    throw new UsageError('lines before and after are those of lines that are chosen', 'add --only or --grep');
  const isOfDay = [since, until].some((text) => text !== undefined && isTimeOfDay(text));
  const now = Date.now();
  const range = rangeChoice(typed, now, undefined, isOfDay ? await newest() : undefined);
  const patterns = grep.length + exclude.length > 0;
  if (!patterns && before + after === 0 && range === undefined) return undefined;
  const read = (text: string, flag: string): RegExp => pattern(text, flag, typed.ignoreCase);
  return {
    grep: grep.map((text) => read(text, '--grep')),
    exclude: exclude.map((text) => read(text, '--exclude')),
    range,
    only,
    before,
    after,
  };
}

function pattern(text: string, flag: string, ignoreCase: boolean): RegExp {
  try {
    return new RegExp(text, ignoreCase ? 'i' : '');
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: /, '');
    throw new UsageError(
      `${flag} needs a regular expression: ${reason}`,
      'write \\ before ( ) [ ] { } . * + ? ^ $ | that mean themselves',
    );
  }
}

/** The arguments about the input's identity as typed. */
export interface ShareFlags {
  readonly name?: string | undefined;
  readonly share?: string | undefined;
}

/**
 * Which share of which log is counted; undefined when it is none.
 *
 * @param files the inputs, of which a share can only be one
 * @throws UsageError
 */
export function shareChoice(typed: ShareFlags, files: readonly string[]): ShareName | undefined {
  if (typed.share === undefined) return undefined;
  const [, number, of] = /^(\d{1,9})\/(\d{1,9})$/.exec(typed.share) ?? [];
  if (number === undefined || Number(number) < 1 || Number(number) > Number(of))
    throw new UsageError(`--share needs which share of how many, not "${typed.share}"`, 'for example 3/8');
  if (files.length !== 1)
    throw new UsageError('--share is of one input', 'count each share with a run of its own, then merge');
  const input = files[0] === STANDARD_INPUT ? typed.name : files[0];
  if (input === undefined)
    throw new UsageError('a --share of standard input needs a --name', 'name the log that it is a share of');
  return { input, number: Number(number), of: Number(of) };
}

/** The arguments about checkpoints as typed. */
export interface CheckpointFlags {
  readonly checkpoint?: string | undefined;
  readonly checkpointInterval: string;
}

/** Where the checkpoint is kept and how often it is written; undefined when none is wanted. */
export function checkpointChoice(typed: CheckpointFlags): CheckpointChoice | undefined {
  const every = readDuration(typed.checkpointInterval, '--checkpoint-interval');
  if (typed.checkpoint === undefined) return undefined;
  if (typed.checkpoint === '') throw new UsageError('--checkpoint needs a file', 'name one');
  return { path: typed.checkpoint, every };
}
