import { BoundedNames, OTHER } from './bounded-names.ts';

/** Lines per place as plain data; most lines first, what was folded last. */
export type PlaceData = readonly (readonly [name: string, lines: number])[];

interface Lines {
  lines: number;
}

/** Lines per place: inputs, hosts or sources. Beyond 1,000 they fold into `other`. */
export class PlaceCounts {
  readonly #names = new BoundedNames<Lines>(
    () => ({ lines: 0 }),
    (into, from) => {
      into.lines += from.lines;
    },
  );

  /** Counts lines of a place. */
  add(name: string, lines = 1): void {
    this.#names.at(name).lines += lines;
  }

  /** Adds what others counted. */
  merge(places: PlaceData): void {
    for (const [name, lines] of places) this.add(name, lines);
  }

  /** The places that have any lines. */
  data(): PlaceData {
    const { named, other } = this.#names.entries();
    const places = named.map(([name, { lines }]) => [name, lines] as const);
    // The names are in order already, and sorting keeps it among equals.
    places.sort(([, a], [, b]) => b - a);
    return other === undefined ? places : [...places, [OTHER, other.lines] as const];
  }
}
