import type { Fault } from './fault.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';
import type { CatalogueFile, ComponentEntry, SoughtEntry } from './schema/catalogue-file.ts';

/** A letter beyond ASCII that has two cases. */
const letter = /(?!\p{ASCII})[\p{Lu}\p{Ll}\p{Lt}]/gu;

/**
 * Texts that hold in any case and have letters of which only one case is found: lines are bytes, of which A to Z alone are folded.
 * A text of which the list has another spelling is taken to be known as such.
 */
export function unfoldTexts(document: CatalogueDocument, data: CatalogueFile): Fault[] {
  return [
    ...ofSought(document, ['noError'], data.noError, undefined),
    ...Object.entries(data.components ?? {}).flatMap(([name, entry]) =>
      ofComponent(document, ['components', name], entry),
    ),
  ];
}

function ofComponent(document: CatalogueDocument, path: Path, entry: ComponentEntry): Fault[] {
  return [
    ...(entry.numbers ?? []).flatMap(({ after = [] }, index) =>
      ofTexts(document, [...path, 'numbers', index, 'after'], after),
    ),
    ...ofSought(document, [...path, 'noError'], entry.noError, undefined),
    ...(entry.codes ?? []).flatMap((code, index) =>
      ofSought(document, [...path, 'codes', index, 'aliases'], code.aliases, code.case ?? entry.case),
    ),
  ];
}

/** @param usual whether case counts where an entry does not say it */
function ofSought(
  document: CatalogueDocument,
  path: Path,
  entries: readonly SoughtEntry[] = [],
  usual: 'any' | 'exact' | undefined,
): Fault[] {
  const texts = entries.map((entry) => {
    const { text, case: own } = typeof entry === 'string' ? { text: entry, case: undefined } : entry;
    return (own ?? usual) === 'any' ? text : undefined;
  });
  return ofTexts(document, path, texts);
}

/** @param texts those that hold in any case, by their places in the list */
function ofTexts(document: CatalogueDocument, path: Path, texts: readonly (string | undefined)[]): Fault[] {
  return texts.flatMap((text, index) => {
    if (text === undefined) return [];
    const letters = [...new Set(text.match(letter))].filter(hasOtherCase);
    const isSpelled = texts.some(
      (other) => other !== undefined && lettersOf(other) !== lettersOf(text) && isSame(other, text),
    );
    if (letters.length === 0 || isSpelled) return [];
    const others = letters.map((one) => `${one} as ${otherCase(one)}`).join(', ');
    const warning = `in any case means the letters A to Z; "${text}" is not found with ${others}: add that spelling, too`;
    return [document.fault([...path, index], warning)];
  });
}

/** Whether a letter has another case that is one letter, too: `ß` has none. */
function hasOtherCase(one: string): boolean {
  const other = otherCase(one);
  return other !== one && other.length === one.length;
}

function otherCase(one: string): string {
  const small = one.toLowerCase();
  return small === one ? one.toUpperCase() : small;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The letters whose case counts. */
function lettersOf(text: string): string {
  return (text.match(letter) ?? []).join('');
}
