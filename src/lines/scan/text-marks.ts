import { GramFilter } from '../prefilter/gram-filter.ts';
import type { GramTables } from '../prefilter/gram-tables.ts';
import type { SharedBytes } from '../prefilter/kernel.ts';
import type { ScanCounts } from './line-scanner-options.ts';

/** Input that is shorter is looked at line by line in less time than it takes to make the tables of texts. */
const fewBytes = 1 << 19;
/** From fewer lines it cannot be told how many are marked. */
const fewLines = 4096;

/** Lets texts of an operator's catalogue mark lines where that pays: there is enough input, and they do not mark most of it. */
export class TextMarks {
  readonly #memory: SharedBytes;
  readonly #make: () => GramTables | undefined;
  #isMade = false;
  #filter: GramFilter | undefined;
  /** Lines, and those looked at, when texts began to mark them. */
  #before = { lines: 0, looked: 0 };

  /** @param make is called once there is enough input */
  constructor(memory: SharedBytes, make: () => GramTables | undefined) {
    this.#memory = memory;
    this.#make = make;
  }

  /**
   * What finds the texts; undefined where every line is to be looked at instead.
   *
   * @param counts what was scanned so far
   */
  filterAfter(counts: Readonly<Pick<ScanCounts, 'bytes' | 'lines' | 'looked'>>): GramFilter | undefined {
    if (!this.#isMade) {
      if (counts.bytes < fewBytes) return undefined;
      this.#isMade = true;
      const tables = this.#make();
      this.#filter = tables && new GramFilter(this.#memory, tables);
      this.#before = { lines: counts.lines, looked: counts.looked };
    }
    const lines = counts.lines - this.#before.lines;
    const marksMost = lines >= fewLines && 2 * (counts.looked - this.#before.looked) > lines;
    return marksMost ? undefined : this.#filter;
  }
}
