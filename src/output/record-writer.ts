import type { ShapedSink } from '../lines/line-shapes.ts';
import type { LineSpan, ShapedLine } from '../lines/shaped-line.ts';
import type { Finding, FindingFilter } from '../recognise/finding.ts';
import { prefixOfLine } from '../recognise/line-prefix.ts';
import { splitRecords } from '../recognise/prefix/json/split.ts';
import type { Prefix } from '../recognise/prefix/prefix.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import type { TimestampParser } from '../recognise/time/timestamp-parser.ts';
import { type LineRecord, type RecordCode, recordCode, recordOf } from '../render/lines/record.ts';
import type { Tally } from '../tally/tally.ts';
import type { LineOutput } from './line-output.ts';

/** What records keep of a shape of lines. */
export interface RecordedShape {
  readonly prefix: Prefix;
  /** The findings that count. */
  readonly findings: readonly Finding[];
  readonly codes: readonly RecordCode[];
}

/** Makes what records keep of a shape, from its text. */
export function describeForRecords(recogniser: Recogniser, filter: FindingFilter) {
  return (text: string): RecordedShape => {
    const { prefix, findings: all } = recogniser.recogniseShape(text);
    const findings = filter.pass(all, prefix.severity);
    return { prefix, findings, codes: findings.map(recordCode) };
  };
}

/** Counts the lines of one input, which several writers may go on with. */
export interface LineNumbers {
  last: number;
}

/** What a `RecordWriter` works with. */
interface RecordWriterParts {
  readonly tally: Tally;
  readonly clock: TimestampParser;
  /** The name that records carry. */
  readonly input: string;
  readonly only: boolean;
  /** Renders one record as text that ends with a line end. */
  readonly render: (record: LineRecord) => string;
  readonly writer: LineOutput;
  /** How many lines of the input came before. */
  readonly numbers?: LineNumbers;
}

/** Counts the lines of one input and writes a record for each. Of a line over the limit the record holds the first part. */
export class RecordWriter implements ShapedSink<RecordedShape> {
  readonly #parts: RecordWriterParts;
  readonly #numbers: LineNumbers;

  constructor(parts: RecordWriterParts) {
    this.#parts = parts;
    this.#numbers = parts.numbers ?? { last: 0 };
  }

  /** Rests of long lines, and lines that were read with the one before them. */
  skipped(_buffer: Buffer, _start: number, _end: number, lines: number): void {
    this.#numbers.last += lines;
    this.#parts.tally.lines += lines;
  }

  longLineEnd(): void {}

  longLine(line: ShapedLine<RecordedShape>): void {
    this.line(line);
  }

  line(line: ShapedLine<RecordedShape>): void {
    this.#numbers.last++;
    this.#parts.tally.lines++;
    this.#write(line);
  }

  readonly split = splitRecords;

  /** Each of a line's records becomes one, with the line's number. */
  records(_line: LineSpan, records: Iterable<ShapedLine<RecordedShape>>): void {
    this.#numbers.last++;
    this.#parts.tally.lines++;
    for (const record of records) this.#write(record);
  }

  #write(line: ShapedLine<RecordedShape>): void {
    const { tally, clock, writer, only, input, render } = this.#parts;
    const { findings, codes } = line.column;
    if (only && findings.length === 0) return;
    const prefix = prefixOfLine(line.column.prefix, line);
    const { text } = line;
    const time = prefix.stampPlace && clock.atIn(line.buffer, line.start, prefix.stampPlace);
    tally.add(findings, time);
    writer.text(render(recordOf({ text, prefix, codes, time, input, number: this.#numbers.last })));
  }
}
