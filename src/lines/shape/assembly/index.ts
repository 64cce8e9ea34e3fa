/**
 * Finds the shape of a line (see ../shape-text.ts, which says in plain TypeScript what a shape is; both give the same on any
 * bytes) and looks it up in a table. It knows no word of any log: words and beginnings are handed to it.
 */
import { setGluedCount } from './shape-text';
import { setSeed } from './shape-table';
import { setDecimal } from './text-output';

export { add, clear, find } from './shape-table';
export { addWord } from './words';

/** @param decimal the digits of the specimen for a decimal number, the first one in the lowest byte */
export function setUp(low: u32, high: u32, gluedTexts: u32, decimal: u32): void {
  setSeed(low, high);
  setGluedCount(gluedTexts);
  setDecimal(decimal);
}
