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

/** How texts are looked for. */
export interface GramOptions {
  /** Texts that do not count on lines with a glog header of severity I before them. */
  readonly unlessInformation?: ReadonlySet<GramText>;
  /** Tells lines (latin1) with one of the texts from others; absent where all that may be are taken for them. */
  readonly isMeant?: ((line: string) => boolean) | undefined;
  /** What other lines are made of (latin1): texts are found by what is rare in it. */
  readonly vocabulary?: string | undefined;
}

/** A text, by parts of which each stands in every line that holds it. */
export type GramText = readonly [GramPart, ...GramPart[]];

/** How many bytes are looked at together. */
const gram = 4;
/** More bytes than this are not passed over: few texts are so long, and it gains little. */
const widestStep = 8;
/** Eight bytes that may be more ways than this are not worth their room in the tables. */
const mostWays = 256;
/** Of more texts than this each gives one four only, as those of more would let too many lines through. */
const mostForSteps = 1000;
const smallLetter = 0x20;
/** Texts that are as long as this have as many bytes of their own as are looked at. */
const longText = widestStep + gram - 1;
/** Both cases of the letters of more texts than this fill the tables, so that all cases are taken as one. */
const mostAnyCase = 32;
const factor = 0x9e3779b1;
const secondFactor = 0x85ebca6b;
const checkFactors = [0x27d4eb2f, 0xc2b2ae35, 0x165667b1];

/**
 * What lines with one of many texts are found by. Of each text a part of `step + 3` bytes is chosen: whoever looks at four bytes at
 * each `step`-th place sees four bytes of it. Sets of these are kept as bits by their hash: those with which a text goes on or
 * before which it has begun are compared by eight bytes, so that few lines are found in vain.
 */
export class GramTables {
  readonly step: number;
  /** What each byte is combined with before it is compared: the bit of small letters where many texts are of any case. */
  readonly mask: number;
  /**
   * Tables of bits, one behind the other: all fours; those that decide alone; those with another four (`pairs`); those of texts that
   * count on lines of severity I.
   */
  readonly bits = new Uint8Array(7 * gramTableBytes);

  /** See `GramOptions`. */
  readonly isMeant: GramOptions['isMeant'];

  /** @param texts of which no part has fewer than four bytes with what stands behind it */
  constructor(texts: readonly GramText[], { unlessInformation, isMeant, vocabulary = '' }: GramOptions = {}) {
    this.isMeant = isMeant;
    const least = Math.min(...texts.map((text) => Math.max(...text.map(lengthOf))));
    this.step = texts.length > mostForSteps ? 1 : Math.max(1, Math.min(widestStep, least - gram + 1));
    const anyCase = texts.filter((text) => text.some((part) => part.anyCase === true));
    this.mask = anyCase.length > mostAnyCase ? smallLetter : 0;
    const sample = new Sample(this.mask, vocabulary);
    const bytesOf = rowsOfBytes(this.mask);
    const taken = new Set<string>();
    for (const text of texts) {
      const isAnywhere = unlessInformation?.has(text) !== true;
      const key = JSON.stringify([
        isAnywhere,
        this.mask === 0
          ? text
          : text.map((part) => ({ ...part, text: part.text.toLowerCase(), anyCase: true })),
      ]);
      if (taken.has(key)) continue;
      taken.add(key);
      this.#take(
        text.map((part) => placesOf(part, bytesOf, this.mask)),
        sample,
        isAnywhere,
      );
    }
  }

  /** The least length of a part with what stands behind it. */
  static readonly least = gram;

  #take(parts: readonly (readonly (readonly number[])[])[], sample: Sample, isAnywhere: boolean): void {
    const width = this.step + gram - 1;
    let best: { places: readonly (readonly number[])[]; from: number } | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const places of parts) {
      if (places.length < width) continue;
      const costs = places.slice(gram - 1).map((_, at) => costOf(places, at, sample));
      for (let from = 0; from + width <= places.length; from++) {
        const cost = costs.slice(from, from + this.step).reduce((sum, one) => sum + one, 0);
        if (cost >= least) continue;
        least = cost;
        best = { places, from };
      }
    }
    if (best === undefined) throw new RangeError('a text is too short to be found');
    for (let at = best.from; at < best.from + this.step; at++) this.#insert(best.places, at, isAnywhere);
  }

  #insert(places: readonly (readonly number[])[], at: number, isAnywhere: boolean): void {
    const pair = pairAt(places, at);
    for (const here of wordsAt(places, at)) {
      this.#set(0, hash(here));
      if (isAnywhere) this.#set(6, hash(here));
      if (pair === undefined) this.#hold(1, here);
      else
        for (const other of wordsAt(places, at + pair.distance))
          this.#hold(pair.table, pair.distance > 0 ? productOf(here, other) : productOf(other, here));
    }
  }

  /** Sets some bits, of which those of other products seldom set all. */
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
  mask: number,
): readonly (readonly number[])[] {
  const own = Array.from(text, (character) => {
    const code = character.charCodeAt(0) | mask;
    return anyCase && mask === 0 && /[A-Za-z]/.test(character)
      ? [code | smallLetter, code & ~smallLetter]
      : [code];
  });
  // What stands beside a text tells more of a short one only, and may be much.
  if (text.length >= longText) return own;
  return [
    ...(before === undefined ? [] : [bytesOf(before)]),
    ...own,
    ...(behind === undefined ? [] : [bytesOf(behind)]),
  ];
}

