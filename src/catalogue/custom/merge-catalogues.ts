import { Catalogue, type CatalogueParts } from '../catalogue.ts';
import type { PackCodes } from '../packs/pack.ts';
import type { Fault } from './fault.ts';
import { unfoldedTexts } from './folding.ts';
import { CatalogueMerge } from './merge.ts';
import { readCatalogue } from './reading/read.ts';
import type { Sample } from './sample.ts';
import { suspicionsOf } from './suspicions.ts';

/** An operator's catalogue as read from a file. */
export interface CatalogueText {
  /** The name that faults carry. */
  readonly file: string;
  /** YAML or JSON. */
  readonly text: string;
}

/** What several catalogues make together. */
export interface Merged {
  /** All rows; rows with faults are left out. */
  readonly catalogue: Catalogue;
  /** What the files include. */
  readonly included: readonly CatalogueText[];
  /** Everything that is wrong, in the order of the files and of their lines. */
  readonly faults: readonly Fault[];
  /** What is no fault, but may be a mistake. */
  readonly warnings: readonly Fault[];
  /** The log lines that prove the entries. */
  readonly samples: readonly Sample[];
  /** How many entries of each kind the files hold. */
  readonly counts: { readonly components: number; readonly codes: number; readonly messages: number };
}

/**
 * Reads what a catalogue includes: a file, by its path from the file that names it.
 *
 * @throws Error with what is wrong
 */
export type IncludeReader = (path: string, from: string) => readonly CatalogueText[];

/**
 * Adds operators' catalogues to `parts`, in order: what a later one says of a code or message holds. Names are looked up
 * in all catalogues before.
 *
 * @param include reads what catalogues include, which comes before them; without it they may include nothing
 * @param packs all packs, of which what catalogues name is told; without them, what only these know is unknown
 */
export function mergeCatalogues(
  parts: CatalogueParts,
  texts: readonly CatalogueText[],
  include?: IncludeReader,
  packs?: PackCodes,
): Merged {
  const merge = new CatalogueMerge(parts);
  const found: Fault[] = [];
  const suspicions: Fault[] = [];
  /** In the order in which they are merged. */
  const files = new Map<string, number>();
  const begun = new Set<string>();
  const included: CatalogueText[] = [];
  const add = ({ file, text }: CatalogueText): void => {
    if (begun.has(file)) return;
    begun.add(file);
    const read = readCatalogue(file, text);
    for (const [index, path] of (read.data?.include ?? []).entries()) {
      try {
        if (include === undefined) throw new Error('nothing can be included here; give the files one by one');
        for (const one of include(path, file)) {
          included.push(one);
          add(one);
        }
      } catch (error) {
        found.push(read.document.fault(['include', index], (error as Error).message));
      }
    }
    files.set(file, files.size);
    found.push(...(read.faults ?? merge.add(read.document, read.data)));
    if (read.data !== undefined)
      suspicions.push(...suspicionsOf(read.document, read.data), ...unfoldedTexts(read.document, read.data));
  };
  for (const text of texts) add(text);
  const { parts: merged, faults, warnings } = merge.finish(packs);
  // What only all files together tell belongs to the line that says it.
  const inOrder = (all: readonly Fault[]): Fault[] =>
    [...all].sort(
      (a, b) => files.get(a.file)! - files.get(b.file)! || a.line - b.line || a.column - b.column,
    );
  return {
    catalogue: new Catalogue(merged),
    included,
    faults: inOrder([...found, ...faults]),
    warnings: inOrder([...suspicions, ...warnings]),
    samples: merge.samples,
    counts: merge.counts,
  };
}
