import { greatest, least } from '../../tally/stats.ts';
import type { EntityKind } from './entities.ts';

/** How many lines of a host named a thing, and when first and last. */
export interface Mention {
  readonly kind: EntityKind;
  readonly name: string;
  readonly host: string;
  lines: number;
  first: number | undefined;
  last: number | undefined;
}

/** Counts what lines name. */
export class Mentions {
  /** Namings that found no place. */
  folded = 0;
  readonly #seen = new Map<string, Map<EntityKind, Map<string, Mention>>>();
  readonly #most: number;
  #size = 0;

  /** @param most different things to keep; only the first so many find a place */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes in that a line names a thing; `time` in epoch milliseconds. */
  add(kind: EntityKind, name: string, host: string, time: number | undefined): void {
    const names = this.#of(host, kind);
    const known = names.get(name);
    if (known !== undefined) {
      known.lines++;
      if (time === undefined) return;
      if (known.first === undefined || time < known.first) known.first = time;
      if (known.last === undefined || time > known.last) known.last = time;
    } else if (this.#size < this.#most) {
      this.#size++;
      names.set(name, { kind, name, host, lines: 1, first: time, last: time });
    } else this.folded++;
  }

  /** Adds what was counted elsewhere. */
  merge(seen: readonly Mention[]): void {
    for (const { kind, name, host, lines, first, last } of seen) {
      const names = this.#of(host, kind);
      const known = names.get(name);
      if (known !== undefined) {
        known.lines += lines;
        known.first = least(known.first, first);
        known.last = greatest(known.last, last);
      } else if (this.#size < this.#most) {
        this.#size++;
        names.set(name, { kind, name, host, lines, first, last });
      } else this.folded += lines;
    }
  }

  /** What was counted, as plain data. */
  data(): readonly Mention[] {
    return [...this.#seen.values()].flatMap((kinds) =>
      [...kinds.values()].flatMap((names) => [...names.values()]),
    );
  }

  #of(host: string, kind: EntityKind): Map<string, Mention> {
    let kinds = this.#seen.get(host);
    if (kinds === undefined) {
      kinds = new Map();
      this.#seen.set(host, kinds);
    }
    let names = kinds.get(kind);
    if (names === undefined) {
      names = new Map();
      kinds.set(kind, names);
    }
    return names;
  }
}
