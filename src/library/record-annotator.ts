import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Code, isNormal, numberOf } from '../catalogue/code.ts';
import { codesCalled } from '../catalogue/lookup.ts';
import { LineShapes } from '../lines/line-shapes.ts';
import { LineScanner } from '../lines/scan/line-scanner.ts';
import type { LineSink } from '../lines/scan/line-sink.ts';
import type { ShapedLine } from '../lines/shaped-line.ts';
import type { JsonLine } from '../recognise/annotated.ts';
import { Ambiguities } from '../recognise/finding-list.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { codesMember } from '../render/lines/annotation.ts';
import { type RecordCode, recordCode } from '../render/lines/record.ts';

/** Finds codes that members of a record hold as their values: numbers as Mooncake returns them, or names. */
class FieldCodes {
  readonly #catalogue: Catalogue;
  readonly #fields: readonly { readonly path: readonly string[]; readonly quoted: Buffer }[];
  readonly #component: string | undefined;
  readonly #ambiguities = new Ambiguities();
  /** What values came to: there are few. */
  readonly #known = new Map<string, RecordCode | undefined>();

  /** @param fields names of members; a dot goes into an object */
  constructor(catalogue: Catalogue, fields: readonly string[], component?: string) {
    this.#catalogue = catalogue;
    this.#component = component;
    this.#fields = fields.map((field) => {
      const path = field.split('.');
      return { path, quoted: Buffer.from(JSON.stringify(path.at(-1))) };
    });
  }

  /** The codes of a record, and behind them those of its fields that are not among them. */
  added(codes: readonly RecordCode[], buffer: Buffer, start: number, end: number): readonly RecordCode[] {
    const line = buffer.subarray(start, end);
    const there = this.#fields.filter(({ quoted }) => line.includes(quoted));
    if (there.length === 0) return codes;
    let record: unknown;
    try {
      record = JSON.parse(line.toString('utf8'));
    } catch {
      return codes;
    }
    const all = [...codes];
    for (const { path } of there) {
      const code = this.#codeOf(path.reduce(memberOf, record));
      if (
        code !== undefined &&
        !all.some(({ component, name }) => component === code.component && name === code.name)
      )
        all.push(code);
    }
    return all;
  }

  #codeOf(value: unknown): RecordCode | undefined {
    if (typeof value !== 'number' && typeof value !== 'string') return undefined;
    const word = String(value);
    if (word.length > 100) return undefined;
    if (!this.#known.has(word) && this.#known.size < mostKnown) this.#known.set(word, this.#read(word));
    return this.#known.get(word);
  }

  #read(word: string): RecordCode | undefined {
    const isNumber = /^[+-]?\d+$/.test(word);
    const scoped = this.#component === undefined ? word : `${this.#component}:${word}`;
    const codes = codesCalled(scoped, this.#catalogue).filter(
      // A positive number is a count of bytes, unless it was said whose status it is.
      (code) => !isNormal(code) && (!isNumber || code.value < 0 || this.#component === code.component),
    );
    const [first, ...others] = codes;
    if (first === undefined) return undefined;
    const evidence = isNumber ? 'number' : 'name';
    if (others.length === 0)
      return { ...named(first), value: numberOf(first) ?? null, description: first.description, evidence };
    const both = this.#ambiguities.of(codes);
    return {
      component: 'Ambiguous',
      group: 'Ambiguous',
      ...both,
      value: numberOf(first) ?? null,
      evidence,
      readings: codes.map(named),
    };
  }
}

const mostKnown = 10_000;

function named({ component, group, name }: Code): Pick<Code, 'component' | 'group' | 'name'> {
  return { component, group, name };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

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
