import { builtInCatalogue } from '../../catalogue/built-in.ts';
import { ordinaryText } from '../../lines/prefilter/ordinary-text.ts';
import type { PrefilterPattern } from '../../recognise/prefilter.ts';

/** Which of the 256 byte values belong to a set. */
type ByteSet = readonly boolean[];

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
export function byteSets(window: PrefilterPattern): ByteSet[] {
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
 * it ask for. So each window is first cut into pieces that are exact products; then the two buckets whose union lets
 * through the fewest ordinary bytes are put together until eight are left; then pieces move to where they let through fewer.
 */
export function nibbleTables(
  windows: readonly PrefilterPattern[],
): readonly [NibbleTable, NibbleTable, NibbleTable] {
  const buckets = redistribute(merged(windows.flatMap(pieces).map((piece) => bucketOf([piece]))));
  const products = buckets.map(({ product }) => product);
  return [tableOf(products, 0), tableOf(products, 1), tableOf(products, 2)];
}

/** Pieces that share a bit of the tables, and how much ordinary text their product lets through. */
interface Pieces {
  readonly all: readonly Bucket[];
  readonly product: Bucket;
  readonly cost: number;
}

function bucketOf(all: readonly Bucket[]): Pieces {
  const product = all.reduce(union, nothing);
  return { all, product, cost: all.length === 0 ? 0 : frequency(product) };
}

/** Puts the two together whose union costs least, until there are no more than a byte has bits. */
function merged(single: readonly Pieces[]): Pieces[] {
  let buckets = [...single];
  const unions = new Map<Pieces, Map<Pieces, number>>();
  const costOf = (left: Pieces, right: Pieces): number => {
    const known = unions.get(left)?.get(right);
    if (known !== undefined) return known;
    const cost = frequency(union(left.product, right.product)) - left.cost - right.cost;
    if (!unions.has(left)) unions.set(left, new Map());
    unions.get(left)!.set(right, cost);
    return cost;
  };
  while (buckets.length > bucketCount) {
    let best = { cost: Number.POSITIVE_INFINITY, left: buckets[0]!, right: buckets[1]! };
    for (const [index, left] of buckets.entries())
      for (const right of buckets.slice(index + 1)) {
        const cost = costOf(left, right);
        if (cost < best.cost) best = { cost, left, right };
      }
    const { left, right } = best;
    buckets = buckets.filter((bucket) => bucket !== left && bucket !== right);
    buckets.push(bucketOf([...left.all, ...right.all]));
  }
  return buckets;
}

/** Moves single pieces to other buckets as long as less is let through. */
function redistribute(buckets: Pieces[]): readonly Pieces[] {
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (const [from, source] of buckets.entries())
      for (const piece of source.all) {
        const own = buckets[from]!;
        if (own.all.length === 1) break;
        const left = bucketOf(own.all.filter((other) => other !== piece));
        let best = { gain: 1e-9, to: -1, bucket: own };
        for (const [to, target] of buckets.entries()) {
          if (to === from) continue;
          const bucket = bucketOf([...target.all, piece]);
          const gain = own.cost + target.cost - left.cost - bucket.cost;
          if (gain > best.gain) best = { gain, to, bucket };
        }
        if (best.to === -1) continue;
        buckets[from] = left;
        buckets[best.to] = best.bucket;
        isBetter = true;
      }
  }
  return buckets;
}

function tableOf(buckets: readonly Bucket[], place: number): NibbleTable {
  const column = (masks: (bucket: Bucket) => readonly number[]) =>
    Array.from({ length: 16 }, (_, nibble) =>
      buckets.reduce((bits, bucket, index) => bits | (((masks(bucket)[place]! >> nibble) & 1) << index), 0),
    );
  return { low: column((bucket) => bucket.low), high: column((bucket) => bucket.high) };
}

/** Cuts the three bytes around a window's key into product sets. */
function pieces(window: PrefilterPattern): Bucket[] {
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

const nothing: Bucket = { low: [0, 0, 0], high: [0, 0, 0] };

function union(left: Bucket, right: Bucket): Bucket {
  const either = (a: readonly number[], b: readonly number[]) => a.map((mask, place) => mask | b[place]!);
  return { low: either(left.low, right.low), high: either(left.high, right.high) };
}

/** What Mooncake's messages say: words that a few written lines lack. */
const messages = Object.values(builtInCatalogue().parts.messages)
  .flat()
  .map(({ pattern }) => pattern.replaceAll('{}', '7'))
  .join('\n');

/** Each three neighbouring bytes of ordinary text, and how often they stand there. */
const triples = new Map<string, number>();
for (const [text, weight] of [
  [ordinaryText, 0.7],
  [messages, 0.3],
] as const)
  for (let at = 2; at < text.length; at++) {
    const triple = text.slice(at - 2, at + 1);
    triples.set(triple, (triples.get(triple) ?? 0) + weight / text.length);
  }

/** What a guess from kinds of bytes counts beside the sample: it only decides where the sample says nothing. */
const guessWeight = 0.02;

const sample = Array.from(triples, ([triple, share]) => ({
  bytes: [0, 1, 2].map((place) => triple.charCodeAt(place)),
  share,
}));

/** How often ordinary log text passes a bucket. */
function frequency({ low, high }: Bucket): number {
  const [low0, low1, low2] = low as [number, number, number];
  const [high0, high1, high2] = high as [number, number, number];
  let sum = guessWeight * guessedFrequency({ low, high });
  for (const { bytes, share } of sample) {
    const [first, second, third] = bytes as [number, number, number];
    if (
      (low1 >> (second & 15)) &
      (high1 >> (second >> 4)) &
      (low0 >> (first & 15)) &
      (high0 >> (first >> 4)) &
      (low2 >> (third & 15)) &
      (high2 >> (third >> 4)) &
      1
    )
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
