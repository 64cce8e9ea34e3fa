import * as layout from '../shape/memory-layout.ts';
import { type GramOptions, type GramText, gram, type TextPattern, windowBytes } from './gram-text.ts';
import { patternsOf, type TextPatterns } from './text-patterns.ts';
import { hashPair, hashWord, wordAt } from './text-sample.ts';

const patternBytes = 48;
const entryBytes = 16;
const classBytes = 32;
/** Numbers of other sets than these are all let through. */
const anyNumber = 1;
const hexFlag = 0x80;

/** Fewer fours than this fill an eighth of the small tables at most, which stay in a fast cache. */
const fewFours = 8192;
const small = { marks: 16, heads: 12 };
const large = { marks: 18, heads: 16 };
/** Bits of the hash by which short texts are looked up. */
const shortHeads = 12;
/** What is known of four bytes, as assembly/index.ts reads it. */
const alone = 1;
const led = 2;
const followed = 4;
/** By how many of them a short text is found: two, three, or four. */
const shortMarks = [32, 16, 8] as const;

/**
 * What lines with one of many texts are found by, as the search in WebAssembly needs it: marks of fours of bytes by which long texts
 * are suspected, buckets of single bytes for short ones, and for each suspicion the texts that are compared.
 */
export class GramTables {
  readonly step: number;
  readonly marks: number;
  readonly heads: number;
  readonly hasLong: boolean;
  readonly hasShort: boolean;
  /** See `GramOptions`. */
  readonly isMeant: GramOptions['isMeant'];
  readonly #found: TextPatterns;

  /** @param texts of which each has a part of two bytes or more */
  static of(texts: readonly GramText[], options: GramOptions = {}): GramTables | undefined {
    const found = patternsOf(texts, options);
    return found && GramTables.ofPatterns(found, options);
  }

  /** Undefined where there is no room for so many. */
  static ofPatterns(found: TextPatterns, { isMeant }: GramOptions = {}): GramTables | undefined {
    const tables = new GramTables(found, isMeant);
    return tables.#size() > layout.gramRoom ? undefined : tables;
  }

  private constructor(found: TextPatterns, isMeant: GramOptions['isMeant']) {
    const { step, patterns } = found;
    this.isMeant = isMeant;
    this.step = step;
    this.#found = found;
    const long = patterns.filter(({ isLong }) => isLong).length;
    this.hasLong = long > 0;
    this.hasShort = long < patterns.length;
    const { marks, heads } = long * step <= fewFours ? small : large;
    this.marks = marks;
    this.heads = heads;
  }

  /** Writes the tables into the memory of the search. */
  writeTo(memory: Uint8Array): void {
    new TableWriter(memory, this, this.#found.patterns).write();
    memory.set(this.#found.buckets(), layout.gramBuckets);
  }

  #size(): number {
    return this.#found.patterns.length * (patternBytes + this.step * entryBytes);
  }
}

/** Writes tables into memory that holds zeros. */
class TableWriter {
  readonly #memory: Uint8Array;
  readonly #view: DataView;
  readonly #tables: GramTables;
  readonly #patterns: readonly TextPattern[];
  readonly #classes = new Map<string, number>();
  readonly #numbers = new Map<ReadonlySet<number>, number>();
  #next = layout.gramPatterns;

  constructor(memory: Uint8Array, tables: GramTables, patterns: readonly TextPattern[]) {
    this.#memory = memory;
    this.#view = new DataView(memory.buffer);
    this.#tables = tables;
    this.#patterns = patterns;
  }

  write(): void {
    const places = this.#patterns.map((pattern) => this.#pattern(pattern));
    for (const [index, pattern] of this.#patterns.entries()) this.#entries(pattern, places[index]!);
  }

  /** What is compared once a text is suspected; see `holds` of assembly/index.ts. */
  #pattern({ part, value, mask, start, end, unless }: TextPattern): number {
    const at = this.#take(patternBytes);
    this.#memory.set(value, at);
    this.#memory.set(mask, at + windowBytes);
    const hasBefore = part.before !== undefined;
    const hasBehind = part.behind !== undefined;
    this.#memory[at + 32] = hasBefore ? this.#class(part.before!) : 0;
    this.#memory[at + 33] = hasBehind ? this.#class(part.behind!) : 0;
    this.#memory[at + 34] = part.number === undefined ? 0 : this.#number(part.number);
    this.#memory[at + 35] = unless;
    this.#view.setInt32(at + 36, start - 1, true);
    this.#view.setInt32(at + 40, end, true);
    return at;
  }

  #entries({ part: { text }, isLong, at, start }: TextPattern, pattern: number): void {
    for (let index = 0; index < (isLong ? this.#tables.step : 1); index++) {
      const place = at + index - start;
      const word = wordAt(text, place, isLong ? gram : 2);
      const head = isLong
        ? layout.gramHeads + 4 * hashWord(word, this.#tables.heads)
        : layout.gramShortHeads + 4 * hashWord(word, shortHeads);
      const entry = this.#take(entryBytes);
      this.#view.setUint32(entry, word, true);
      this.#view.setUint32(entry + 4, this.#view.getUint32(head, true), true);
      this.#view.setUint32(entry + 8, pattern, true);
      this.#view.setUint32(entry + 12, at + index, true);
      this.#view.setUint32(head, entry, true);
      if (isLong) this.#markLong(text, place, word);
      else {
        const known = Math.min(gram, text.length - place);
        this.#mark(wordAt(text, place, known), shortMarks[known - 2]!);
      }
    }
  }

  /** Marks four bytes of a long text with those beside them, as far as the text has some. */
  #markLong(text: string, place: number, word: number): void {
    const isFollowed = place + 2 * gram <= text.length;
    const flag = isFollowed ? followed : place >= gram ? led : alone;
    this.#mark(word, flag);
    if (flag === alone) return;
    const beside = wordAt(text, isFollowed ? place + gram : place - gram, gram);
    this.#memory[layout.gramPairs + hashPair(word, beside, this.#tables.marks)]! |= flag;
  }

  #mark(word: number, flag: number): void {
    this.#memory[layout.gramMarks + hashWord(word, this.#tables.marks)]! |= flag;
  }

  /** The number of a set of characters; 0 lets all pass. */
  #class(characters: string): number {
    const known = this.#classes.get(characters);
    if (known !== undefined) return known;
    const index = this.#classes.size + 1;
    if (index >= layout.gramClassCount) return 0;
    this.#classes.set(characters, index);
    for (const character of characters) {
      const code = character.charCodeAt(0);
      this.#memory[layout.gramClasses + classBytes * index + (code >>> 3)]! |= 1 << (code & 7);
    }
    return index;
  }

  #number({ values, hex }: NonNullable<TextPattern['part']['number']>): number {
    const flag = hex === true ? hexFlag : 0;
    if (values === undefined) return anyNumber | flag;
    const known = this.#numbers.get(values);
    if (known !== undefined) return known | flag;
    const index = this.#numbers.size + anyNumber + 1;
    if (index >= layout.gramNumberCount) return anyNumber | flag;
    this.#numbers.set(values, index);
    for (const value of values) {
      const bit = value < 1024 ? value : 1024 + hashWord(value, 10);
      this.#memory[layout.gramNumbers + layout.gramNumberBytes * index + (bit >>> 3)]! |= 1 << (bit & 7);
    }
    return index | flag;
  }

  #take(bytes: number): number {
    const at = this.#next;
    this.#next += bytes;
    return at;
  }
}
