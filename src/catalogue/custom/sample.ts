import type { Expectation } from './expectation.ts';
import type { CatalogueDocument, Path } from './reading/document.ts';

/** A log line that an entry gives as its proof, and what it must be found to report. */
export interface Sample {
  readonly document: CatalogueDocument;
  readonly path: Path;
  readonly line: string;
  readonly expected: Expectation;
}
