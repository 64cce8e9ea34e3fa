import { randomFillSync } from 'node:crypto';
import { instantiate } from '../web-assembly.ts';
import * as layout from './memory-layout.ts';
import type { ShapeRules } from './rules.ts';
import { shapeBase64 } from './shape.generated.ts';

/** The longest word that a table holds. */
const longestWord = 16;
/** Where `layout.counts` tells each. */
const [textLength, editCount, stampCount, escapeCount, shapeCount] = [0, 1, 2, 3, 4] as const;

/** A WebAssembly memory, as far as it is asked for its bytes. */
interface Bytes {
  readonly buffer: ArrayBuffer;
}

/** What the function of assembly/ exports. */
interface ShapeExports {
  setUp(low: number, high: number, gluedTexts: number, decimal: number): void;
  addWord(table: number, at: number, length: number): void;
  clear(): void;
  find(start: number, length: number): number;
  add(): number;
}

/**
 * Numbers the shapes of lines that stand in its memory (see shape-text.ts for what a shape is). It keeps a bounded number of
 * them; when that is reached it says so, is cleared, and begins anew.
 *
 * Places in the text of the line that was looked up last can be turned into places in the line.
 */
export class ShapeTable {
  readonly #exports: ShapeExports;
  readonly #bytes: Buffer;
  /** What `layout.counts` tells. */
  readonly #counts: Int32Array;
  readonly #edits: Int32Array;
  readonly #stamps: Int32Array;
  readonly #escapes: Int32Array;

  /** @param memory a WebAssembly memory, at least as large as `layout.lines` says; lines stand behind that */
  constructor(memory: Bytes, rules: ShapeRules) {
    this.#exports = instantiate(shapeBase64, { env: { memory } }) as ShapeExports;
    this.#bytes = Buffer.from(memory.buffer);
    this.#counts = new Int32Array(memory.buffer, layout.counts, 5);
    this.#edits = new Int32Array(memory.buffer, layout.edits, 2 * layout.longestLine);
    this.#stamps = new Int32Array(memory.buffer, layout.stamps, 3 * layout.mostStamps);
    this.#escapes = new Int32Array(memory.buffer, layout.escapes, layout.longestLine);
    this.#setUp(rules);
  }

  /** How many shapes it holds. */
  get size(): number {
    return this.#counts[shapeCount]!;
  }

  /**
   * The number of the shape of a line, from 0 on; -1 for one that is new, which `add` takes in.
   *
   * @param start where in memory it starts
   * @param length at most `layout.longestLine`
   */
  find(start: number, length: number): number {
    return this.#exports.find(start, length);
  }

  /** Takes in the shape that was looked up last and is new. Returns its number, or -1 when the table is full. */
  add(): number {
    return this.#exports.add();
  }

  /** Forgets all shapes. */
  clear(): void {
    this.#exports.clear();
  }

  /**
   * The text of the shape that was looked up last, as latin1, for a recogniser: its stamps hold the digits of the line.
   *
   * @param start where in memory the line starts
   */
  text(start: number): string {
    const counts = this.#counts;
    const line = counts[escapeCount] === 0 ? start : layout.plain;
    const text = this.#bytes.toString('latin1', layout.text, layout.text + counts[textLength]!);
    let result = '';
    let at = 0;
    for (let index = 0; index < counts[stampCount]!; index++) {
      const inText = this.#stamps[3 * index]!;
      const inLine = line + this.#stamps[3 * index + 1]!;
      const length = this.#stamps[3 * index + 2]!;
      result += text.slice(at, inText) + this.#bytes.toString('latin1', inLine, inLine + length);
      at = inText + length;
    }
    return result + text.slice(at);
  }

  /** Where in the line begins what begins at `offset` of the text of the shape that was looked up last. */
  startInLine(offset: number): number {
    const edits = this.#edits;
    let delta = 0;
    const end = 2 * this.#counts[editCount]!;
    for (let at = 0; at < end && edits[at]! <= offset; at += 2) delta = edits[at + 1]! - edits[at]!;
    return this.#original(offset + delta);
  }

  /** Where in the line ends what ends at `offset` of the text of the shape that was looked up last. */
  endInLine(offset: number): number {
    const edits = this.#edits;
    let delta = 0;
    const end = 2 * this.#counts[editCount]!;
    for (let at = 0; at < end && edits[at]! <= offset; at += 2) {
      delta = edits[at + 1]! - edits[at]!;
      // Values that a list repeats follow what ends here.
      if (edits[at] === offset) break;
    }
    return this.#original(offset + delta);
  }

  /** Where a place of the line without escapes is in the line. */
  #original(offset: number): number {
    const escapes = this.#escapes;
    let delta = 0;
    const end = 2 * this.#counts[escapeCount]!;
    for (let at = 0; at < end && escapes[at]! <= offset; at += 2) delta = escapes[at + 1]! - escapes[at]!;
    return offset + delta;
  }

  /** Forgets what another table left in the memory. */
  static clear(memory: Bytes): void {
    const bytes = Buffer.from(memory.buffer);
    bytes.fill(0, layout.words, layout.recentRuns);
    bytes.fill(0, layout.slots, layout.shapeTexts);
  }

  #setUp({ words, stems, units, glued, decimal, led }: ShapeRules): void {
    const [low, high] = randomFillSync(new Uint32Array(2));
    const room = layout.text;
    const add = (table: number, word: string): void => {
      const length = this.#bytes.write(word, room, 'latin1');
      this.#exports.addWord(table, room, length);
    };
    const ledWords = (led?.numbers.size ?? 0) + (led?.ends.size ?? 0);
    if (Math.max(words.size, stems.size, units.size, ledWords) > layout.mostWords)
      throw new RangeError('too many words');
    const addKept = (table: number, word: string): void => {
      // Of a number of 64 bits what stands behind 0x.
      add(table, word.length > longestWord ? word.slice(2) : word);
      if (/^\d{1,8}$/.test(word)) this.#bytes[layout.keptNumbers + 16 * word.length + Number(word[0])] = 1;
      if (/^0x[0-9a-f]/.test(word)) this.#bytes[layout.keptHexadecimals + word.length] = 1;
    };
    for (const word of words) addKept(layout.words, word);
    for (const number of led?.numbers ?? []) addKept(layout.ledNumbers, number);
    for (const end of led?.ends ?? []) add(layout.ledNumbers, end);
    for (const word of stems) add(layout.stems, word);
    for (const word of units) add(layout.units, word);
    for (const [index, word] of glued.entries()) {
      const entry = layout.glued + 24 * index;
      this.#bytes.write(word, entry, 'latin1');
      this.#bytes.fill(0xff, entry + 8, entry + 8 + word.length);
      this.#bytes[entry + 16] = word.length;
    }
    this.#exports.setUp(low!, high!, glued.length, Buffer.from(`${decimal}\0`, 'latin1').readUInt16LE());
  }
}
