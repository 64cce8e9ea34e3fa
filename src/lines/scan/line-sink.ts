/** A line's own end, as it stood in the input; empty for a last line without one. */
export type LineEnd = '' | '\n' | '\r\n';

/**
 * What a scanner hands on. All bytes of the input arrive here once and in order: put together, the spans, the lines
 * and their ends are the input. The bytes stand in a buffer that is used again: they must be used or copied before
 * `beforeReuse`, or, by a sink without one, before the method returns.
 */
export interface LineSink {
  /** Bytes from `start` to `end` that need no look: whole lines with their ends, or pieces of one long line. */
  skipped(buffer: Buffer, start: number, end: number, lines: number): void;
  /** A line to look at; `end` is the end of its text, and its line end stands behind it. */
  line(buffer: Buffer, start: number, end: number, lineEnd: LineEnd): void;
  /**
   * The first part of a line longer than the limit, when that part is to be looked at. Its rest follows in skipped spans of no
   * line, then `longLineEnd`.
   */
  longLine(buffer: Buffer, start: number, end: number): void;
  longLineEnd(lineEnd: LineEnd): void;
  /** Says which lines come next, from `start` to `end`, so that what stands among them can be known before the first. */
  ahead?(buffer: Buffer, start: number, end: number): void;
  /** Says that the bytes handed on so far are about to change. */
  beforeReuse?(): void;
}
