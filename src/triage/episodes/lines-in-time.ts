import type { Episode } from './episode.ts';

/** How many lines of some episodes came until when. */
export class LinesInTime {
  /** When cells begin, in order, and how many lines there are up to the end of each. */
  readonly #starts: readonly number[];
  readonly #sums: readonly number[];

  constructor(episodes: readonly Episode[]) {
    const cells = episodes
      .flatMap((episode) => episode.cells)
      .flatMap(({ first, lines }) => (first === undefined ? [] : [{ first, lines }]))
      .sort((a, b) => a.first - b.first);
    this.#starts = cells.map(({ first }) => first);
    let sum = 0;
    this.#sums = cells.map(({ lines }) => {
      sum += lines;
      return sum;
    });
  }

  before(time: number): number {
    return this.#sum(time, false);
  }

  upTo(time: number): number {
    return this.#sum(time, true);
  }

  #sum(time: number, inclusive: boolean): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = this.#starts[middle]!;
      if (start < time || (inclusive && start === time)) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : this.#sums[low - 1]!;
  }
}
