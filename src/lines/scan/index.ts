/** From bytes to lines, with every byte accounted for: which lines to look at, and where they begin and end. */
export { FileScan } from './file-scan.ts';
export { LineScanner } from './line-scanner.ts';
export type { LineScannerOptions, ScanCounts } from './line-scanner-options.ts';
export type { LineEnd, LineSink } from './line-sink.ts';
export type { FileRange } from './range-reader.ts';
export { ReadError } from './read-error.ts';
