import { builtInParts } from '../../catalogue/built-in.ts';
import type { CatalogueParts } from '../../catalogue/catalogue.ts';
import { nearest } from '../../catalogue/nearest.ts';
import { withPacks } from '../../catalogue/packs/pack.ts';
import { type PackName, packNames } from '../../catalogue/packs/pack-names.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The packs that `--pack` names, each once, in the order of the packs.
 *
 * @param typed names, several of them with commas in between; `all` for all
 * @throws UsageError for a name that is no pack
 */
export function chosenPacks(typed: readonly string[] = []): PackName[] {
  const words = typed.flatMap((text) => text.split(',')).map((word) => word.trim().toLowerCase());
  const known: readonly string[] = packNames;
  for (const word of words) {
    if (word === '' || word === 'all' || known.includes(word)) continue;
    const [near] = nearest(word, known, 1);
    throw new UsageError(
      `"${word}" is no pack`,
      near === undefined ? `there are ${known.join(', ')}, and all` : `did you mean ${near}?`,
    );
  }
  return packNames.filter((name) => words.includes('all') || words.includes(name));
}

/** Mooncake's rows with those of packs; packs are loaded only where some are chosen. */
export async function partsWith(packs: readonly PackName[]): Promise<CatalogueParts> {
  if (packs.length === 0) return builtInParts;
  const { loadPacks } = await import('../../catalogue/packs/load.ts');
  return withPacks(builtInParts, await loadPacks(packs));
}
