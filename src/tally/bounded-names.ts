/** A copy of a text that holds no reference to the line that it was cut out of, which may be a megabyte. */
export function detachString(text: string): string {
  return Buffer.from(text).toString();
}

/** What counts of names beyond the kept ones are added up under. */
export const OTHER = 'other';

/** How many names are kept beside `other`. */
const mostNames = 1000;

/**
 * Values by name, of at most 1,000 names; all others share one called `other`. Which names are kept depends on the set of
 * names alone (the first ones in their order), so that it does not matter in which order they come, or in which parts that
 * are merged later. What is itself called `other` is counted there.
 */
export class BoundedNames<Value> {
  readonly #make: (name: string) => Value;
  readonly #join: (into: Value, from: Value) => void;
  #values = new Map<string, Value>();
  #other: Value | undefined;
  /** Once names were left out: the last one that was kept then. No later one can come back. */
  #last: string | undefined;

  /**
   * @param make gives the value of a name that is new
   * @param join adds one value to another
   */
  constructor(make: (name: string) => Value, join: (into: Value, from: Value) => void) {
    this.#make = make;
    this.#join = join;
  }

  /** The value to count under for a name. It must not be kept beyond the next call, which may fold it into `other`. */
  at(name: string): Value {
    if (name === OTHER || (this.#last !== undefined && name > this.#last)) {
      this.#other ??= this.#make(OTHER);
      return this.#other;
    }
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    // Sorting a full list for each new name would be quadratic.
    if (this.#values.size >= 2 * mostNames) {
      this.#bound();
      return this.at(name);
    }
    const own = detachString(name);
    const value = this.#make(own);
    this.#values.set(own, value);
    return value;
  }

  /** The kept names in their order with their values, and the value of all others. */
  entries(): { readonly named: readonly (readonly [string, Value])[]; readonly other: Value | undefined } {
    this.#bound();
    return { named: [...this.#values].sort(([a], [b]) => (a < b ? -1 : 1)), other: this.#other };
  }

  #bound(): void {
    if (this.#values.size <= mostNames) return;
    const names = [...this.#values.keys()].sort();
    for (const name of names.slice(mostNames)) {
      this.#other ??= this.#make(OTHER);
      this.#join(this.#other, this.#values.get(name)!);
      this.#values.delete(name);
    }
    this.#last = names[mostNames - 1];
  }
}

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
