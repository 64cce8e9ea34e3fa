import type { LineEnd } from './scan/line-sink.ts';

/** Turns places of a shape's text into those of a line. */
interface LinePlaces {
  startInLine(offset: number): number;
  endInLine(offset: number): number;
}

/** Where a line stands. */
export interface LineSpan {
  readonly buffer: Buffer;
  readonly start: number;
  /** The end of its text; its line end stands behind it. */
  readonly end: number;
  readonly lineEnd: LineEnd;
}

/**
 * One line, where its bytes stand, with what is known of its shape. It is the same object for every line: what is to be kept
 * must be copied before the next line comes.
 */
export class ShapedLine<Column> {
  buffer: Buffer = Buffer.alloc(0);
  start = 0;
  /** The end of its text; its line end stands behind it. */
  end = 0;
  lineEnd: LineEnd = '';
  /** What the consumer keeps of the line's shape. */
  column!: Column;
  /** What has shaped the line last, for its places: the table, or the shape of a line too long for it. */
  places!: LinePlaces;

  /** The line as latin1, so that an offset counts bytes. */
  get text(): string {
    return this.buffer.toString('latin1', this.start, this.end);
  }

  /** Where in the line begins what begins at `offset` of its shape's text. */
  startOf(offset: number): number {
    return this.places.startInLine(offset);
  }

  /** Where in the line ends what ends at `offset` of its shape's text. */
  endOf(offset: number): number {
    return this.places.endInLine(offset);
  }

  /** The part of the line from one offset to another, as latin1. */
  slice(from: number, to: number): string {
    return this.buffer.toString(
      'latin1',
      this.start + from,
      this.start + Math.min(to, this.end - this.start),
    );
  }
}
