import { Catalogue, type CatalogueParts } from '../catalogue.ts';
import type { Fault } from './fault.ts';
import { CatalogueMerge } from './merge.ts';
import { readCatalogue } from './read.ts';
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
 * Adds operators' catalogues to `parts`, in order: what a later one says of a code or message holds. Names are looked up
 * in all catalogues before.
 */
export function mergeCatalogues(parts: CatalogueParts, texts: readonly CatalogueText[]): Merged {
  const merge = new CatalogueMerge(parts);
  const found: Fault[] = [];
  const suspicions: Fault[] = [];
  for (const { file, text } of texts) {
    const read = readCatalogue(file, text);
    found.push(...(read.faults ?? merge.add(read.document, read.data)));
    if (read.data !== undefined) suspicions.push(...suspicionsOf(read.document, read.data));
  }
  const { parts: merged, faults, warnings } = merge.finish();
  // What only all files together tell belongs to the line that says it.
  const files = new Map(texts.map(({ file }, index) => [file, index]));
  const inOrder = (all: readonly Fault[]): Fault[] =>
    [...all].sort(
      (a, b) => files.get(a.file)! - files.get(b.file)! || a.line - b.line || a.column - b.column,
    );
  return {
    catalogue: new Catalogue(merged),
    faults: inOrder([...found, ...faults]),
    warnings: inOrder([...suspicions, ...warnings]),
    samples: merge.samples,
    counts: merge.counts,
  };
}
