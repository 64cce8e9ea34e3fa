import { checkCatalogues } from '../../commands/catalogue-check.ts';
import { print } from '../../output/print.ts';
import { readCatalogueText } from '../choices/catalogue-choice.ts';

/** Runs `catalogue check`; the status is 2 when anything is wrong. */
export async function runCatalogueCheck(
  files: readonly string[],
  { strict }: { readonly strict: boolean },
): Promise<number> {
  const { text, sound } = checkCatalogues(files.map(readCatalogueText), strict);
  await print(process.stdout, text);
  return sound ? 0 : 2;
}
