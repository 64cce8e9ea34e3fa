import { type Code, type Component, numberOf } from '../../catalogue/code.ts';
import { scalarAt } from '../prefix/json/fields.ts';
import { parseJson } from '../prefix/json/parse.ts';
import type { Prefix } from '../prefix/prefix.ts';
import type { OwnNumberForm } from './custom-numbers.ts';
import type { OwnHit } from './own-scope.ts';

/** A field of one component, by its path. */
interface Field {
  readonly path: string;
  readonly component: Component;
  readonly form: OwnNumberForm;
}

/** What one field states; no code where it has a number that no code has. */
interface Stated extends Pick<OwnHit, 'evidence' | 'value' | 'start' | 'end'> {
  readonly code: Code | undefined;
}

type JsonPlace = { readonly start: number; readonly end: number };

const wholeNumber = /^-?\d{1,10}$/;

/** Finds codes in fields of lines of JSON, by their path from the top. */
export class OwnFields {
  readonly #fields: readonly Field[];
  readonly #specimen: number;

  /** @param specimen what stands for a number in the texts of shapes that do not tell it */
  constructor(
    numbers: readonly { readonly component: Component; readonly form: OwnNumberForm }[],
    specimen: number,
  ) {
    this.#fields = numbers.flatMap(({ component, form }) =>
      (form.form.fields ?? []).map((path) => ({ path, component, form })),
    );
    this.#specimen = specimen;
  }

  get isEmpty(): boolean {
    return this.#fields.length === 0;
  }

  /** What the fields of a line state that holds an object of JSON, to its end. */
  read(line: string, prefix: Prefix): readonly OwnHit[] {
    const start = line.indexOf('{"');
    const root = start === -1 ? undefined : parseJson(line, start);
    if (root === undefined) return [];
    const byPath = new Map<string, { readings: Code[]; component: Component; stated: Stated }>();
    for (const { path, component, form } of this.#fields) {
      if (!form.holdsFor(prefix)) continue;
      const node = scalarAt([root], [path], line)?.node;
      const stated = node === undefined ? undefined : this.#stated(line, node, form);
      if (stated === undefined) continue;
      const { beside } = form.form;
      if (beside !== undefined && scalarAt([root], beside, line) === undefined) continue;
      const known = byPath.get(path) ?? { readings: [], component, stated };
      if (stated.code !== undefined && !known.readings.includes(stated.code))
        known.readings.push(stated.code);
      byPath.set(path, known);
    }
    return Array.from(byPath.values(), ({ readings, component, stated }) => {
      const { evidence, value, start, end } = stated;
      return { evidence, readings, component, value, start, end };
    });
  }

  /** What a field states: a number, or the name of a code. */
  #stated(line: string, { start, end }: JsonPlace, form: OwnNumberForm): Stated | undefined {
    const text = line.slice(start, end);
    if (form.form.only === 'names') {
      const code = form.named(text);
      return code && { code, evidence: 'name', value: numberOf(code), start, end };
    }
    if (!wholeNumber.test(text)) return undefined;
    const number = Number(text);
    const stated = form.codeOf(number);
    if (stated !== undefined) return { ...stated, evidence: 'number', start, end };
    if (form.form.unknown !== true || number === 0) return undefined;
    const value = number === this.#specimen ? undefined : number;
    return { code: undefined, evidence: 'number', value, start, end };
  }
}
