import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { asInputError } from '../input-error.ts';
import { closeSource, openSource, STANDARD_INPUT } from './source.ts';

/**
 * The whole text of a file of documents, which may be compressed, or of standard input (`-`).
 *
 * @throws InputError
 */
export async function documentText(path: string): Promise<string> {
  try {
    const source = await openSource(path);
    if (source.kind === 'stream') return await text(source.readable);
    const content = readFileSync(source.fd, 'utf8');
    closeSource(source);
    return content;
  } catch (error) {
    throw asInputError(error, path === STANDARD_INPUT ? 'standard input' : path);
  }
}

/**
 * Takes a text apart that holds one document, or several, each on a line of its own, as from a topic that windows of a stream
 * are written to; empty lines are left out. Lines are from 1, and undefined for the only document.
 */
export function documentsIn(
  content: string,
): readonly { readonly text: string; readonly line: number | undefined }[] {
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || !isWhole(lines[0]!)) return [{ text: content, line: undefined }];
  return lines.map((line, index) => ({ text: line, line: index + 1 }));
}

function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
