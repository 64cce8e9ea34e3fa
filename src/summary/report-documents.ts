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
  let content: string;
  try {
    const source = await openSource(path);
    if (source.kind === 'stream') content = await text(source.readable);
    else {
      content = readFileSync(source.fd, 'utf8');
      closeSource(source);
    }
  } catch (error) {
    throw asInputError(error, name);
  }
  try {
    return asReport(parsed(content));
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
