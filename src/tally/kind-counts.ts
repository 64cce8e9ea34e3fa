import type { FindingKinds } from '../recognise/finding-kinds.ts';
import type { Tally } from './tally.ts';

/** Counts lines that report one kind of finding each, for a tally that needs to know nothing else of them. */
export class KindCounts {
  readonly #kinds: FindingKinds;
  readonly #tally: Tally;
  /** By the numbers of kinds. */
  readonly #lines: number[] = [];
  /** The kinds that have any. */
  readonly #counted: number[] = [];

  constructor(kinds: FindingKinds, tally: Tally) {
    this.#kinds = kinds;
    this.#tally = tally;
  }

  /** Counts a line that reports this kind and nothing else. */
  add(kind: number): void {
    const lines = this.#lines[kind] ?? 0;
    if (lines === 0) this.#counted.push(kind);
    this.#lines[kind] = lines + 1;
  }

  /** Adds to the tally what was counted since it was called last. */
  settle(): void {
    for (const kind of this.#counted) {
      this.#tally.addAlike(this.#kinds.at(kind).finding, this.#lines[kind]!);
      this.#lines[kind] = 0;
    }
    this.#counted.length = 0;
  }
}
