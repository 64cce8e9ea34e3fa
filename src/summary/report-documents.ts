import { documentsIn, documentText } from '../input/files/documents.ts';
import { STANDARD_INPUT } from '../input/files/source.ts';
import { InputError } from '../input/input-error.ts';
import { asReport } from './read-report.ts';
import { ReportError } from './report-error.ts';
import type { SummaryReport } from './summary-report.ts';

/**
 * Reads a summary as `summary --format json` prints it, from a file, which may be compressed, or from standard input (`-`).
 *
 * @throws InputError when it cannot be read, is not whole, or is no summary that this program knows; it names the file
 */
export async function readReport(path: string): Promise<SummaryReport> {
  const name = path === STANDARD_INPUT ? 'standard input' : path;
  const content = await documentText(path);
  return asInput(name, () => asReport(parsed(content)));
}

/**
 * Reads one summary, or several, each on a line of its own, as from a topic that windows of a stream are written to; empty
 * lines are left out.
 *
 * @throws InputError as `readReport` does
 */
export async function readReports(path: string): Promise<SummaryReport[]> {
  const name = path === STANDARD_INPUT ? 'standard input' : path;
  const content = await documentText(path);
  return documentsIn(content).map(({ text, line }) =>
    asInput(line === undefined ? name : `${name}:${line}`, () => asReport(parsed(text))),
  );
}

/** Lets an error of a document say which input it is of. */
function asInput(name: string, read: () => SummaryReport): SummaryReport {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    throw new InputError('corrupt', name, error.message, error.tip, { cause: error });
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    const begun = content.trimStart().startsWith('{');
    throw new ReportError(
      begun ? 'broken' : 'foreign',
      begun ? 'is no whole JSON document: it may be half-written' : 'is no summary of mooncake-annotate',
      'make it anew with summary --format json',
    );
  }
}
