import { deliver, print, tell } from '../../output/print.ts';
import { zoneReader } from '../../recognise/time/zone.ts';
import { differenceMarkdown, differenceTable } from '../../render/summary/difference-text.ts';
import { type SummaryFormat, summaryFormats } from '../../render/summary/summary-formats.ts';
import { noticeTexts } from '../../render/summary/summary-totals.ts';
import { type ColourChoice, displayOf } from '../../render/text/display.ts';
import { safeText } from '../../render/text/safe-text.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';
import { withReported } from '../../summary/code-rows.ts';
import { differenceOf, newsOfDifference } from '../../summary/difference.ts';
import { readReport, readReports } from '../../summary/read-report.ts';
import { mergeReports } from '../../summary/report.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';
import {
  alertChoice,
  type ConditionFlags,
  condition,
  type NewsFlags,
  verdict,
} from '../choices/alert-choice.ts';
import { loadCatalogue } from '../choices/catalogue-choice.ts';
import { type DeliveryFlags, deliveryChoice } from '../choices/delivery.ts';
import { provenanceOf } from '../choices/provenance-choice.ts';
import { UsageError } from '../usage-error.ts';

/** The arguments of `diff` as typed. */
interface DiffArguments extends ConditionFlags {
  readonly old: string;
  readonly new: string;
  readonly catalogue?: readonly string[] | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly format: 'table' | 'json' | 'markdown';
  readonly color: ColourChoice;
}

/** Prints how one summary differs from an older one. Returns the exit status. */
export async function runDiff(typed: DiffArguments): Promise<number> {
  const catalogue = await loadCatalogue(typed.catalogue, typed.pack);
  const old = { name: typed.old, report: await readReport(typed.old) };
  const recent = { name: typed.new, report: await readReport(typed.new) };
  const expression = condition(typed, withReported(catalogue, [old.report, recent.report]));
  const difference = differenceOf(old, recent);
  const news = newsOfDifference(difference);
  const { crossed, shown } = verdict({ ...recent.report, news }, expression, typed.quiet);
  const texts = {
    table: () => differenceTable(difference, displayOf(process.env, process.stdout, typed.color)),
    json: () => `${safeText(JSON.stringify(difference, undefined, 2), 'json')}\n`,
    markdown: () => differenceMarkdown(difference),
  };
  if (shown) await print(process.stdout, texts[typed.format]());
  if (crossed !== undefined) tell(`--fail-on holds: ${crossed}`);
  return crossed === undefined ? 0 : 1;
}

/** The arguments of `merge` as typed. */
interface MergeArguments extends NewsFlags, DeliveryFlags<SummaryFormat> {
  readonly files: readonly string[];
  readonly catalogue?: readonly string[] | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly timezone: string;
  readonly title?: string | undefined;
}

/** Adds summaries up and prints the sum as `summary` would have. Returns the exit status. */
export async function runMerge(typed: MergeArguments): Promise<number> {
  if (typed.files.length === 0)
    throw new UsageError('merge needs summaries', 'for example merge host-a.json host-b.json');
  zoneReader(typed.timezone);
  const catalogue = await loadCatalogue(typed.catalogue, typed.pack);
  const delivery = await deliveryChoice(typed, summaryFormats, [
    ...typed.files,
    ...(typed.catalogue ?? []),
    ...(typed.history === undefined ? [] : [typed.history]),
  ]);
  const reports: SummaryReport[] = [];
  for (const file of typed.files) reports.push(...(await readReports(file)));
  const judge = await alertChoice(typed, withReported(catalogue, reports));
  const zone = new ZoneFormat(typed.timezone);
  const iso = (time: number): string => zone.iso(time);
  const { report, crossed, shown } = judge.judge(mergeReports(reports, iso), { iso });
  const made = provenanceOf(typed);
  const faults = await deliver(
    delivery,
    (render, display) => render(report, { catalogue, display, made }),
    shown,
  );
  faults.push(...(await judge.keep(report)));
  const unread = report.inputs.flatMap(({ fault }) => fault ?? []);
  for (const line of [...unread, ...faults, ...noticeTexts(report), ...judge.warnings]) tell(line);
  if (crossed !== undefined) tell(`--fail-on holds: ${crossed}`);
  return faults.length > 0 ? 2 : crossed === undefined ? 0 : 1;
}
