import type { EntityKind } from './entities.ts';

/** How many lines named a thing. */
export type Counts = Map<string, number>;

/** What lines named, with in how many of them; per kind only so many different things. */
export class EntityCounts {
  readonly counts: { [Kind in EntityKind]?: Counts } = {};
  /** How many namings found no place. */
  folded = 0;

  /**
   * Counts a line that names a thing.
   *
   * @param most different things to keep of each kind; the first ones stay
   */
  add(kind: EntityKind, name: string, most: number, lines = 1): void {
    let counts = this.counts[kind];
    if (counts === undefined) {
      counts = new Map();
      this.counts[kind] = counts;
    }
    const known = counts.get(name);
    if (known !== undefined) counts.set(name, known + lines);
    else if (counts.size < most) counts.set(name, lines);
    // Of threads those that two events share matter, and nothing is said of the others.
    else if (kind !== 'threads') this.folded += lines;
  }

  /** Adds what other lines named. */
  merge(other: EntityData, most: number): void {
    for (const [kind, counts] of Object.entries(other.counts) as [EntityKind, Counts][]) {
      for (const [name, lines] of counts) this.add(kind, name, most, lines);
    }
    this.folded += other.folded;
  }
}

/** Counted things as plain data, to be handed between threads. */
export interface EntityData {
  readonly counts: { readonly [Kind in EntityKind]?: ReadonlyMap<string, number> };
  readonly folded: number;
}
