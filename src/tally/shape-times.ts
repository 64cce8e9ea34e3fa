import type { LineShapes } from '../lines/line-shapes.ts';
import { longestLine } from '../lines/shape/memory-layout.ts';
import type { LineSpan, ShapedLine } from '../lines/shaped-line.ts';
import { annotationsAt } from '../recognise/annotated.ts';
import { timeOfLine } from '../recognise/line-prefix.ts';
import type { Prefix } from '../recognise/prefix/prefix.ts';
import { readPrefix } from '../recognise/prefix/read-line.ts';
import type { TimestampParser } from '../recognise/time/timestamp-parser.ts';
import type { LineTimes } from './range-lines.ts';

const lineFeed = 10;
const carriageReturn = 13;

/** Where the stamp stands in lines of a shape. */
type StampedShape = Pick<Prefix, 'stampPlace'>;

/** Finds the shapes of lines of which only the stamp is wanted. */
export type StampedShapes = (line: LineSpan) => ShapedLine<StampedShape>;

const unstamped: StampedShape = { stampPlace: undefined };

/** Makes what finds them, beside the shapes of lines that are looked at. */
export function stampedShapes(shapes: LineShapes<unknown>): StampedShapes {
  return shapes.apart((text) => {
    const annotatedAt = annotationsAt(text);
    const { stampPlace } = readPrefix(annotatedAt === -1 ? text : text.slice(0, annotatedAt));
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
    let end = to;
    if (end > from && buffer[end - 1] === lineFeed) end--;
    if (end > from && end < to && buffer[end - 1] === carriageReturn) end--;
    if (end - from > longestLine) return this.#others.of(buffer, from, to);
    const line = this.#shapes({ buffer, start: from, end, lineEnd: '' });
    return timeOfLine(line.column, line, this.#clock);
  }
}
