import type { Catalogue } from '../catalogue/catalogue.ts';
import { LineShapes } from '../lines/line-shapes.ts';
import { LineScanner } from '../lines/scan/line-scanner.ts';
import type { LineSink } from '../lines/scan/line-sink.ts';
import type { ShapedLine } from '../lines/shaped-line.ts';
import type { JsonLine } from '../recognise/json-line.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { codesMember } from '../render/lines/annotation.ts';
import { type RecordCode, recordCode } from '../render/lines/record.ts';
import { FieldCodes } from './field-codes.ts';

/** What is kept of a shape of records. */
interface RecordShape {
  readonly json: JsonLine | undefined;
  readonly codes: readonly RecordCode[];
}

/**
 * Adds to records of JSON, one a line, what the codes mean that their messages report or some of their fields hold. All other
 * bytes stay as they are.
 */
export class RecordAnnotator {
  readonly #scanner = new LineScanner({ everyLine: true });
  readonly #sink: LineSink;
  readonly #fields: FieldCodes;
  #parts: Uint8Array[] = [];

  /**
   * @param fields names of members that hold return codes of Mooncake's
   * @param component settles numbers that components share
   */
  constructor(catalogue: Catalogue, fields: readonly string[], component?: string) {
    const recogniser = new Recogniser(catalogue, component === undefined ? {} : { component });
    this.#fields = new FieldCodes(catalogue, fields, component);
    const shapes = new LineShapes(this.#scanner, recogniser.shapeRules, (text): RecordShape => {
      const { json, findings } = recogniser.recogniseShape(text);
      return { json, codes: findings.map(recordCode) };
    });
    const keep = (buffer: Buffer, start: number, end: number): void => {
      // The buffer is used again.
      if (end > start) this.#parts.push(Buffer.from(buffer.subarray(start, end)));
    };
    this.#sink = shapes.into({
      skipped: keep,
      line: (line) => this.#line(line, keep),
      longLine: ({ buffer, start, end }) => keep(buffer, start, end),
      longLineEnd: (lineEnd) => void this.#parts.push(Buffer.from(lineEnd)),
    });
  }

  /** Takes in bytes; returns what can be written by now: all lines that have ended. */
  push(bytes: Uint8Array): Buffer {
    this.#scanner.push(bytes, this.#sink);
    return this.#taken();
  }

  /** Returns a last line without an end. */
  end(): Buffer {
    this.#scanner.end(this.#sink);
    return this.#taken();
  }

  #taken(): Buffer {
    const taken = Buffer.concat(this.#parts);
    this.#parts = [];
    return taken;
  }

  #line(line: ShapedLine<RecordShape>, keep: (buffer: Buffer, start: number, end: number) => void): void {
    const { buffer, start, end, lineEnd, column } = line;
    const { json } = column;
    const next = end + lineEnd.length;
    if (json === undefined || json.isAnnotated) {
      keep(buffer, start, next);
      return;
    }
    const codes = this.#fields.added(column.codes, buffer, start, end);
    const at = codes.length === 0 ? next : start + line.startOf(json.end);
    keep(buffer, start, at);
    if (codes.length > 0) this.#parts.push(Buffer.from(codesMember(json.member, codes)));
    keep(buffer, at, next);
  }
}
