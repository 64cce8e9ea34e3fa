import { gramTableBytes } from '../shape/memory-layout.ts';
import { ordinaryText } from './ordinary-text.ts';

/** A part of a text that stands in a line, one character a byte. */
export interface GramPart {
  readonly text: string;
  /** Whether upper and lower case (of ASCII) are one. */
  readonly anyCase?: boolean | undefined;
  /** Characters of which one stands before the part. */
  readonly before?: string | undefined;
  /** Characters of which one stands behind the part. */
  readonly behind?: string | undefined;
}

/** A text, by parts of which each stands in every line that holds it. */
export type GramText = readonly [GramPart, ...GramPart[]];

/** How many bytes are looked at together. */
const gram = 4;
/** More bytes than this are not passed over: few texts are so long, and it gains little. */
const widestStep = 8;
/** Eight bytes that may be more ways than this are not worth their room in the tables. */
const mostWays = 256;
const factor = 0x9e3779b1;
const secondFactor = 0x85ebca6b;
const checkFactors = [0x27d4eb2f, 0xc2b2ae35];

/**
 * What lines with one of many texts are found by. Of each text a part of `step + 3` bytes is chosen: whoever looks at four bytes at
 * each `step`-th place sees four bytes of it. Sets of these are kept as bits by their hash: those with which a text goes on or
 * before which it has begun are compared by eight bytes, so that few lines are found in vain.
 */
export class GramTables {
  readonly step: number;
  /** Tables of bits, one behind the other: all fours; those that decide alone; those with another four (`pairs`). */
  readonly bits = new Uint8Array(6 * gramTableBytes);

  /** @param texts of which no part has fewer than four bytes with what stands behind it */
  constructor(texts: readonly GramText[]) {
    const least = Math.min(...texts.map((text) => Math.max(...text.map(lengthOf))));
    this.step = Math.max(1, Math.min(widestStep, least - gram + 1));
    const frequencies = gramFrequencies();
    const bytesOf = rowsOfBytes();
    for (const text of texts)
      this.#take(
        text.map((part) => placesOf(part, bytesOf)),
        frequencies,
      );
  }

  /** The least length of a part with what stands behind it. */
  static readonly least = gram;

  #take(parts: readonly (readonly (readonly number[])[])[], frequencies: ReadonlyMap<number, number>): void {
    const width = this.step + gram - 1;
    let best: { places: readonly (readonly number[])[]; from: number } | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const places of parts) {
      for (let from = 0; from + width <= places.length; from++) {
        let cost = 0;
        for (let at = from; at < from + this.step; at++) cost += costOf(places, at, frequencies);
        if (cost >= least) continue;
        least = cost;
        best = { places, from };
      }
    }
    if (best === undefined) throw new RangeError('a text is too short to be found');
    for (let at = best.from; at < best.from + this.step; at++) this.#insert(best.places, at);
  }

  #insert(places: readonly (readonly number[])[], at: number): void {
    const pair = pairAt(places, at);
    for (const here of wordsAt(places, at)) {
      this.#set(0, hash(here));
      if (pair === undefined) this.#hold(1, here);
      else
        for (const other of wordsAt(places, at + pair.distance))
          this.#hold(pair.table, pair.distance > 0 ? productOf(here, other) : productOf(other, here));
    }
  }

  /** Sets two bits, of which those of another product seldom set both. */
  #hold(table: number, product: number): void {
    for (const one of checkFactors) this.#set(table, Math.imul(product, one) >>> 15);
  }

  #set(table: number, index: number): void {
    this.bits[table * gramTableBytes + (index >>> 3)]! |= 1 << (index & 7);
  }
}

/** The length of a part with what stands beside it. */
export function lengthOf({ text, before, behind }: GramPart): number {
  return text.length + (before === undefined ? 0 : 1) + (behind === undefined ? 0 : 1);
}

/** The bytes that each place of a part may have. */
function placesOf(
  { text, anyCase = false, before, behind }: GramPart,
  bytesOf: (characters: string) => readonly number[],
): readonly (readonly number[])[] {
  const own = Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return anyCase && /[A-Za-z]/.test(character) ? [code | 0x20, code & ~0x20] : [code];
  });
  return [
    ...(before === undefined ? [] : [bytesOf(before)]),
    ...own,
    ...(behind === undefined ? [] : [bytesOf(behind)]),
  ];
}

