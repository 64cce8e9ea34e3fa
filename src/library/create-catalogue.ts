import { builtInParts } from '../catalogue/built-in.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { CatalogueError } from '../catalogue/custom/fault.ts';
import { mergeCatalogues } from '../catalogue/custom/merge-catalogues.ts';

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
