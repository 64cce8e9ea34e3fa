import type { GramTables } from '../prefilter/gram-tables.ts';

/** How a scanner cuts lines, and which it looks at. */
export interface LineScannerOptions {
  /** Bytes of a line that are looked at; of a longer line only its first so many. Default 1 MiB. */
  readonly maxLine?: number;
  /** Bytes to read at once, at most `maxLine`. The default, 128 KiB, fits into a core's own cache. */
  readonly blockSize?: number;
  /** Whether every line is to be looked at, not only those that the prefilter marks. */
  readonly everyLine?: boolean;
  /** Words of capitals with an underscore for which the prefilter marks lines; without them for any. */
  readonly words?: readonly string[] | undefined;
  /**
   * Makes what marks lines for texts besides; asked for once there is enough input for it to pay. Where it makes nothing, every line
   * is looked at.
   */
  readonly texts?: (() => GramTables | undefined) | undefined;
}

/** What went through a scanner so far. */
export interface ScanCounts {
  bytes: number;
  lines: number;
  /** Lines handed on to be looked at. */
  looked: number;
  /** Lines longer than `maxLine`, whose rest was not looked at. */
  longLines: number;
}

/** A line that one input has begun and not ended, while another one is scanned. */
export interface OpenLine {
  readonly bytes: Buffer;
  readonly longLine: LongLine;
}

/** Within the rest of a long line: whether its first part was looked at. */
export type LongLine = 'none' | 'skipped' | 'looked';
