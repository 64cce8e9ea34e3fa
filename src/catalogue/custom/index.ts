/** Operators' own catalogues: read from YAML or JSON, checked with line and column, and merged into the built-in one. */
export { CatalogueError, type Fault, faultText, placeText } from './fault.ts';
export { type CatalogueText, type IncludeReader, type Merged, mergeCatalogues } from './merge-catalogues.ts';
export type { Sample } from './sample.ts';