/** Gives the bytes of some characters; the same few rows of them stand beside all texts. */
function rowsOfBytes(mask: number): (characters: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (characters) => {
    const bytes = known.get(characters) ?? [
      ...new Set(Array.from(characters, (character) => character.charCodeAt(0) | mask)),
    ];
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

/** How often a four would be looked at and would mark a line of the sample in vain, and what room it takes in the tables. */
function costOf(places: readonly (readonly number[])[], at: number, sample: Sample): number {
  const pair = pairAt(places, at);
  let ways = waysAt(places, at);
  let letters = 0;
  for (let index = 0; index < gram; index++) letters += letterCosts[places[at + index]![0]! | 0x20] ?? 0;
  // So many fours stand somewhere in any text.
  if (ways > mostCounted) return letters + ways;
  const words = wordsAt(places, at);
  const begun = words.reduce((sum, word) => sum + sample.count(word), 0);
  let marked = begun;
  if (pair !== undefined) {
    const others = wordsAt(places, at + pair.distance);
    ways *= others.length;
    marked = 0;
    if (begun > 0)
      for (const word of words)
        for (const other of others) marked += sample.countPair(word, other, pair.distance);
  }
  return letters + marked + begun / 20 + ways / 100;
}

/** Fours that may be more ways than this are not counted. */
const mostCounted = 1024;

/** How common letters are in English, from the most common on: decides between fours that the sample lacks. */
const letterCosts: number[] = [];
for (const [index, letter] of [...' etaoinsrhldcumfpgwybvkxjqz'].entries())
  letterCosts[letter.charCodeAt(0)] = 0.01 * (1 - index / 27);

/** Words that lines which report nothing are full of, as names of settings and counters. */
const commonWords =
  ' timeout, connection to peer, retry count, failed: 0, error: 0, errors, request, requests, memory, status ok, code, device, address, connected, message, reset, closed, socket, resource, available, completed,  response: status=success, latency=82us, endpoint_store.cpp:120] evicted, slice_length=2097152, slice_count=1, action=put_start_begin, "GET /metrics HTTP/1.1" 200 OK, "POST /v1/chat/completions HTTP/1.1" 200, default, remote, batch, index, ';

/** How often fours of bytes, and two of them some bytes apart, stand in ordinary text. */
class Sample {
  readonly #fours = new Map<number, number>();
  readonly #pairs = new Map<number, number>();

  /**
   * @param mask what each byte is combined with
   * @param vocabulary more text
   */
  constructor(mask: number, vocabulary: string) {
    // Lines that show such a severity are looked at anyway.
    const lines = ordinaryText
      .split('\n')
      .filter((line) => !/(?:^|[ |])[EWF]\d{4}|\b(?:ERROR|WARNING)\b/.test(line));
    const text = `${lines.join('\n')}\n${commonWords.repeat(4)}\n${vocabulary}`;
    const bytes = Buffer.from(text, 'latin1').map((byte) => byte | mask);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at + gram <= bytes.length; at++) {
      const word = view.getUint32(at, true);
      add(this.#fours, word);
      for (const distance of [gram, gram / 2])
        if (at + distance + gram <= bytes.length)
          add(this.#pairs, keyOf(word, view.getUint32(at + distance, true), distance));
    }
  }

  count(word: number): number {
    return this.#fours.get(word) ?? 0;
  }

  countPair(word: number, other: number, distance: number): number {
    const [first, second] = distance > 0 ? [word, other] : [other, word];
    return this.#pairs.get(keyOf(first, second, Math.abs(distance))) ?? 0;
  }
}

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function keyOf(first: number, second: number, distance: number): number {
  return productOf(first, second) ^ Math.imul(distance, checkFactors[0]!);
}

function hash(word: number): number {
  return Math.imul(word, factor) >>> 15;
}

function productOf(first: number, second: number): number {
  return (Math.imul(first, factor) + Math.imul(second, secondFactor)) | 0;
}