/** Gives the bytes of some characters; the same few rows of them stand beside all texts. */
function rowsOfBytes(): (characters: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (characters) => {
    const bytes = known.get(characters) ?? Array.from(characters, (character) => character.charCodeAt(0));
    known.set(characters, bytes);
    return bytes;
  };
}

/** All fours of bytes that four places may have. */
function wordsAt(places: readonly (readonly number[])[], at: number): number[] {
  let words = [0];
  for (let index = 0; index < gram; index++) {
    const bytes = places[at + index]!;
    if (bytes.length === 1)
      for (let nth = 0; nth < words.length; nth++)
        words[nth] = (words[nth]! | (bytes[0]! << (8 * index))) >>> 0;
    else words = words.flatMap((word) => bytes.map((byte) => (word | (byte << (8 * index))) >>> 0));
  }
  return words;
}

/** The fours of bytes that are compared with each four, by their distance, and the table for both. */
const pairs = [
  { distance: gram, table: 2 },
  { distance: -gram, table: 3 },
  { distance: gram / 2, table: 4 },
  { distance: -gram / 2, table: 5 },
] as const;

/** With what else a four of a part is compared: what is farthest away says most. */
function pairAt(places: readonly (readonly number[])[], at: number): (typeof pairs)[number] | undefined {
  return pairs.find(({ distance }) => {
    const ways = waysAt(places, at) * waysAt(places, at + distance);
    return ways > 0 && ways <= mostWays;
  });
}

/** How many fours of bytes four places may have; none where they are not within the part. */
function waysAt(places: readonly (readonly number[])[], at: number): number {
  if (at < 0 || at + gram > places.length) return 0;
  let ways = 1;
  for (let index = 0; index < gram; index++) ways *= places[at + index]!.length;
  return ways;
}

function costOf(
  places: readonly (readonly number[])[],
  at: number,
  frequencies: ReadonlyMap<number, number>,
): number {
  // Any of many bytes may stand beside a text; what is rare is better.
  let cost = places[at]!.length > 2 || places[at + gram - 1]!.length > 2 ? besideText : 0;
  const word = wordOf(places, at);
  const isAnyCase = places.slice(at, at + gram).some((bytes) => bytes.length === 2);
  const frequency = cost > 0 ? 0 : (frequencies.get(isAnyCase ? small(word) : word) ?? 0);
  const pair = pairAt(places, at);
  cost +=
    pair === undefined ? frequency + alone : Math.abs(pair.distance) < gram ? frequency / 2 : frequency / 8;
  for (let index = 0; index < gram; index++) cost += letterCosts[places[at + index]![0]! | 0x20] ?? 0;
  return cost;
}

/** The first four of bytes that four places may have. */
function wordOf(places: readonly (readonly number[])[], at: number): number {
  let word = 0;
  for (let index = 0; index < gram; index++) word |= places[at + index]![0]! << (8 * index);
  return word >>> 0;
}

/** What bytes beside a text cost, and a four that decides alone: as much as one that the sample holds so often. */
const besideText = 1;
const alone = 8;

/** How common letters are in English, from the most common on: decides between fours that the sample lacks. */
const letterCosts: number[] = [];
for (const [index, letter] of [...' etaoinsrhldcumfpgwybvkxjqz'].entries())
  letterCosts[letter.charCodeAt(0)] = 0.01 * (1 - index / 27);

/** Words that lines which report nothing are full of, as names of settings and counters. */
const commonWords =
  ' timeout, connection to peer, retry count, failed: 0, error: 0, errors, request, requests, memory, status ok, code, device, address, connected, message, reset, closed, socket, resource, available, completed, ';

/** How often fours of bytes stand in ordinary text: as they are, and in small letters. */
function gramFrequencies(): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const bytes = Buffer.from(`${ordinaryText}\n${commonWords.repeat(4)}`, 'latin1');
  const count = (word: number): void => void counts.set(word, (counts.get(word) ?? 0) + 1);
  for (let at = 0; at + gram <= bytes.length; at++) {
    const word = bytes.readUInt32LE(at);
    count(word);
    if (small(word) !== word) count(small(word));
  }
  return counts;
}

function small(word: number): number {
  return (word | 0x20202020) >>> 0;
}

function hash(word: number): number {
  return Math.imul(word, factor) >>> 15;
}

function productOf(first: number, second: number): number {
  return (Math.imul(first, factor) + Math.imul(second, secondFactor)) | 0;
}
