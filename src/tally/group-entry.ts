import { OTHER } from './bounded-names.ts';
import { type CodeCount, CodeCounts, type CodeData } from './code-entry.ts';

/** The group of values that the catalogue lacks, whose names come from logs. */
export const UNCATALOGUED = 'Uncatalogued';

/** How many codes of such a group are kept apart while lines are counted; a report shows fewer, the most frequent. */
const mostKept = 4000;

/** How many lines reported any code of one group. A line with two codes of the group counts once here. */
export interface GroupCount {
  readonly component: string;
  readonly group: string;
  readonly lines: number;
  readonly codes: readonly CodeCount[];
}

/** Where a finding is counted: its code's entry, which is another one once the code is not kept apart any more, and its group. */
export interface CodePlace {
  readonly entry: CodeCounts;
  readonly group: GroupEntry;
}

/** A code within its group. */
type CodeOfGroup = Pick<CodeCount, 'name' | 'value'>;

/**
 * Counts the lines of one group, and of each of its codes. Of codes that the catalogue lacks the shortest names are kept, then
 * the first ones in their order, and all others are one called `other`: so it depends on the set of names alone which are
 * kept, in whatever order or parts they come; and what nobody reports but a broken log has long numbers.
 */
export class GroupEntry implements GroupCount {
  readonly component: string;
  readonly group: string;
  lines = 0;
  /** The name of the input whose lines are counted. */
  readonly #input: string | undefined;
  readonly #places = new Map<string, Writable<CodePlace>>();
  #other: CodePlace | undefined;
  /** Once codes were left out: the last one that was kept then. No later one can come back. */
  #last: CodeOfGroup | undefined;

  constructor(component: string, group: string, input: string | undefined) {
    this.component = component;
    this.group = group;
    this.#input = input;
  }

  /** Where to count a code. */
  place(code: CodeOfGroup): CodePlace {
    const isBounded = this.group === UNCATALOGUED;
    if (isBounded && (code.name === OTHER || (this.#last !== undefined && order(code, this.#last) > 0)))
      return this.#others();
    const key = `${code.name}\0${code.value ?? ''}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    // Sorting a full list for each new code would be quadratic.
    if (isBounded && this.#places.size >= 2 * mostKept) {
      this.#bound();
      return this.place(code);
    }
    const place = this.#newPlace(code);
    this.#places.set(key, place);
    return place;
  }

  /** The codes, most lines first. */
  get codes(): readonly CodeCount[] {
    return this.#sorted();
  }

  /** The codes as plain data, most lines first. */
  data(): readonly CodeData[] {
    return this.#sorted().map((code) => code.data(this.#input));
  }

  #sorted(): CodeCounts[] {
    if (this.group === UNCATALOGUED) this.#bound();
    const places = [...this.#places.values(), ...(this.#other === undefined ? [] : [this.#other])];
    return places
      .map(({ entry }) => entry)
      .sort((a, b) => b.lines - a.lines || compare(a.name, b.name) || (a.value ?? 0) - (b.value ?? 0));
  }

  #others(): CodePlace {
    this.#other ??= this.#newPlace({ name: OTHER, value: undefined });
    return this.#other;
  }

  #newPlace({ name, value }: CodeOfGroup): CodePlace {
    const { component, group } = this;
    return { entry: new CodeCounts({ component, group, name, value }), group: this };
  }

  #bound(): void {
    if (this.#places.size <= mostKept) return;
    const places = [...this.#places].sort(([, a], [, b]) => order(a.entry, b.entry));
    for (const [key, place] of places.slice(mostKept)) {
      const { entry } = this.#others();
      entry.merge(place.entry.data(this.#input));
      // Whoever knows the place goes on there.
      place.entry = entry;
      this.#places.delete(key);
    }
    this.#last = places[mostKept - 1]![1].entry;
  }
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function order(a: CodeOfGroup, b: CodeOfGroup): number {
  return a.name.length - b.name.length || compare(a.name, b.name) || (a.value ?? 0) - (b.value ?? 0);
}

/** Compares names as they stand. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
