import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { closeSource, openSource, STANDARD_INPUT } from '../input/files/source.ts';
import { asInputError, InputError } from '../input/input-error.ts';
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
  const content = await contentOf(path, name);
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
  const content = await contentOf(path, name);
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || !isWhole(lines[0]!)) return [asInput(name, () => asReport(parsed(content)))];
  return lines.map((line, index) => asInput(`${name}:${index + 1}`, () => asReport(parsed(line))));
}

async function contentOf(path: string, name: string): Promise<string> {
  try {
    const source = await openSource(path);
    if (source.kind === 'stream') return await text(source.readable);
    const content = readFileSync(source.fd, 'utf8');
    closeSource(source);
    return content;
  } catch (error) {
    throw asInputError(error, name);
  }
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

function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
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
