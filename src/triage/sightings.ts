import type { EntityKind } from './entities.ts';

/** How many lines of a host named a thing, and when first and last. */
export interface Sighting {
  readonly kind: EntityKind;
  readonly name: string;
  readonly host: string;
  lines: number;
  first: number | undefined;
  last: number | undefined;
}

/** Different things to keep; only the first so many of an input find a place. */
const mostSightings = 8192;

/** Counts what lines name. */
export class Sightings {
  /** Namings that found no place. */
  folded = 0;
  readonly #seen = new Map<string, Sighting>();

  /** Takes in that a line names a thing; `time` in epoch milliseconds. */
  add(kind: EntityKind, name: string, host: string, time: number | undefined): void {
    const key = `${kind}\0${name}\0${host}`;
    const known = this.#seen.get(key);
    if (known !== undefined) {
      known.lines++;
      if (time === undefined) return;
      if (known.first === undefined || time < known.first) known.first = time;
      if (known.last === undefined || time > known.last) known.last = time;
    } else if (this.#seen.size < mostSightings) {
      this.#seen.set(key, { kind, name, host, lines: 1, first: time, last: time });
    } else this.folded++;
  }

  /** What was counted, as plain data. */
  data(): readonly Sighting[] {
    return [...this.#seen.values()];
  }
}
