import type { Code } from '../catalogue/code.ts';
import type { Evidence, Finding } from './finding.ts';
import type { Ambiguities } from './finding-list.ts';

/** What a line can report, but for where it stands on the line. */
export interface FindingKind {
  /** Under which number it is counted, as all kinds that report the same. */
  readonly entry: number;
  /** The number of its group. */
  readonly group: number;
  /** A finding of this kind, at the front of its line. */
  readonly finding: Finding;
}

/** Gives what lines can report small numbers, by which WebAssembly knows them. */
export class FindingKinds {
  readonly #ambiguities: Ambiguities;
  readonly #kinds: FindingKind[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #entries = new Map<object, number>();
  readonly #groups = new Map<string, number>();
  readonly #findings: Finding[] = [];
  readonly #ofGroups: Finding[] = [];

  constructor(ambiguities: Ambiguities) {
    this.#ambiguities = ambiguities;
  }

  /** How many there are. */
  get count(): number {
    return this.#kinds.length;
  }

  /** The kind of this number. */
  at(number: number): FindingKind {
    return this.#kinds[number]!;
  }

  /** A finding that is counted under each entry, by the entries' numbers. */
  get entries(): readonly Finding[] {
    return this.#findings;
  }

  /** By the groups' numbers: a finding of each. */
  get groups(): readonly Finding[] {
    return this.#ofGroups;
  }

  /** The number of the kind that reports a code. */
  code(code: Code, evidence: Evidence, note?: string): number {
    const { component, group, name, value, description } = code;
    return this.#number(code, `${evidence}\0${note ?? ''}`, {
      kind: 'code',
      component,
      group,
      name,
      value,
      description,
      evidence,
      code,
      ...(note === undefined ? {} : { note }),
      start: 0,
      end: 0,
    });
  }

  /** The number of the kind that reports a value which may mean any of several codes. */
  ambiguous(value: number, readings: readonly Code[]): number {
    const { name, description } = this.#ambiguities.of(readings);
    return this.#number(readings, '', {
      kind: 'ambiguous',
      component: 'Ambiguous',
      group: 'Ambiguous',
      name,
      value,
      description,
      evidence: 'number',
      readings,
      start: 0,
      end: 0,
    });
  }

  #number(what: object, how: string, finding: Finding): number {
    const entry = numberOf(this.#entries, what);
    const key = `${entry}\0${how}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const group = numberOf(this.#groups, `${finding.component}\0${finding.group}`);
    this.#findings[entry] ??= finding;
    this.#ofGroups[group] ??= finding;
    this.#numbers.set(key, this.#kinds.length);
    return this.#kinds.push({ entry, group, finding }) - 1;
  }
}

/** A finding of a kind, where it stands on its line. */
export function findingAt({ finding }: FindingKind, start: number, end: number): Finding {
  const { kind, component, group, name, value, description, evidence, code, readings, note } = finding;
  // Spelt out, since spreading takes longer than all the rest.
  if (code === undefined)
    return { kind, component, group, name, value, description, evidence, readings: readings!, start, end };
  if (note === undefined)
    return { kind, component, group, name, value, description, evidence, code, start, end };
  return { kind, component, group, name, value, description, evidence, code, note, start, end };
}

/** The number of a key: the next one when it is new. */
function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
