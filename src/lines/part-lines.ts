import { LineShapes, type ShapedSink } from './line-shapes.ts';
import { LineScanner } from './scan/line-scanner.ts';
import type { LineSink } from './scan/line-sink.ts';
import type { ShapeRules } from './shape/rules.ts';
import type { ShapedLine } from './shaped-line.ts';

/** Reads the lines of byte sequences that are each whole, such as messages, with what is known of their shapes. */
export class PartLines<Column> {
  readonly #scanner: LineScanner;
  readonly #sink: LineSink;
  #take: (line: ShapedLine<Column>) => void = () => {};

  /**
   * @param longest bytes of a line that are looked at; of a longer line its first part is handed on
   * @param describe makes what is kept of a shape, from its text (latin1)
   * @param split takes lines apart that hold several records, each of which is handed on as a line
   */
  constructor(
    longest: number,
    rules: ShapeRules,
    {
      describe,
      split,
    }: { describe: (text: string) => Column; split: NonNullable<ShapedSink<Column>['split']> },
  ) {
    this.#scanner = new LineScanner({ maxLine: longest, everyLine: true });
    this.#sink = new LineShapes(this.#scanner, rules, describe).into({
      skipped: () => {},
      line: (line) => this.#take(line),
      longLine: (line) => this.#take(line),
      longLineEnd: () => {},
      split,
      records: (_line, records) => {
        for (const record of records) this.#take(record);
      },
    });
  }

  /**
   * Hands on every line of `bytes`; a last line without a line end is one, too.
   *
   * @param take gets the lines in order; it is the same object for every line
   */
  read(bytes: Uint8Array, take: (line: ShapedLine<Column>) => void): void {
    this.#take = take;
    this.#scanner.push(bytes, this.#sink);
    this.#scanner.end(this.#sink);
  }
}
