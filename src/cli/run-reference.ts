import { type CodesFormat, listCodes } from '../commands/codes.ts';
import { explain } from '../commands/explain.ts';
import { print } from '../output/print.ts';
import { chosenCatalogue } from './catalogue-choice.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs `explain`; the status is 2 when a word means nothing, and the others are explained all the same. Throws
 * `UsageError` without a word.
 */
export async function runExplain(
  words: readonly string[],
  json: boolean,
  catalogues: readonly string[] | undefined,
): Promise<number> {
  if (words.length === 0) throw new UsageError('explain needs a code', 'for example explain -704');
  const { text, complaints } = explain(words, await chosenCatalogue(catalogues), json);
  await print(process.stdout, text);
  for (const complaint of complaints) process.stderr.write(`mooncake-annotate: ${complaint}\n`);
  return complaints.length === 0 ? 0 : 2;
}

/** Runs `codes`. */
export async function runCodes(
  format: CodesFormat,
  catalogues: readonly string[] | undefined,
): Promise<number> {
  await print(process.stdout, listCodes(await chosenCatalogue(catalogues), format));
  return 0;
}
