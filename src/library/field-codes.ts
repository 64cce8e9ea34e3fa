import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Code, isNormal, numberOf } from '../catalogue/code.ts';
import { codesCalled } from '../catalogue/lookup.ts';
import { Ambiguities } from '../recognise/finding-list.ts';
import type { RecordCode } from '../render/lines/record.ts';

/** Finds codes that members of a record hold as their values: numbers as Mooncake returns them, or names. */
export class FieldCodes {
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
