/** The library: what the program does, for other programs. docs/library.md shows how it is used. */
export { builtInCatalogue } from './catalogue/built-in.ts';
export type { Catalogue } from './catalogue/catalogue.ts';
export type { Code } from './catalogue/code.ts';
export { CatalogueError } from './catalogue/custom/fault.ts';
export {
  type AnnotatedLine,
  type AnnotateOptions,
  annotate,
  type CodeLines,
  createTally,
  type GroupLines,
  type LineFinding,
  LineReader,
  type LineTally,
} from './library/annotate.ts';
export {
  createCatalogue,
  type Documented,
  type DocumentOptions,
  explain,
  render,
  summarise,
  triage,
} from './library/documents.ts';
export type { LogStream } from './library/log-stream.ts';
export { ArgumentError } from './library/log-stream.ts';
export {
  type AnnotateStreamOptions,
  annotateStream,
  type LineOfStream,
  recordStream,
} from './library/streams.ts';
export type { SummaryReport } from './summary/summary-report.ts';
export type { TriageReport } from './triage/report/triage-report.ts';
