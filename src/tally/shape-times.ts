import type { LineShapes } from '../lines/line-shapes.ts';
import { lineEndWithin } from '../lines/scan/line-end.ts';
import { longestLine } from '../lines/shape/memory-layout.ts';
import type { LineSpan, ShapedLine } from '../lines/shaped-line.ts';
import { timeOfLine } from '../recognise/line-prefix.ts';
import type { Prefix } from '../recognise/prefix/prefix.ts';
import { plainPrefix } from '../recognise/time/line-time.ts';
import type { LineTimes } from '../recognise/time/stamp-reader.ts';
import type { TimestampParser } from '../recognise/time/timestamp-parser.ts';

/** Where the stamp stands in lines of a shape. */
type StampedShape = Pick<Prefix, 'stampPlace'>;

/** Finds the shapes of lines of which only the stamp is wanted. */
export type StampedShapes = (line: LineSpan) => ShapedLine<StampedShape>;

const unstamped: StampedShape = { stampPlace: undefined };

/** Makes what finds them, beside the shapes of lines that are looked at. */
export function stampedShapes(shapes: LineShapes<unknown>): StampedShapes {
  return shapes.apart((text) => {
    const { stampPlace } = plainPrefix(text);
    return stampPlace === undefined ? unstamped : { stampPlace };
  });
}

/**
 * Reads stamps of lines that nobody else looks at, the place of each from the line's shape: a summary of a range took three
 * times as long where each line's prefix was read.
 */
export class ShapeTimes implements LineTimes {
  readonly #shapes: StampedShapes;
  readonly #clock: TimestampParser;
  readonly #others: LineTimes;

  /** @param others reads those of lines too long for a table of shapes */
  constructor(shapes: StampedShapes, clock: TimestampParser, others: LineTimes) {
    this.#shapes = shapes;
    this.#clock = clock;
    this.#others = others;
  }

  /** The time in epoch milliseconds of the line that starts at byte `from`, or of its first part, which ends at `to`. */
  of(buffer: Buffer, from: number, to: number): number | undefined {
    const lineEnd = lineEndWithin(buffer, from, to);
    const end = to - lineEnd.length;
    if (end - from > longestLine) return this.#others.of(buffer, from, to);
    const line = this.#shapes({ buffer, start: from, end, lineEnd });
    return timeOfLine(line.column, line, this.#clock);
  }
}
