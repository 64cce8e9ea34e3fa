import type { Code, Component } from '../../catalogue/code.ts';
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
    const hits: OwnHit[] = [];
    const byPath = new Map<string, { readings: Code[]; component: Component; unknown: boolean }>();
    for (const { path, component, form } of this.#fields) {
      if (!form.holdsFor(prefix)) continue;
      const node = scalarAt([root], [path], line)?.node;
      const text = node === undefined ? '' : line.slice(node.start, node.end);
      if (!wholeNumber.test(text)) continue;
      const { beside } = form.form;
      if (beside !== undefined && scalarAt([root], beside, line) === undefined) continue;
      const code = form.codeOf(Number(text));
      const unknown = code === undefined && form.form.unknown === true && Number(text) !== 0;
      if (code === undefined && !unknown) continue;
      const known = byPath.get(path) ?? { readings: [], component, unknown };
      if (code !== undefined && !known.readings.includes(code)) known.readings.push(code);
      byPath.set(path, known);
    }
    for (const [path, { readings, component }] of byPath) {
      const { node } = scalarAt([root], [path], line)!;
      const value = Number(line.slice(node.start, node.end));
      const told = readings.length > 0 || value !== this.#specimen;
      hits.push({
        evidence: 'number',
        readings,
        component,
        value: told ? value : undefined,
        start: node.start,
        end: node.end,
      });
    }
    return hits;
  }
}
