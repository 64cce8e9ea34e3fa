import { gramTableBytes } from '../shape/memory-layout.ts';
import { ordinaryText } from './ordinary-text.ts';

/** A part of a text that stands in a line as it is, in any case, one character a byte. */
export interface GramPart {
  readonly text: string;
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
/** Eight bytes that may be these many ways are not worth their room in the tables. */
const mostWays = 256;
const factor = 0x9e3779b1;
const secondFactor = 0x85ebca6b;

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
    const foldedBytes = folding();
    for (const text of texts)
      this.#take(
        text.map((part) => placesOf(part, foldedBytes)),
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
      if (pair === undefined) this.#set(1, hash(here));
      else
        for (const other of wordsAt(places, at + pair.distance))
          this.#set(pair.table, pair.distance > 0 ? hashBoth(here, other) : hashBoth(other, here));
    }
  }

  #set(table: number, index: number): void {
    this.bits[table * gramTableBytes + (index >>> 3)]! |= 1 << (index & 7);
  }
}

/** The length of a part with what stands beside it. */
export function lengthOf({ text, before, behind }: GramPart): number {
  return text.length + (before === undefined ? 0 : 1) + (behind === undefined ? 0 : 1);
}

/** The bytes that each place of a part may have, folded. */
function placesOf(
  { text, before, behind }: GramPart,
  foldedBytes: (characters: string) => readonly number[],
): readonly (readonly number[])[] {
  const own = Array.from(text, (character) => [character.charCodeAt(0) | 0x20]);
  return [
    ...(before === undefined ? [] : [foldedBytes(before)]),
    ...own,
    ...(behind === undefined ? [] : [foldedBytes(behind)]),
  ];
}

/** Gives each of some characters once, in small letters; the same few rows of them stand beside all texts. */
function folding(): (characters: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (characters) => {
    const bytes = known.get(characters) ?? [
      ...new Set(Array.from(characters, (character) => character.charCodeAt(0) | 0x20)),
    ];
    known.set(characters, bytes);
    return bytes;
  };
}

/** All fours of bytes that four places may have; only the first and the last place of a part have several. */
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
  let cost = places[at]!.length > 1 || places[at + gram - 1]!.length > 1 ? besideText : 0;
  const frequency = cost > 0 ? 0 : (frequencies.get(wordsAt(places, at)[0]!) ?? 0);
  const pair = pairAt(places, at);
  cost +=
    pair === undefined ? frequency + alone : Math.abs(pair.distance) < gram ? frequency / 2 : frequency / 8;
  for (let index = 0; index < gram; index++) cost += letterCosts[places[at + index]![0]!] ?? 0;
  return cost;
}

/** What bytes beside a text cost, and a four that decides alone: as much as one that the sample holds so often. */
const besideText = 1;
const alone = 8;

/** How common letters are in English, from the most common on: decides between fours that the sample lacks. */
const letterCosts: number[] = [];
for (const [index, letter] of [...' etaoinsrhldcumfpgwybvkxjqz'].entries())
  letterCosts[letter.charCodeAt(0)] = 0.01 * (1 - index / 27);

function gramFrequencies(): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const bytes = Buffer.from(ordinaryText, 'latin1');
  for (let at = 0; at + gram <= bytes.length; at++) {
    const word = fold(bytes, at);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function fold(bytes: Buffer, at: number): number {
  return (bytes.readUInt32LE(at) | 0x20202020) >>> 0;
}

function hash(word: number): number {
  return Math.imul(word, factor) >>> 15;
}

function hashBoth(first: number, second: number): number {
  return (Math.imul(first, factor) + Math.imul(second, secondFactor)) >>> 15;
}
