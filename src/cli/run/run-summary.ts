import { StopSignal } from '../../commands/stop-signal.ts';
import { type SummaryOptions, summariseInputs } from '../../commands/summary.ts';
import { type InputFault, inputFiles } from '../../input/files/input-files.ts';
import { STANDARD_INPUT } from '../../input/files/source.ts';
import { Progress } from '../../lines/workers/progress.ts';
import { deliver, tell } from '../../output/print.ts';
import { ProgressLine } from '../../output/progress-line.ts';
import { zoneReader } from '../../recognise/time/zone.ts';
import { summaryNotification } from '../../render/notification.ts';
import { type SummaryFormat, summaryFormats } from '../../render/summary/summary-formats.ts';
import { noticeTexts } from '../../render/summary/summary-totals.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';
import { summaryReport } from '../../summary/report.ts';
import { partialCopies } from '../../summary/watch/partial-copies.ts';
import { Tally, type TallyData } from '../../tally/tally.ts';
import { alertChoice, type NewsFlags } from '../choices/alert-choice.ts';
import { loadCatalogue } from '../choices/catalogue-choice.ts';
import { type DeliveryFlags, deliveryChoice, notifierOf } from '../choices/delivery.ts';
import { type FindingFlags, findingChoice } from '../choices/finding-choice.ts';
import { provenanceOf } from '../choices/provenance-choice.ts';
import {
  type BucketFlags,
  bucketChoice,
  type CheckpointFlags,
  checkpointChoice,
  type RangeFlags,
  rangeChoice,
  rangeHints,
  type ShareFlags,
  shareChoice,
} from '../choices/range-choice.ts';
import { UsageError } from '../usage-error.ts';
import { readSize } from '../values/quantities.ts';
import { keepYoungGenerationSmall } from './young-generation.ts';

/** The arguments of `summary` as typed. */
interface SummaryArguments
  extends FindingFlags,
    CheckpointFlags,
    RangeFlags,
    BucketFlags,
    DeliveryFlags<SummaryFormat>,
    ShareFlags,
    NewsFlags {
  readonly files: readonly string[];
  readonly catalogue?: readonly string[] | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly maxLine: string;
  readonly recursive: boolean;
  readonly title?: string | undefined;
  readonly notify?: string | undefined;
  readonly progress: boolean;
  readonly jobs?: number | undefined;
}

/** Decides what was typed, counts, and prints the summary. Returns the exit status. */
export async function runSummary(typed: SummaryArguments): Promise<number> {
  keepYoungGenerationSmall();
  const catalogue = await loadCatalogue(typed.catalogue, typed.pack);
  zoneReader(typed.timezone);
  const checkpoint = checkpointChoice(typed);
  const named = await inputFiles(typed.files.length === 0 ? [STANDARD_INPUT] : typed.files, typed.recursive);
  const delivery = await deliveryChoice(typed, summaryFormats, filesOf(typed, named.files));
  if (checkpoint !== undefined && typed.history !== undefined && (typed.since ?? typed.until) !== undefined)
    throw new UsageError(
      'with --checkpoint and --history each night begins where the last one ended',
      'leave out --since and --until, or --checkpoint',
    );
  const judge = await alertChoice(typed, catalogue);
  const notify = notifierOf(typed.notify);
  const stop = new StopSignal();
  const progress = typed.progress && !typed.quiet && canRewriteLines() ? new Progress() : undefined;
  const now = Date.now();
  const options: SummaryOptions = {
    catalogue,
    files: named.files,
    choice: findingChoice(typed, catalogue),
    implied: typed.implied,
    normal: typed.normal,
    timezone: typed.timezone,
    longest: readSize(typed.maxLine, '--max-line'),
    range: rangeChoice(typed, now, judge.lastNight(now)),
    bucket: bucketChoice(typed),
    share: shareChoice(typed, named.files),
    name: typed.name,
    jobs: typed.jobs,
    stop: stop.signal,
    nights: judge.nights,
    progress,
  };
  const line = progress === undefined ? undefined : new ProgressLine(process.stderr, progress);
  const counting =
    checkpoint === undefined
      ? summariseInputs(options)
      : resumedSummary().then(({ resumeSummary }) => resumeSummary(options, checkpoint));
  const { tally, context, seen, faults, warnings, failed, longLines } = await counting.finally(() =>
    line?.end(),
  );
  stop.release();
  const zone = new ZoneFormat(typed.timezone);
  const iso = (time: number): string => zone.iso(time);
  // Nobody asked for a range, but it is known which: from where the last night ended until now.
  const chosen =
    context.night === undefined ? context.chosen : { since: judge.lastNight(now)?.end, until: now };
  const counted = summaryReport(withFaults(tally, named.faults), { ...context, chosen }, iso);
  const isWhole = checkpoint === undefined && options.share === undefined && stop.status === undefined;
  const copies = isWhole ? await partialCopies(tally.inputs.named) : [];
  const { report, crossed, shown } = judge.judge(counted, { seen, copies, iso });
  const made = provenanceOf(typed);
  const undelivered = await deliver(
    delivery,
    (render, display) => render(report, { catalogue, display, made }),
    shown,
  );
  if (notify !== undefined && crossed !== undefined && stop.status === undefined) {
    const fault = await notify(summaryNotification(report, crossed, made), made);
    if (fault !== undefined) undelivered.push(fault);
  }
  // What was interrupted is no night to compare others with.
  if (stop.status === undefined) undelivered.push(...(await judge.keep(report)));
  for (const fault of [
    ...named.faults.map(({ message }) => message),
    ...faults,
    ...undelivered,
    ...noticeTexts(report),
    ...(typed.quiet ? [] : warnings),
    ...rangeHints(report, seen, (time) => zone.plain(time)),
    ...judge.warnings,
  ])
    tell(fault);
  if (longLines > 0 && !typed.quiet)
    tell(
      `${longLines} line(s) longer than ${typed.maxLine} were looked at up to there (--max-line raises the limit)`,
    );
  if (crossed !== undefined) tell(`--fail-on holds: ${crossed}`);
  // A count of less than everything cannot tell that a threshold was not crossed.
  const isFaulty = failed || named.faults.length > 0;
  return stop.status ?? (isFaulty || undelivered.length > 0 ? 2 : crossed === undefined ? 0 : 1);
}

/** Everything that the run reads, or writes besides reports. */
function filesOf(
  { catalogue = [], checkpoint, history }: SummaryArguments,
  files: readonly string[],
): string[] {
  return [...files, ...catalogue, ...[checkpoint, history].filter((file) => file !== undefined)];
}

/** Whether standard error is a terminal that can move back in a line. */
function canRewriteLines(): boolean {
  return process.stderr.isTTY && process.env.TERM !== 'dumb';
}

/** What could not be read is told in the report too. */
function withFaults(tally: TallyData, faults: readonly InputFault[]): TallyData {
  if (faults.length === 0) return tally;
  const all = new Tally();
  all.merge(tally);
  for (const { name, message } of faults) {
    const input = new Tally(name);
    input.fault = message;
    all.merge(input.data());
  }
  return all.data();
}

/** Loaded only when needed. */
function resumedSummary(): Promise<typeof import('../../commands/resumed-summary.ts')> {
  return import('../../commands/resumed-summary.ts');
}
