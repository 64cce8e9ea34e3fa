import { isLetter } from '../shape/number-leads.ts';
import type { TextPattern } from './gram-text.ts';
import type { TextSample } from './text-sample.ts';

/** The bytes that each of three neighbouring places of a short pattern may have. */
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
export function byteBuckets(patterns: readonly TextPattern[], { threes: known }: TextSample): Uint8Array {
  const threes = patterns.filter(({ isLong }) => !isLong).map((pattern) => threeOf(pattern));
  const all = threes.map((three) => bucketOf(three)).reduce((one, other) => both(one, other), nothing);
  // What no mixture lets through need not be counted.
  const ordinary = [...known].filter(([three]) => lets(all, three));
  const sorted = [...threes].sort((one, other) => keyOf(one) - keyOf(other));
  const joined: Shared[] = [];
  for (const three of sorted) {
    const bucket = bucketOf(three);
    const isKnown = joined.some((other) => isWithin(bucket, other.bucket));
    if (!isKnown) joined.push(new Shared(bucket, ordinary));
  }
  while (joined.length > buckets) joinBest(joined, joined.length > mostPaired);
  const tables = new Uint8Array(3 * 2 * half);
  for (const [index, { bucket }] of joined.entries())
    for (let place = 0; place < 3; place++)
      for (let value = 0; value < half; value++) {
        if ((bucket.low[place]! >>> value) & 1) tables[2 * half * place + value]! |= 1 << index;
        if ((bucket.high[place]! >>> value) & 1) tables[2 * half * place + half + value]! |= 1 << index;
      }
  return tables;
}

/** Threes of ordinary text, and how often each stands there. */
type Ordinary = readonly (readonly [three: number, count: number])[];

/** A bucket, how much it lets through, and what it would with others that were tried. */
class Shared {
  readonly bucket: Bucket;
  readonly share: number;
  readonly #ordinary: Ordinary;
  readonly #joints = new Map<Shared, Shared>();

  constructor(bucket: Bucket, ordinary: Ordinary) {
    this.bucket = bucket;
    this.share = shareOf(bucket, ordinary);
    this.#ordinary = ordinary;
  }

  with(other: Shared): Shared {
    let joint = this.#joints.get(other);
    if (joint === undefined) {
      joint = new Shared(both(this.bucket, other.bucket), this.#ordinary);
      this.#joints.set(other, joint);
    }
    return joint;
  }
}

/** Puts the two buckets together that let least through besides: any two, or two neighbours where there are many. */
function joinBest(joined: Shared[], areMany: boolean): void {
  let best: { index: number; other: number; joint: Shared } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, one] of joined.entries())
    for (
      let other = index + 1;
      other < (areMany ? Math.min(index + 2, joined.length) : joined.length);
      other++
    ) {
      const two = joined[other]!;
      const joint = one.with(two);
      if (joint.share - one.share - two.share >= least) continue;
      least = joint.share - one.share - two.share;
      best = { index, other, joint };
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
function shareOf(bucket: Bucket, ordinary: Ordinary): number {
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

/** The bytes that the three places of a short pattern may have: the one before the two that are looked for comes first. */
function threeOf({ part, at, start }: TextPattern): Three {
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
