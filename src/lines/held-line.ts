import { listsBytes } from './shape/byte-list.ts';
import { endInLine, type ShapeRules, shapeTextOf, startInLine } from './shape/shape-text.ts';
import { ShapedLine } from './shaped-line.ts';

/** A copy of a line with what is known of its shape, to be handed on when others have come. */
export class HeldLine<Column> extends ShapedLine<Column> {
  constructor(line: ShapedLine<Column>, rules: ShapeRules) {
    super();
    const next = line.end + line.lineEnd.length;
    this.buffer = Buffer.from(line.buffer.subarray(line.start, next));
    this.end = line.end - line.start;
    this.lineEnd = line.lineEnd;
    this.column = line.column;
    // The table that shaped the line knows the places of the last line only.
    let shape: ReturnType<typeof shapeTextOf> | undefined;
    const shapeOfLine = (): NonNullable<typeof shape> => {
      shape ??= shapeTextOf(this.text, rules);
      return shape;
    };
    const isShaped = !listsBytes(line.buffer, line.start, line.end);
    this.places = {
      startInLine: (offset) => (isShaped ? startInLine(shapeOfLine(), offset) : offset),
      endInLine: (offset) => (isShaped ? endInLine(shapeOfLine(), offset) : offset),
    };
  }
}
