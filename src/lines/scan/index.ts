/** From a stream of bytes to the few lines worth recognising, with every byte accounted for, at the speed of the memory. */

export { AheadScan } from './ahead-scan.ts';
export { BlockScanner, type BlockScannerOptions, type ScanCounts } from './block-scanner.ts';
export type { ScanFileOptions } from './file-scan.ts';
export { FileScan, scanFile } from './file-scan.ts';
export { scanPipe } from './pipe-scan.ts';
export type { FileRange } from './range-taker.ts';
export { ReadError } from './read-error.ts';
export type { LineEnd, SegmentSink } from './segment-sink.ts';
export type { ScanStreamOptions } from './stream-scan.ts';
export { scanStream } from './stream-scan.ts';
