import type { Code, Component } from '../code.ts';
import type { CodeEntry, ComponentEntry } from './schema/catalogue-file.ts';

/** The rows of a catalogue while files are merged into them; each look-up and change takes the same time however many there are. */
export class CodeRows {
  readonly #before: readonly Code[];
  readonly #rows = new Map<Component, Map<string, Code>>();
  /** Names by the values that are theirs alone. */
  readonly #values = new Map<Component, Map<number, string>>();
  readonly #byName = new Map<string, Set<Component>>();

  /** @param before the rows that are there, in their order */
  constructor(before: readonly Code[]) {
    this.#before = before;
    for (const code of before) this.set(code);
  }

  /** Adds a row, or puts it in the place of the one of its component and name. */
  set(code: Code): void {
    const { component, name, value, lastValue, numberless } = code;
    const rows = this.#rows.get(component) ?? new Map<string, Code>();
    this.#rows.set(component, rows);
    const values = this.#values.get(component) ?? new Map<number, string>();
    this.#values.set(component, values);
    const known = rows.get(name);
    if (known !== undefined && values.get(known.value) === name) values.delete(known.value);
    if (lastValue === undefined && numberless !== true) values.set(value, name);
    rows.set(name, code);
    const components = this.#byName.get(name);
    if (components === undefined) this.#byName.set(name, new Set([component]));
    else components.add(component);
  }

  /** The row of this component and name. */
  row(component: Component, name: string): Code | undefined {
    return this.#rows.get(component)?.get(name);
  }

  /** The name that has this value, and no range of values, in a component. */
  nameOf(component: Component, value: number): string | undefined {
    return this.#values.get(component)?.get(value);
  }

  /** The rows of this name, of any component. */
  named(name: string): Code[] {
    return [...(this.#byName.get(name) ?? [])].map((component) => this.row(component, name)!);
  }

  /** The rows of one component. */
  of(component: Component): Code[] {
    return [...(this.#rows.get(component)?.values() ?? [])];
  }

  /** All components that have rows. */
  components(): Component[] {
    return [...this.#rows.keys()];
  }

  /** All rows: those that are new behind the last one of their group, or of their component, so that listings stay in order. */
  all(): Code[] {
    const lastOfGroup = new Map<string, number>();
    const lastOfComponent = new Map<string, number>();
    for (const [index, { component, group }] of this.#before.entries()) {
      lastOfGroup.set(`${component}\0${group}`, index);
      lastOfComponent.set(component, index);
    }
    const known = new Set(this.#before.map(({ component, name }) => `${component}\0${name}`));
    const behind = new Map<number, Map<string, Code[]>>();
    for (const rows of this.#rows.values())
      for (const code of rows.values()) {
        const { component, group, name } = code;
        if (known.has(`${component}\0${name}`)) continue;
        const key = `${component}\0${group}`;
        const place = lastOfGroup.get(key) ?? lastOfComponent.get(component) ?? this.#before.length;
        const groups = behind.get(place) ?? new Map<string, Code[]>();
        behind.set(place, groups);
        const list = groups.get(key);
        if (list === undefined) groups.set(key, [code]);
        else list.push(code);
      }
    const added = (place: number): Code[] => [...(behind.get(place)?.values() ?? [])].flat();
    return [
      ...this.#before.flatMap(({ component, name }, index) => [this.row(component, name)!, ...added(index)]),
      ...added(this.#before.length),
    ];
  }
}

/** A row without what it says of its number. */
export function withoutNumber(code: Code | undefined): Partial<Code> {
  if (code === undefined) return {};
  const { lastValue: _last, numberless: _none, ...rest } = code;
  return rest;
}

/** A code's entry with what its component's says for all of them. */
export function withDefaults(row: CodeEntry, { atLeast, source }: ComponentEntry): CodeEntry {
  return {
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(source === undefined ? {} : { source }),
    ...row,
  };
}

/** An object without its undefined fields. */
export function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
