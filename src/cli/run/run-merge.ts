import { tell } from '../../output/message.ts';
import { zoneReader } from '../../recognise/time/zone.ts';
import { type SummaryFormat, summaryFormats } from '../../render/summary/summary-formats.ts';
import { noticeTexts } from '../../render/summary/summary-totals.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';
import { mergeReports } from '../../summary/report.ts';
import { readReports } from '../../summary/report-documents.ts';
import { withReported } from '../../summary/reported-catalogue.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';
import { alertChoice, type NewsFlags } from '../choices/alert-choice.ts';
import { chosenCatalogue } from '../choices/catalogue-choice.ts';
import { type DeliveryFlags, deliver, deliveryChoice } from '../choices/delivery.ts';
import { provenanceOf } from '../choices/provenance-choice.ts';
import { UsageError } from '../usage-error.ts';

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
  const catalogue = await chosenCatalogue(typed.catalogue, typed.pack);
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
  const faults = await deliver(delivery, (render, look) => render(report, { catalogue, look, made }), shown);
  faults.push(...(await judge.keep(report)));
  for (const line of [...faults, ...noticeTexts(report), ...judge.warnings]) tell(line);
  if (crossed !== undefined) tell(`--fail-on holds: ${crossed}`);
  return faults.length > 0 ? 2 : crossed === undefined ? 0 : 1;
}
