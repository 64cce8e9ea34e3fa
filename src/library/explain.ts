import { builtInCatalogue } from '../catalogue/built-in.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Code } from '../catalogue/code.ts';
import { codesCalled } from '../catalogue/lookup.ts';

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
