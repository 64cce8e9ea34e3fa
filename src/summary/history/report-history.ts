import { type HistoryLine, keepLine, readKeptLines } from '../../input/history/kept-lines.ts';
import { HistoryError } from '../../input/input-error.ts';
import { asReport, ReportError } from '../read-report.ts';
import { SUMMARY_SCHEMA, type SummaryReport } from '../summary-report.ts';
import { compactReport } from './compact-report.ts';

/** The summaries of a history in the order of its lines, and what was skipped, as lines for standard error. */
export interface ReportHistory {
  readonly reports: readonly SummaryReport[];
  readonly warnings: readonly string[];
}

/** How every line that this program keeps begins. */
const beginning = `{"schema":"${SUMMARY_SCHEMA.split('@')[0]}@`;

/** How many numbers of skipped lines a warning names. */
const mostNamed = 5;

/**
 * Reads the summaries of a history. Lines that are none are skipped, with a warning; a missing file is a history without
 * summaries.
 *
 * @throws HistoryError when it cannot be read, when a line is of a newer schema, or when it looks like something else,
 * which must not be appended to
 */
export function readHistory(file: string): ReportHistory {
  const lines = readKeptLines(file);
  if (lines.length > 0 && !lines.some(({ text }) => text.startsWith(beginning)))
    throw new HistoryError(
      'foreign',
      file,
      'is no history of summaries',
      'check the name; nothing was written',
    );
  const reports: SummaryReport[] = [];
  const skipped: number[] = [];
  const warnings: string[] = [];
  for (const line of lines) {
    const report = reportOf(line, file);
    // Compact again, to share what is empty: there may be hundreds.
    if (report !== undefined) reports.push(compactReport(report));
    else if (line.ended) skipped.push(line.number);
    else warnings.push(`${file}: line ${line.number} is half-written and was skipped`);
  }
  if (skipped.length > 0) {
    const named = skipped.slice(0, mostNamed).join(', ');
    const more = skipped.length > mostNamed ? ` and ${skipped.length - mostNamed} more` : '';
    const [noun, verb] =
      skipped.length === 1 ? ['line', 'is no summary and was'] : ['lines', 'are no summaries and were'];
    warnings.unshift(
      `${file}: ${noun} ${named}${more} ${verb} skipped (remove ${skipped.length === 1 ? 'it' : 'them'}, or each run says so)`,
    );
  }
  return { reports, warnings };
}

/**
 * Keeps a summary as the last line of a history, in its compact form, and no more than `most` lines.
 *
 * @returns a line that says so where the file could not keep its owner
 * @throws HistoryError when it cannot be written
 */
export function keepReport(file: string, report: SummaryReport, most: number): Promise<string | undefined> {
  return keepLine(file, JSON.stringify(compactReport(report)), most);
}

function reportOf({ text, number }: HistoryLine, file: string): SummaryReport | undefined {
  try {
    return asReport(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (!(error instanceof ReportError)) throw error;
    if (error.code === 'newer')
      throw new HistoryError('newer', file, `line ${number} ${error.message}`, error.tip, { cause: error });
    return undefined;
  }
}
