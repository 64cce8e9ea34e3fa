import type { Catalogue } from '../catalogue/catalogue.ts';
import { colouredPaint, plainPaint } from '../output/paint.ts';
import { print } from '../output/print.ts';
import { ReportError, type ReportFile, reportFile, writeReport } from '../output/report-file.ts';
import { loadRenderer, type SummaryFormat } from '../output/summary-formats.ts';
import type { TableLook } from '../output/summary-table.ts';
import type { SummaryReport } from '../tally/summary-report.ts';
import { coloursFit } from './colours.ts';

/** The arguments of a command that prints a summary, as typed. */
export interface DeliveryFlags {
  readonly format: SummaryFormat;
  readonly report?: readonly string[] | undefined;
}

/** Where a summary goes: to standard output in a format, and to files. */
export interface Delivery {
  readonly format: SummaryFormat;
  readonly reports: readonly ReportFile[];
}

/**
 * Decides where a summary goes, and finds before any log is read what keeps a report from being written.
 *
 * @param inputs the files that are going to be read
 * @throws ReportError
 */
export function deliveryChoice({ format, report = [] }: DeliveryFlags, inputs: readonly string[]): Delivery {
  return { format, reports: report.map((path) => reportFile(path, inputs)) };
}

/**
 * Writes the reports, then prints. A report that cannot be written keeps none of the others back.
 *
 * @returns what went wrong, one line each
 */
export async function deliver(
  summary: SummaryReport,
  { format, reports }: Delivery,
  catalogue: Catalogue,
): Promise<string[]> {
  const faults: string[] = [];
  const look = tableLook(process.env, process.stdout);
  for (const report of reports) {
    const render = await loadRenderer(report.format);
    const plain = { ...look, width: undefined, paint: plainPaint };
    try {
      writeReport(report, render(summary, { catalogue, look: plain }));
    } catch (error) {
      if (!(error instanceof ReportError)) throw error;
      faults.push(error.message);
    }
  }
  const render = await loadRenderer(format);
  await print(process.stdout, render(summary, { catalogue, look }));
  return faults;
}

/** What the place where the table is shown can show. The locale is that of POSIX: the first of three variables decides. */
function tableLook(
  environment: NodeJS.ProcessEnv,
  output: { readonly isTTY?: boolean; readonly columns?: number },
): TableLook {
  const terminal = output.isTTY === true;
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  return {
    width: terminal ? output.columns : undefined,
    unicode: /utf-?8/i.test(locale),
    paint: coloursFit(environment, terminal) ? colouredPaint : plainPaint,
  };
}
