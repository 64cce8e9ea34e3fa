import type { LineEnd, SegmentSink } from '../../../src/lines/scan/index.ts';

/** Keeps everything it is given. */
export class CollectingSink implements SegmentSink {
  /** All bytes put together, as latin1. */
  text = '';
  /** Candidate lines, and the first parts of long ones. */
  readonly candidates: string[] = [];
  /** The bits of the windows in each of them. */
  readonly windows: number[] = [];
  /** The ends of the candidate lines. */
  readonly ends: LineEnd[] = [];
  /** Lines counted in quiet spans and as candidates. */
  lines = 0;

  quiet(buffer: Buffer, start: number, end: number, lines: number): void {
    if (start > end || (start === end && lines === 0)) throw new Error('an empty span');
    this.text += buffer.toString('latin1', start, end);
    this.lines += lines;
  }

  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void {
    const line = buffer.toString('latin1', start, end);
    this.candidates.push(line);
    this.windows.push(windows);
    this.ends.push(lineEnd);
    this.text += line + lineEnd;
    this.lines++;
  }

  longCandidate(buffer: Buffer, start: number, end: number, windows: number): void {
    const part = buffer.toString('latin1', start, end);
    this.candidates.push(part);
    this.windows.push(windows);
    this.text += part;
  }

  longCandidateEnd(lineEnd: LineEnd): void {
    this.ends.push(lineEnd);
    this.text += lineEnd;
    this.lines++;
  }
}
