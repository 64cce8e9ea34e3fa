import { builtInCatalogue, builtInParts } from '../catalogue/built-in.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code } from '../catalogue/code.ts';
import { CatalogueError } from '../catalogue/custom/fault.ts';
import { mergeCatalogues } from '../catalogue/custom/merge-catalogues.ts';
import { codesCalled } from '../catalogue/lookup.ts';

/**
 * Mooncake's codes with an operator's own, from the texts of YAML or JSON files; what a later one says holds.
 *
 * @throws CatalogueError with file, line and column of every fault
 */
export function createCatalogue(...texts: readonly { file: string; text: string }[]): Catalogue {
  const { catalogue, faults } = mergeCatalogues(builtInParts, texts);
  const [first, ...others] = faults;
  if (first !== undefined) throw new CatalogueError([first, ...others]);
  return catalogue;
}

/**
 * The codes that a word names: a number, a name in any case, a status, each with an optional component. All readings of a
 * number that components share; none for a word that names no code.
 *
 * @example explain('-704')[0].name // 'OBJECT_NOT_FOUND'
 * @example explain('te:-101')[0].name // 'ERR_DNS'
 */
export function explain(word: string | number, catalogue: Catalogue = builtInCatalogue()): readonly Code[] {
  return codesCalled(String(word), catalogue);
}
