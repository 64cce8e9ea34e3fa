/** A line's own end, as it stood in the input; empty for a last line without one. */
export type LineEnd = '' | '\n' | '\r\n';

/** Whole lines in which the scanner has marked candidates. The marks hold until `MarkedLines` are handed on again. */
export interface MarkedLines {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  readonly lines: number;
  /** Four numbers a candidate line: its start, its line feed, the lines before it, and the bits of the windows in it. */
  readonly marks: Int32Array;
  readonly count: number;
}

/**
 * What the scanner hands on. All bytes of the input arrive here once and in order: put together, the spans, the lines
 * and their ends are the input. The bytes stand in a buffer that is used again: they must be used or copied before
 * `settle`, or, by a sink without one, before the method returns.
 */
export interface SegmentSink {
  /** Bytes from `start` to `end` that need no look: whole lines with their ends, or pieces of one long line. */
  quiet(buffer: Buffer, start: number, end: number, lines: number): void;
  /**
   * A line that can hold a finding; `end` is the end of its text, and its line end stands behind it. `windows` has the bit
   * of each window of the candidate rule that occurs in it (see `windowsOf`), or is `anyWindows` where nobody looked.
   */
  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void;
  /**
   * The first part of a line longer than the limit, when that part can hold a finding. Its rest follows in quiet spans
   * of no line, then `longCandidateEnd`. `windows` tells of the first part alone.
   */
  longCandidate(buffer: Buffer, start: number, end: number, windows: number): void;
  longCandidateEnd(lineEnd: LineEnd): void;
  /** Whole lines at once, for a sink that takes them apart itself; one without it gets `quiet` and `candidate`. */
  marked?(lines: MarkedLines): void;
  /** Says that the bytes handed on so far are about to change. */
  settle?(): void;
}
