import type { LineEnd, LineSink } from '../../../src/lines/scan/line-sink.ts';

/** Keeps everything it is given. */
export class CollectingSink implements LineSink {
  /** All bytes put together, as latin1. */
  text = '';
  /** Lines to look at, and the first parts of long ones. */
  readonly looked: string[] = [];
  /** The ends of these lines. */
  readonly ends: LineEnd[] = [];
  /** Lines, skipped or not. */
  lines = 0;

  skipped(buffer: Buffer, start: number, end: number, lines: number): void {
    if (start > end || (start === end && lines === 0)) throw new Error('an empty span');
    this.text += buffer.toString('latin1', start, end);
    this.lines += lines;
  }

  line(buffer: Buffer, start: number, end: number, lineEnd: LineEnd): void {
    const line = buffer.toString('latin1', start, end);
    this.looked.push(line);
    this.ends.push(lineEnd);
    this.text += line + lineEnd;
    this.lines++;
  }

  longLine(buffer: Buffer, start: number, end: number): void {
    const part = buffer.toString('latin1', start, end);
    this.looked.push(part);
    this.text += part;
  }

  longLineEnd(lineEnd: LineEnd): void {
    this.ends.push(lineEnd);
    this.text += lineEnd;
    this.lines++;
  }
}
