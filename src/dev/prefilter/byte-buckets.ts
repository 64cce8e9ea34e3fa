import type { Window } from '../../recognise/prefilter.ts';
import { ordinaryText } from './ordinary-text.ts';

/** Which of the 256 byte values belong to a set. */
export type ByteSet = readonly boolean[];

/** For one place of the first look: bit b of `low[n]` says that bucket b takes bytes whose low half is n. */
export interface NibbleTable {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** As many buckets as a byte has bits. */
const bucketCount = 8;

/** A product set of bytes for each of three places; as masks of the 16 low and the 16 high halves it takes. */
interface Bucket {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** The bytes of a window, each as a set. Throws when the kernel could not test the window. */
export function byteSets(window: Window): ByteSet[] {
  const sets = window.bytes.map((characters) => {
    const set = new RegExp(`[${characters}]`);
    return Array.from({ length: 256 }, (_, byte) => set.test(String.fromCharCode(byte)));
  });
  if (window.key < 1 || window.key > sets.length - 2) {
    throw new Error(`window ${window.name}: the key needs a neighbour on both sides`);
  }
  if (sets.some((set, index) => index > 0 && (set[10] || set[13]))) {
    throw new Error(`window ${window.name}: only the first byte may be a line feed or carriage return`);
  }
  return sets;
}

/**
 * The tables of the kernel's first looks at each byte and its two neighbours.
 *
 * A byte's two halves (nibbles) index a table each; what the two lookups share are the buckets that take the byte in
 * that place, and three bytes pass when one bucket takes all three. A bucket therefore takes a product set, more than the windows in
 * it ask for. So each window is first cut into pieces that are exact products; then the two pieces whose union lets
 * through the fewest ordinary bytes are put together until eight are left.
 */
export function nibbleTables(windows: readonly Window[]): readonly [NibbleTable, NibbleTable, NibbleTable] {
  let buckets = windows.flatMap(pieces);
  while (buckets.length > bucketCount) {
    let best = { cost: Number.POSITIVE_INFINITY, left: 0, right: 0, bucket: buckets[0]! };
    for (let left = 0; left < buckets.length; left++) {
      for (let right = left + 1; right < buckets.length; right++) {
        const bucket = union(buckets[left]!, buckets[right]!);
        const cost = frequency(bucket) - frequency(buckets[left]!) - frequency(buckets[right]!);
        if (cost < best.cost) best = { cost, left, right, bucket };
      }
    }
    buckets = buckets.filter((_, index) => index !== best.left && index !== best.right);
    buckets.push(best.bucket);
  }
  return [tableOf(buckets, 0), tableOf(buckets, 1), tableOf(buckets, 2)];
}

function tableOf(buckets: readonly Bucket[], place: number): NibbleTable {
  const column = (masks: (bucket: Bucket) => readonly number[]) =>
    Array.from({ length: 16 }, (_, nibble) =>
      buckets.reduce((bits, bucket, index) => bits | (((masks(bucket)[place]! >> nibble) & 1) << index), 0),
    );
  return { low: column((bucket) => bucket.low), high: column((bucket) => bucket.high) };
}

/** Cuts the three bytes around a window's key into product sets. */
function pieces(window: Window): Bucket[] {
  const [before, key, after] = byteSets(window)
    .slice(window.key - 1, window.key + 2)
    .map(rowsByHigh);
  return before!.flatMap((first) =>
    key!.flatMap((second) =>
      after!.map((third) => ({
        low: [first.low, second.low, third.low],
        high: [first.high, second.high, third.high],
      })),
    ),
  );
}

/** The set's rows (bytes with the same high half), rows with equal low halves put together. */
function rowsByHigh(set: ByteSet): { low: number; high: number }[] {
  const highOfLow = new Map<number, number>();
  for (let high = 0; high < 16; high++) {
    let low = 0;
    for (let nibble = 0; nibble < 16; nibble++) if (set[high * 16 + nibble]) low |= 1 << nibble;
    if (low !== 0) highOfLow.set(low, (highOfLow.get(low) ?? 0) | (1 << high));
  }
  return Array.from(highOfLow, ([low, high]) => ({ low, high }));
}

function union(left: Bucket, right: Bucket): Bucket {
  const either = (a: readonly number[], b: readonly number[]) => a.map((mask, place) => mask | b[place]!);
  return { low: either(left.low, right.low), high: either(left.high, right.high) };
}

/** Each three neighbouring bytes of ordinary text, and how often they stand there. */
const triples = new Map<string, number>();
for (let at = 2; at < ordinaryText.length; at++) {
  const triple = ordinaryText.slice(at - 2, at + 1);
  triples.set(triple, (triples.get(triple) ?? 0) + 1 / ordinaryText.length);
}

/** What a guess from kinds of bytes counts beside the sample: it only decides where the sample says nothing. */
const guessWeight = 0.02;

/** How often ordinary log text passes a bucket. */
function frequency(bucket: Bucket): number {
  const takes = (place: number, byte: number): boolean =>
    ((bucket.low[place]! >> (byte & 15)) & (bucket.high[place]! >> (byte >> 4)) & 1) === 1;
  let sum = guessWeight * guessedFrequency(bucket);
  for (const [triple, share] of triples) {
    if (takes(1, triple.charCodeAt(1)) && takes(0, triple.charCodeAt(0)) && takes(2, triple.charCodeAt(2)))
      sum += share;
  }
  return sum;
}

/** How often text passes a bucket whose bytes are as frequent as the kinds they belong to. */
function guessedFrequency(bucket: Bucket): number {
  const shares = [0, 1, 2].map((place) => {
    const sums = kinds.map(() => 0);
    for (let byte = 0; byte < 256; byte++) {
      if ((bucket.low[place]! >> (byte & 15)) & (bucket.high[place]! >> (byte >> 4)) & 1) {
        const kind = kindOf[byte]!;
        sums[kind]! += kinds[kind]!.byte;
      }
    }
    return sums;
  });
  return kinds.reduce(
    (sum, first, a) =>
      sum +
      first.share *
        shares[0]![a]! *
        kinds.reduce(
          (inner, second, b) =>
            inner +
            first.next[b]! *
              shares[1]![b]! *
              second.next.reduce((last, chance, c) => last + chance * shares[2]![c]!, 0),
          0,
        ),
    0,
  );
}

/**
 * Ordinary log text as kinds of bytes: the share of each in the text, the chances of the kind of the next byte, and
 * the share of one byte within its kind. Counted in Mooncake's and vLLM's logs and rounded; its order of magnitude is
 * enough.
 */
const kinds = [
  { share: 0.44, byte: 0.04, next: [0.76, 0.01, 0.03, 0.05, 0.15, 0.001] }, // a-z
  { share: 0.04, byte: 0.04, next: [0.37, 0.36, 0.12, 0.12, 0.03, 0.001] }, // A-Z
  { share: 0.29, byte: 0.1, next: [0.05, 0.001, 0.68, 0.07, 0.2, 0.001] }, // 0-9
  { share: 0.1, byte: 0.5, next: [0.42, 0.18, 0.27, 0.02, 0.11, 0.001] }, // space, line feed
  { share: 0.13, byte: 0.05, next: [0.26, 0.02, 0.35, 0.34, 0.03, 0.001] }, // punctuation
  { share: 0.001, byte: 0.01, next: [0.2, 0.2, 0.2, 0.2, 0.2, 0.001] }, // control and not ASCII
];

const kindOf = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  const kind = [/[a-z]/, /[A-Z]/, /[0-9]/, /[ \n]/, /[!-~]/].findIndex((set) => set.test(character));
  return kind === -1 ? kinds.length - 1 : kind;
});
