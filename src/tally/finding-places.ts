import type { CodePlace, GroupEntry } from './group-entry.ts';

/** Where the findings of a line are counted in one tally, for all lines that have the same ones. */
export class FindingPlaces {
  /** The tally in which they are counted. */
  readonly tally: object;
  readonly codes: readonly CodePlace[];
  /** Whether the line states none of its codes. */
  readonly isImplied: boolean;
  /** Lines that are not added up yet, and the place in the source that printed them all. */
  pending = 0;
  source: string | undefined;
  readonly #implied: readonly boolean[];
  /** Each group once. */
  readonly #groups: readonly GroupEntry[];

  /** @param implied of each code whether the message implies it */
  constructor(tally: object, codes: readonly CodePlace[], implied: readonly boolean[]) {
    this.tally = tally;
    this.codes = codes;
    this.isImplied = !implied.includes(false);
    this.#implied = implied;
    this.#groups = codes.length === 1 ? [codes[0]!.group] : [...new Set(codes.map(({ group }) => group))];
  }

  /** Adds up the lines that wait. */
  addUp(): void {
    const { codes, pending, source } = this;
    for (let index = 0; index < codes.length; index++)
      codes[index]!.entry.count(pending, this.#implied[index]!, source);
    for (const group of this.#groups) group.lines += pending;
    this.pending = 0;
  }
}

/** How many shapes' lines may wait to be added up. */
const mostPending = 4096;

/**
 * Lines that wait to be added up. A line may hold dozens of codes: what is the same for all lines of a shape is added up once
 * for many of them.
 */
export class PendingLines {
  readonly #places: FindingPlaces[] = [];

  /** Lets a line wait that was printed at a place in the source. */
  add(places: FindingPlaces, source: string | undefined): void {
    if (places.pending > 0 && places.source !== source) this.addUp();
    if (places.pending === 0) {
      if (this.#places.length === mostPending) this.addUp();
      this.#places.push(places);
      places.source = source;
    }
    places.pending++;
  }

  addUp(): void {
    for (const places of this.#places) places.addUp();
    this.#places.length = 0;
  }
}
