import { availableParallelism } from 'node:os';
import { StopSignal } from '../commands/stop-signal.ts';
import { type SummaryOptions, summarise } from '../commands/summary.ts';
import { type SummaryFormat, summaryFormats } from '../output/summary-formats.ts';
import { ZoneFormat } from '../output/zone-format.ts';
import { zoneReader } from '../recognise/zone.ts';
import { summaryReport } from '../tally/report.ts';
import { chosenCatalogue } from './catalogue-choice.ts';
import { type CheckpointFlags, checkpointChoice } from './checkpoint-choice.ts';
import { type DeliveryFlags, deliver, deliveryChoice } from './delivery.ts';
import { type FindingFlags, findingChoice } from './finding-choice.ts';
import { readSize } from './size.ts';
import { UsageError } from './usage-error.ts';

/** The arguments of `summary` as typed. */
interface SummaryArguments extends FindingFlags, CheckpointFlags, DeliveryFlags<SummaryFormat> {
  readonly files: readonly string[];
  readonly catalogue?: readonly string[] | undefined;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly timezone: string;
  readonly maxLine: string;
  readonly jobs?: number | undefined;
}

/** Decides what was typed, counts, and prints the summary. Returns the exit status. */
export async function runSummary(typed: SummaryArguments): Promise<number> {
  const catalogue = await chosenCatalogue(typed.catalogue);
  zoneReader(typed.timezone);
  const jobs = typed.jobs ?? availableParallelism();
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256)
    throw new UsageError('--jobs needs a number of threads', 'from 1 to 256');
  const checkpoint = checkpointChoice(typed);
  const delivery = await deliveryChoice(typed, summaryFormats, filesOf(typed));
  const stop = new StopSignal();
  const options: SummaryOptions = {
    catalogue,
    files: typed.files.length === 0 ? ['-'] : typed.files,
    choice: findingChoice(typed, catalogue),
    implied: typed.implied,
    normal: typed.normal,
    timezone: typed.timezone,
    longest: readSize(typed.maxLine, '--max-line'),
    jobs,
    stop: stop.signal,
  };
  const { tally, context, faults, warnings, failed, longLines } =
    checkpoint === undefined
      ? await summarise(options)
      : await (await resumedSummary()).summariseOn(options, checkpoint);
  stop.release();
  const zone = new ZoneFormat(typed.timezone);
  const report = summaryReport(tally, context, (time) => zone.iso(time));
  const undelivered = await deliver(delivery, (render, look) => render(report, { catalogue, look }));
  for (const fault of [...faults, ...warnings, ...undelivered])
    process.stderr.write(`mooncake-annotate: ${fault}\n`);
  if (longLines > 0)
    process.stderr.write(
      `mooncake-annotate: ${longLines} line(s) longer than ${typed.maxLine} were looked at up to there (--max-line raises the limit)\n`,
    );
  return stop.status ?? (failed || undelivered.length > 0 ? 2 : 0);
}

/** Everything that the run reads, or writes besides reports. */
function filesOf({ files, catalogue = [], checkpoint }: SummaryArguments): string[] {
  return [...files, ...catalogue, ...(checkpoint === undefined ? [] : [checkpoint])];
}

/** Loaded only when needed. */
function resumedSummary(): Promise<typeof import('../commands/resumed-summary.ts')> {
  return import('../commands/resumed-summary.ts');
}
