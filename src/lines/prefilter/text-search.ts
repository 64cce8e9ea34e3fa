import * as layout from '../shape/memory-layout.ts';
import { GramFilter } from './gram-filter.ts';
import type { GramTables } from './gram-tables.ts';
import type { SharedBytes } from './kernel.ts';

// Node's types leave WebAssembly to the DOM's, which this project does not load.
declare const WebAssembly: {
  Memory: new (limits: { initial: number; maximum: number }) => SharedBytes;
};

const pageBytes = 65536;
/** Longer texts are taken to hold something: there are few. */
const longest = pageBytes;
const lineFeed = 10;

/** Tells whether one of many texts stands in a string of one character a byte, in a memory of its own. */
export class TextSearch {
  readonly #bytes: Buffer;
  readonly #filter: GramFilter;

  constructor(tables: GramTables) {
    const pages = Math.ceil((layout.lines + longest + 1 + layout.overrun) / pageBytes);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.#bytes = Buffer.from(memory.buffer);
    this.#bytes[layout.lines - 1] = lineFeed;
    this.#filter = new GramFilter(memory, tables);
  }

  /** False only where none stands there. */
  finds(text: string): boolean {
    if (text.length > longest) return true;
    const end = layout.lines + this.#bytes.write(text, layout.lines, 'latin1');
    this.#bytes[end] = lineFeed;
    this.#filter.begin(layout.lines, end + 1);
    return this.#filter.start !== undefined;
  }
}
