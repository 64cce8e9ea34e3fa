/** The library: what the program does, for other programs. docs/library.md shows how it is used. */
export { builtInCatalogue } from './catalogue/built-in.ts';
export type { Catalogue } from './catalogue/catalogue.ts';
export type { Code } from './catalogue/code.ts';
export { CatalogueError } from './catalogue/custom/fault.ts';
export {
  type AnnotatedLine,
  type AnnotateOptions,
  annotate,
  type LineFinding,
  LineReader,
} from './library/annotate.ts';
export { ArgumentError } from './library/argument-error.ts';
export { createCatalogue } from './library/create-catalogue.ts';
export { type Documented, type DocumentOptions, render, summarise, triage } from './library/documents.ts';
export { explain } from './library/explain.ts';
export type { LogStream } from './library/log-stream.ts';
export {
  type AnnotateStreamOptions,
  annotateStream,
  type LineOfStream,
  recordStream,
} from './library/streams.ts';
export { type CodeLines, createTally, type GroupLines, type LineTally } from './library/tally.ts';
export type { SummaryReport } from './summary/summary-report.ts';
export type { TriageReport } from './triage/report/triage-report.ts';
