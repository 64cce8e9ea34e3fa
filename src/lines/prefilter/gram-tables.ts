import * as layout from '../shape/memory-layout.ts';
import { isLetter } from '../shape/number-leads.ts';
import { byteBuckets } from './byte-buckets.ts';
import { wordAt } from './text-finder.ts';
import {
  type GramOptions,
  type GramText,
  gram,
  patternsOf,
  type TextPattern,
  windowBytes,
} from './text-patterns.ts';
import { hashWord, TextSample } from './text-sample.ts';

const patternBytes = 48;
const entryBytes = 16;
const classBytes = 32;
/** Numbers of other sets than these are all let through. */
const anyNumber = 1;
const hexFlag = 0x80;

/** Fewer fours than this fill the small tables to a sixteenth at most, which stay in the fastest cache. */
const fewFours = 8192;
const small = { bits: 17, heads: 12 };
const large = { bits: 20, heads: 16 };
/** Bits of the hash by which short texts are looked up. */
const shortHeads = 12;

/**
 * What lines with one of many texts are found by, as the search in WebAssembly needs it: bits of fours of bytes by which long texts
 * are suspected, buckets of single bytes for short ones, and for each suspicion the texts that are compared.
 */
export class GramTables {
  readonly step: number;
  readonly bits: number;
  readonly heads: number;
  readonly hasLong: boolean;
  readonly hasShort: boolean;
  /** See `GramOptions`. */
  readonly isMeant: GramOptions['isMeant'];
  readonly #patterns: readonly TextPattern[];
  readonly #sample: TextSample;

  /** @param texts of which each has a part of two bytes or more */
  static of(texts: readonly GramText[], options: GramOptions = {}): GramTables | undefined {
    const sample = new TextSample(options.vocabulary);
    const found = patternsOf(texts, sample, options.unlessInformation);
    if (found === undefined) return undefined;
    const tables = new GramTables(found.step, found.patterns, sample, options.isMeant);
    return tables.#size() > layout.gramRoom ? undefined : tables;
  }

  private constructor(
    step: number,
    patterns: readonly TextPattern[],
    sample: TextSample,
    isMeant: GramOptions['isMeant'],
  ) {
    this.isMeant = isMeant;
    this.step = step;
    this.#sample = sample;
    this.#patterns = patterns;
    const long = patterns.filter(({ isLong }) => isLong).length;
    this.hasLong = long > 0;
    this.hasShort = long < patterns.length;
    const { bits, heads } = long * step <= fewFours ? small : large;
    this.bits = bits;
    this.heads = heads;
  }

  /** Writes the tables into the memory of the search. */
  writeTo(memory: Uint8Array): void {
    new TableWriter(memory, this, this.#patterns).write();
    const short = this.#patterns.filter(({ isLong }) => !isLong);
    const threes = short.map((pattern) => threeOf(pattern));
    memory.set(byteBuckets(threes, this.#sample), layout.gramBuckets);
  }

  #size(): number {
    return this.#patterns.length * (patternBytes + this.step * entryBytes);
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
  #pattern({ part, value, mask, start, end, isAnywhere }: TextPattern): number {
    const at = this.#take(patternBytes);
    this.#memory.set(value, at);
    this.#memory.set(mask, at + windowBytes);
    const hasBefore = part.before !== undefined;
    const hasBehind = part.behind !== undefined;
    this.#memory[at + 32] = hasBefore ? this.#class(part.before!) : 0;
    this.#memory[at + 33] = hasBehind ? this.#class(part.behind!) : 0;
    this.#memory[at + 34] = part.number === undefined ? 0 : this.#number(part.number);
    this.#memory[at + 35] = isAnywhere ? 0 : 1;
    this.#view.setInt32(at + 36, start - 1, true);
    this.#view.setInt32(at + 40, end, true);
    return at;
  }

  #entries({ part, isLong, at, start }: TextPattern, pattern: number): void {
    const text = part.text;
    for (let index = 0; index < (isLong ? this.#tables.step : 1); index++) {
      const word = wordAt(text, at + index - start, isLong ? gram : 2);
      const head = isLong
        ? layout.gramHeads + 4 * hashWord(word, this.#tables.heads)
        : layout.gramShortHeads + 4 * hashWord(word, shortHeads);
      const entry = this.#take(entryBytes);
      this.#view.setUint32(entry, word, true);
      this.#view.setUint32(entry + 4, this.#view.getUint32(head, true), true);
      this.#view.setUint32(entry + 8, pattern, true);
      this.#view.setUint32(entry + 12, at + index, true);
      this.#view.setUint32(head, entry, true);
      if (isLong) {
        const bit = hashWord(word, this.#tables.bits);
        this.#memory[layout.gramBits + (bit >>> 3)]! |= 1 << (bit & 7);
      }
    }
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

/** The bytes that the three places of a short pattern may have: the one before the two that are looked for comes first. */
function threeOf({ part, at, start }: TextPattern): readonly (readonly number[])[] {
  const place = at - start;
  const first =
    place > 0 ? bothCases(part.text.charCodeAt(place - 1), part.anyCase) : codesOf(part.before ?? allBytes);
  return [
    first,
    bothCases(part.text.charCodeAt(place), part.anyCase),
    bothCases(part.text.charCodeAt(place + 1), part.anyCase),
  ];
}

const allBytes = String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code));

function codesOf(characters: string): number[] {
  return Array.from(characters, (character) => character.charCodeAt(0));
}

function bothCases(code: number, anyCase = false): number[] {
  return anyCase && isLetter(code) ? [code | 0x20, code & ~0x20] : [code];
}
