import type { TextSample } from './text-sample.ts';

/** The bytes that each of three neighbouring places may have. */
type Three = readonly (readonly number[])[];

const buckets = 8;
const half = 16;
/** So many are compared each with each. */
const mostPaired = 20;

/** What the tables of a bucket let through: for each place the lower and the higher halves of bytes. */
interface Bucket {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

const nothing: Bucket = { low: [0, 0, 0], high: [0, 0, 0] };

/**
 * Tables by which threes of bytes are suspected: for each place 16 bytes by the lower and 16 by the higher half of what stands there,
 * with a bit a bucket. A bucket lets every mixture of its threes through, so those are put together that let least through.
 */
export function byteBuckets(threes: readonly Three[], { threes: known }: TextSample): Uint8Array {
  const all = threes.map((three) => bucketOf(three)).reduce((one, other) => both(one, other), nothing);
  // What no mixture lets through need not be counted.
  const ordinary = new Map([...known].filter(([three]) => lets(all, three)));
  const sorted = [...threes].sort((one, other) => keyOf(one) - keyOf(other));
  const joined: Shared[] = [];
  for (const three of sorted) {
    const bucket = bucketOf(three);
    const isKnown = joined.some((other) => isWithin(bucket, other.bucket));
    if (!isKnown) joined.push({ bucket, share: shareOf(bucket, ordinary) });
  }
  while (joined.length > buckets) joinBest(joined, ordinary, joined.length > mostPaired);
  const tables = new Uint8Array(3 * 2 * half);
  for (const [index, { bucket }] of joined.entries())
    for (let place = 0; place < 3; place++)
      for (let value = 0; value < half; value++) {
        if ((bucket.low[place]! >>> value) & 1) tables[2 * half * place + value]! |= 1 << index;
        if ((bucket.high[place]! >>> value) & 1) tables[2 * half * place + half + value]! |= 1 << index;
      }
  return tables;
}

/** A bucket and how much it lets through. */
interface Shared {
  readonly bucket: Bucket;
  readonly share: number;
}

/** Puts the two buckets together that let least through besides: any two, or two neighbours where there are many. */
function joinBest(joined: Shared[], ordinary: ReadonlyMap<number, number>, areMany: boolean): void {
  let best: { index: number; other: number; joint: Shared } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index + 1 < joined.length; index++)
    for (let other = index + 1; other < (areMany ? index + 2 : joined.length); other++) {
      const one = joined[index]!;
      const two = joined[other]!;
      const bucket = both(one.bucket, two.bucket);
      const share = shareOf(bucket, ordinary);
      if (share - one.share - two.share >= least) continue;
      least = share - one.share - two.share;
      best = { index, other, joint: { bucket, share } };
    }
  joined.splice(best!.other, 1);
  joined[best!.index] = best!.joint;
}

function isWithin(one: Bucket, other: Bucket): boolean {
  return [0, 1, 2].every(
    (place) => (one.low[place]! & ~other.low[place]!) === 0 && (one.high[place]! & ~other.high[place]!) === 0,
  );
}

function keyOf([, second, third]: Three): number {
  return (second![0]! << 8) | third![0]!;
}

function bucketOf(three: Three): Bucket {
  const bits = (codes: readonly number[], shift: number): number =>
    codes.reduce((sum, code) => sum | (1 << ((code >>> shift) & 15)), 0);
  return { low: three.map((codes) => bits(codes, 0)), high: three.map((codes) => bits(codes, 4)) };
}

function both(one: Bucket, other: Bucket): Bucket {
  return {
    low: one.low.map((bits, place) => bits | other.low[place]!),
    high: one.high.map((bits, place) => bits | other.high[place]!),
  };
}

/** How much of ordinary text a bucket lets through; the wider it is, the more of other text, too. */
function shareOf(bucket: Bucket, ordinary: ReadonlyMap<number, number>): number {
  let share = 0;
  for (const [three, count] of ordinary) if (lets(bucket, three)) share += count;
  const ways = [...bucket.low, ...bucket.high].reduce((product, bits) => product * bitsIn(bits), 1);
  return share + ways / 65536;
}

/** Whether a bucket lets three bytes through. */
function lets({ low, high }: Bucket, three: number): boolean {
  for (let place = 0, rest = three; place < 3; place++, rest >>>= 8)
    if (((low[place]! >>> (rest & 15)) & (high[place]! >>> ((rest >>> 4) & 15)) & 1) === 0) return false;
  return true;
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
