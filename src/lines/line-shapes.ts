import type { LineScanner } from './scan/line-scanner.ts';
import type { LineEnd, LineSink } from './scan/line-sink.ts';
import { listsBytes } from './shape/byte-list.ts';
import * as layout from './shape/memory-layout.ts';
import type { ShapeRules } from './shape/rules.ts';
import type { ShapeTable } from './shape/shape-table.ts';
import { endInLine, shapeTextOf, startInLine, withStampDigits } from './shape/shape-text.ts';
import { type LineSpan, ShapedLine } from './shaped-line.ts';

/** Takes lines with what is known of their shapes; for the rest it is a `LineSink`. */
export interface ShapedSink<Column> {
  /** Bytes that need no look: whole lines with their ends, or pieces of one long line. */
  skipped(buffer: Buffer, start: number, end: number, lines: number): void;
  line(line: ShapedLine<Column>): void;
  /** Takes a line apart that holds several records, each as a line by itself (latin1); undefined for any other. */
  readonly split?: (buffer: Buffer, start: number, end: number) => readonly string[] | undefined;
  /** Takes such a line instead of `line`; each record is the same object, to be used before the next. */
  records?(line: LineSpan, records: Iterable<ShapedLine<Column>>): void;
  /** The first part of a line longer than the limit; its rest follows in skipped spans of no line, then `longLineEnd`. */
  longLine(line: ShapedLine<Column>): void;
  longLineEnd(lineEnd: LineEnd): void;
  beforeReuse?(): void;
}

/** Shapes that are kept where the text or the prefix of each is kept too. */
const ordinarilyKept = 1 << 15;

/**
 * Knows the shapes of the lines that a scanner hands on, and what a consumer wants to keep of each: that is worked out once a
 * shape, from the shape's text.
 *
 * The number of shapes that are kept is bounded. When it is reached, all are forgotten and worked out anew as they come.
 */
export class LineShapes<Column> {
  readonly #rules: ShapeRules;
  readonly #most: number;
  readonly #table: ShapeTable;
  readonly #buffer: Buffer;
  readonly #columns: Columns<Column>;
  /** All that is kept of shapes. */
  readonly #kept: Columns<unknown>[];

  /**
   * @param describe makes what is kept of a shape, from its text (latin1)
   * @param most shapes kept at once, at most `layout.mostShapes`: as many as memory allows for what is kept of each
   */
  constructor(
    scanner: LineScanner,
    rules: ShapeRules,
    describe: (text: string) => Column,
    most = ordinarilyKept,
  ) {
    this.#rules = rules;
    this.#most = most;
    this.#table = scanner.shapeTable(rules);
    this.#buffer = scanner.buffer;
    this.#columns = new Columns(describe);
    this.#kept = [this.#columns];
  }

  /**
   * Makes what looks lines up that are not handed on, and keeps something else of their shapes. What it returns is the same
   * object for every line. It is not to be called while a line is in hand that was handed on.
   *
   * @param describe makes what is kept of a shape, from its text (latin1)
   */
  apart<Other>(describe: (text: string) => Other): (line: LineSpan) => ShapedLine<Other> {
    const columns = new Columns(describe);
    this.#kept.push(columns);
    return ({ buffer, start, end, lineEnd }) => this.#lineAt(columns, buffer, start, end, lineEnd);
  }

  /** Says that a line is in hand again, after what `apart` made has looked up others. */
  resume({ places, start, end }: ShapedLine<Column>): void {
    // Other lines do not depend on what the table holds.
    if (places === this.#table) this.#table.find(start, end - start);
  }

  /** A line that was to be skipped; not to be called while one is in hand that was handed on, as it is the same object. */
  lineOf({ buffer, start, end, lineEnd }: LineSpan): ShapedLine<Column> {
    return this.#lineAt(this.#columns, buffer, start, end, lineEnd);
  }

  /**
   * What hands lines of the scanner on with their shapes.
   *
   * @param ahead is told of lines before they come
   */
  into(sink: ShapedSink<Column>, ahead?: LineSink['ahead']): LineSink {
    return {
      ...(ahead === undefined ? {} : { ahead }),
      skipped: (buffer, start, end, lines) => sink.skipped(buffer, start, end, lines),
      line: (buffer, start, end, lineEnd) => {
        const records = sink.split?.(buffer, start, end);
        if (records === undefined) sink.line(this.#lineAt(this.#columns, buffer, start, end, lineEnd));
        else sink.records!({ buffer, start, end, lineEnd }, this.#eachOf(records));
      },
      longLine: (buffer, start, end) => sink.longLine(this.#lineAt(this.#columns, buffer, start, end, '')),
      longLineEnd: (lineEnd) => sink.longLineEnd(lineEnd),
      beforeReuse: () => sink.beforeReuse?.(),
    };
  }

  #lineAt<Kept>(
    columns: Columns<Kept>,
    buffer: Buffer,
    start: number,
    end: number,
    lineEnd: LineEnd,
  ): ShapedLine<Kept> {
    const { line } = columns;
    line.buffer = buffer;
    line.start = start;
    line.end = end;
    line.lineEnd = lineEnd;
    if (listsBytes(buffer, start, end)) {
      line.places = { startInLine: (offset) => offset, endInLine: (offset) => offset };
      line.column = columns.describe(line.text);
    } else if (end - start > layout.longestLine || buffer !== this.#buffer) {
      const shape = shapeTextOf(line.text, this.#rules);
      line.places = {
        startInLine: (offset) => startInLine(shape, offset),
        endInLine: (offset) => endInLine(shape, offset),
      };
      line.column = columns.describe(withStampDigits(shape));
    } else {
      line.places = this.#table;
      const number = this.#table.find(start, end - start);
      line.column =
        (number === -1 ? undefined : columns.of[number]) ?? this.#describe(columns, number, start);
    }
    return line;
  }

  *#eachOf(records: readonly string[]): Iterable<ShapedLine<Column>> {
    for (const record of records) {
      if (record.length <= layout.longestLine) {
        this.#buffer.write(record, layout.record, 'latin1');
        yield this.#lineAt(this.#columns, this.#buffer, layout.record, layout.record + record.length, '');
      } else {
        const bytes = Buffer.from(record, 'latin1');
        yield this.#lineAt(this.#columns, bytes, 0, bytes.length, '');
      }
    }
  }

  /** Works out what is to be kept of a shape, which is new where its number is -1. */
  #describe<Kept>(columns: Columns<Kept>, known: number, start: number): Kept {
    const column = columns.describe(this.#table.text(start));
    const isFull = known === -1 && this.#table.size >= this.#most;
    const number = known !== -1 || isFull ? known : this.#table.add();
    if (number === -1) {
      this.#table.clear();
      for (const kept of this.#kept) kept.of = [];
    } else columns.of[number] = column;
    return column;
  }
}

/** What is kept of each shape, by its number, with the line that is shown with it. */
class Columns<Kept> {
  readonly describe: (text: string) => Kept;
  readonly line = new ShapedLine<Kept>();
  of: Kept[] = [];

  constructor(describe: (text: string) => Kept) {
    this.describe = describe;
  }
}
