import { builtInCatalogue } from '../catalogue/built-in.ts';
import { type CodesFormat, listCodes } from '../commands/codes.ts';
import { explain } from '../commands/explain.ts';

/** Runs `explain`; the status is 2 when a word means nothing, and the others are explained all the same. */
export function runExplain(words: readonly string[], json: boolean): number {
  const { text, complaints } = explain(words, builtInCatalogue(), json);
  process.stdout.write(text);
  for (const complaint of complaints) process.stderr.write(`mooncake-annotate: ${complaint}\n`);
  return complaints.length === 0 ? 0 : 2;
}

/** Runs `codes`. */
export function runCodes(format: CodesFormat): number {
  process.stdout.write(listCodes(builtInCatalogue(), format));
  return 0;
}
