import type { Catalogue } from '../catalogue/catalogue.ts';
import { colouredPaint, plainPaint } from '../output/paint.ts';
import { print } from '../output/print.ts';
import { ReportError, type ReportFile, reportFile, writeReport } from '../output/report-file.ts';
import { loadRenderer, type SummaryFormat, type SummaryRenderer } from '../output/summary-formats.ts';
import type { TableLook } from '../output/summary-table.ts';
import { isWriteFailure } from '../output/write-failure.ts';
import type { SummaryReport } from '../tally/summary-report.ts';
import { coloursFit } from './colours.ts';

/** The arguments of a command that prints a summary, as typed. */
export interface DeliveryFlags {
  readonly format: SummaryFormat;
  readonly report?: readonly string[] | undefined;
}

/** Where a summary goes: to standard output, and to files. */
export interface Delivery {
  readonly render: SummaryRenderer;
  readonly reports: readonly { readonly file: ReportFile; readonly render: SummaryRenderer }[];
}

/**
 * Decides where a summary goes, and finds before any log is read what keeps a report from being written.
 *
 * @param others what else the run reads or writes: logs, catalogues, a checkpoint
 * @throws ReportError
 */
export async function deliveryChoice(
  { format, report = [] }: DeliveryFlags,
  others: readonly string[],
): Promise<Delivery> {
  const files = report.map((path) => reportFile(path, others));
  // Loaded now, since the program's own files may be replaced during a long run.
  const reports = files.map(async (file) => ({ file, render: await loadRenderer(file.format) }));
  return { render: await loadRenderer(format), reports: await Promise.all(reports) };
}

/**
 * Writes the reports, then prints. A report that cannot be written keeps none of the others back.
 *
 * @returns what went wrong, one line each
 */
export async function deliver(
  summary: SummaryReport,
  { render, reports }: Delivery,
  catalogue: Catalogue,
): Promise<string[]> {
  const faults: string[] = [];
  const look = tableLook(process.env, process.stdout);
  const plain = { ...look, width: undefined, paint: plainPaint };
  for (const report of reports) {
    try {
      writeReport(report.file, report.render(summary, { catalogue, look: plain }));
    } catch (error) {
      if (!(error instanceof ReportError)) throw error;
      faults.push(error.message);
    }
  }
  try {
    await print(process.stdout, render(summary, { catalogue, look }));
  } catch (error) {
    if (!isWriteFailure(error)) throw error;
    faults.push(`${error.message} (check where the output goes)`);
  }
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
