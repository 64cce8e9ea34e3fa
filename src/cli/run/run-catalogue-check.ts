import { checkCatalogues } from '../../commands/catalogue-check.ts';
import { print } from '../../output/print.ts';
import { includedTexts, readCatalogueTexts } from '../choices/catalogue-choice.ts';

/** Runs `catalogue check`; the status is 2 when anything is wrong. */
export async function runCatalogueCheck(
  files: readonly string[],
  { strict }: { readonly strict: boolean },
): Promise<number> {
  const { text, sound } = checkCatalogues(files.flatMap(readCatalogueTexts), strict, includedTexts);
  await print(process.stdout, text);
  return sound ? 0 : 2;
}
