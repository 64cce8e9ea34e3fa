import { gramHits, mostGramHits } from '../shape/memory-layout.ts';
import { instantiate } from '../web-assembly.ts';
import type { GramTables } from './gram-tables.ts';
import { gramsBase64 } from './grams.generated.ts';
import type { SharedBytes } from './kernel.ts';

interface GramExports {
  configure(step: number, marks: number, heads: number, hasLong: boolean, hasShort: boolean): void;
  find(from: number, end: number): number;
  feeds(from: number, to: number): number;
  readonly stopped: { readonly value: number };
}

/** Finds lines with one of many texts, in the memory that the lines are read into, one after the other. */
export class GramFilter {
  readonly #exports: GramExports;
  readonly #hits: Int32Array;
  readonly #bytes: Buffer;
  readonly #isMeant: GramTables['isMeant'];
  #count = 0;
  #next = 0;
  /** Hits up to here are lines that are meant. */
  #confirmed = 0;
  /** Where the search stands, and where it ends. */
  #at = 0;
  #end = 0;

  constructor(memory: SharedBytes, tables: GramTables) {
    this.#exports = instantiate(gramsBase64, { env: { memory } }) as GramExports;
    this.#hits = new Int32Array(memory.buffer, gramHits, 2 * mostGramHits);
    this.#isMeant = tables.isMeant;
    this.#bytes = Buffer.from(memory.buffer);
    tables.writeTo(this.#bytes);
    const { step, marks, heads, hasLong, hasShort } = tables;
    this.#exports.configure(step, 32 - marks, 32 - heads, hasLong, hasShort);
  }

  /** Begins a search from the start of a line to just after a line feed. */
  begin(from: number, end: number): void {
    this.#at = from;
    this.#end = end;
    this.#count = this.#next = this.#confirmed = 0;
  }

  /** The start of the next line that holds a text; undefined where there is none any more. */
  get start(): number | undefined {
    for (;;) {
      if (this.#next === this.#count) {
        if (this.#at >= this.#end) return undefined;
        this.#count = this.#exports.find(this.#at, this.#end);
        this.#at = this.#exports.stopped.value;
        this.#next = this.#confirmed = 0;
      } else if (this.#next < this.#confirmed || this.#confirms()) return this.#hits[2 * this.#next]!;
      else this.#next++;
    }
  }

  /** Whether the next line is meant, where hits are looked at again. */
  #confirms(): boolean {
    const start = this.#hits[2 * this.#next]!;
    const end = this.#hits[2 * this.#next + 1]!;
    if (this.#isMeant?.(this.#bytes.toString('latin1', start, end)) === false) return false;
    this.#confirmed = this.#next + 1;
    return true;
  }

  /** Passes the next line, and returns where its line feed stands. */
  take(): number {
    return this.#hits[2 * this.#next++ + 1]!;
  }

  /** Line feeds between two places. */
  feeds(from: number, to: number): number {
    return this.#exports.feeds(from, to);
  }
}
