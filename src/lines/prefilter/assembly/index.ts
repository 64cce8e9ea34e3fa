/**
 * Finds lines that hold one of many texts (see ../gram-tables.ts, which fills its tables). Long texts are suspected by four bytes at
 * each few places, short ones by three neighbouring bytes; what is suspected is compared, so that few lines are found in vain.
 */
import {
  gramBuckets,
  gramClasses,
  gramHeads,
  gramHits,
  gramMarks,
  gramPairs,
  gramShortHeads,
  mostGramHits,
} from '../../shape/memory-layout';
import { isIn } from './bytes';
import { isBehindHeader, isInformation } from './headers';
import { hasNumber } from './numbers';

const folded: u32 = 0x20202020;
const factor: u32 = 0x9e3779b1;
const pairFactor: u32 = 0x85ebca6b;
/** What is known of four bytes: they are a text's with nothing to be compared beside them, or with the four behind, or before. */
const isAlone: u32 = 1;
const isLed: u32 = 2;
const isFollowed: u32 = 4;
const anyLong: u32 = 7;
/** They, or the first three or two of them, are what a short text is found by. */
const short4: u32 = 8;
const short3: u32 = 16;
const short2: u32 = 32;

let stepBytes: u32 = 4;
let markShift: u32 = 16;
let headShift: u32 = 20;
let hasLong: bool = false;
let hasShort: bool = false;
/** Where the first line of the search begins. */
let firstLine: usize = 0;

/** Where the last call stopped: its end, or the start of the line to go on with. */
export let stopped: u32 = 0;

export function configure(step: u32, marks: u32, heads: u32, long: bool, short: bool): void {
  stepBytes = step;
  markShift = marks;
  headShift = heads;
  hasLong = long;
  hasShort = short;
}

/** Whether a text stands where its window is, and what must stand beside it. */
function holds(pattern: usize, window: usize): bool {
  const differ = v128.xor(v128.and(v128.load(window), v128.load(pattern, 16)), v128.load(pattern));
  if (v128.any_true(differ)) return false;
  const before: u32 = load<u8>(pattern, 32);
  if (before !== 0 && !isIn(gramClasses + (before << 5), load<u8>(window + load<i32>(pattern, 36)))) return false;
  const end = window + load<i32>(pattern, 40);
  const behind: u32 = load<u8>(pattern, 33);
  if (behind !== 0 && !isIn(gramClasses + (behind << 5), load<u8>(end))) return false;
  const number: u32 = load<u8>(pattern, 34);
  if (number !== 0 && !hasNumber(end, number)) return false;
  const unless: u32 = load<u8>(pattern, 35);
  if (unless === 0) return true;
  return unless === 1 ? !isBehindHeader(end - 1, firstLine) : !isInformation(end - 1, firstLine);
}

function holdsAny(head: usize, word: u32, place: usize): bool {
  for (let entry: usize = load<u32>(head); entry !== 0; entry = load<u32>(entry, 4))
    if (load<u32>(entry) === word && holds(load<u32>(entry, 8), place - load<u32>(entry, 12))) return true;
  return false;
}

@inline function markOf(word: u32): u32 {
  return load<u8>(gramMarks + ((word * factor) >>> markShift));
}

@inline function pairOf(word: u32, beside: u32): u32 {
  return load<u8>(gramPairs + (((word * factor ^ beside) * pairFactor) >>> markShift));
}

/** Whether one of the long texts is where four bytes are that one holds: what stands beside them is looked at first. */
function holdsLong(place: usize): bool {
  const word = load<u32>(place) | folded;
  const mark = markOf(word);
  if (
    (mark & isAlone) === 0 &&
    ((mark & isFollowed) === 0 || (pairOf(word, load<u32>(place, 4) | folded) & isFollowed) === 0) &&
    ((mark & isLed) === 0 || (pairOf(word, load<u32>(place - 4) | folded) & isLed) === 0)
  )
    return false;
  return holdsAny(gramHeads + (((word * factor) >>> headShift) << 2), word, place);
}

/** Whether one of the short texts is where the three bytes from a place on were suspected. */
function holdsShort(place: usize): bool {
  const four = load<u32>(place, 1) | folded;
  const two = four & 0xffff;
  if (
    (markOf(four) & short4) === 0 &&
    (markOf(four & 0xffffff) & short3) === 0 &&
    (markOf(two) & short2) === 0
  )
    return false;
  return holdsAny(gramShortHeads + (((two * factor) >>> 20) << 2), two, place + 1);
}

/**
 * The first place within a text of those from `at` on that were suspected; 0 for none.
 *
 * @param long a bit for each place, @param short a bit for each place
 */
function heldIn(at: usize, end: usize, long: u32, short: u32): usize {
  let first: usize = min(at + 16, end);
  const none = first;
  for (; long !== 0; long &= long - 1) {
    const place = at + ctz(long);
    if (place >= first) break;
    if (holdsLong(place)) first = place;
  }
  for (; short !== 0; short &= short - 1) {
    const place = at + ctz(short);
    if (place >= first) break;
    if (holdsShort(place)) first = place;
  }
  return first === none ? 0 : first;
}

/** For each fourth place of 16 a bit, from a place on: whether long texts hold its four bytes. */
@inline function suspectsFrom(at: usize, shift: u32): u32 {
  const words = v128.or(v128.load(at), i32x4.splat(folded));
  const slots = i32x4.shr_u(i32x4.mul(words, i32x4.splat(factor)), shift);
  const one: u32 = load<u8>(gramMarks + i32x4.extract_lane(slots, 0));
  const two: u32 = load<u8>(gramMarks + i32x4.extract_lane(slots, 1));
  const three: u32 = load<u8>(gramMarks + i32x4.extract_lane(slots, 2));
  const four: u32 = load<u8>(gramMarks + i32x4.extract_lane(slots, 3));
  if (((one | two | three | four) & anyLong) === 0) return 0;
  return (
    <u32>((one & anyLong) !== 0) |
    (<u32>((two & anyLong) !== 0) << 4) |
    (<u32>((three & anyLong) !== 0) << 8) |
    (<u32>((four & anyLong) !== 0) << 12)
  );
}

/** A bit for each place of 16 at which four bytes are suspected. */
@inline function suspects(at: usize, step: usize, shift: u32): u32 {
  let all = suspectsFrom(at, shift);
  if (step < 4) for (let place = step; place < 4; place += step) all |= suspectsFrom(at + place, shift) << <u32>place;
  return all;
}

/** Of 16 places a bit each: whether the three bytes from there on are those of a bucket. */
@inline function threes(at: usize): v128 {
  const low = i8x16.splat(15);
  const first = v128.load(at);
  const second = v128.load(at, 1);
  const third = v128.load(at, 2);
  const one = v128.and(
    i8x16.swizzle(v128.load(gramBuckets), v128.and(first, low)),
    i8x16.swizzle(v128.load(gramBuckets, 16), i8x16.shr_u(first, 4)),
  );
  const two = v128.and(
    i8x16.swizzle(v128.load(gramBuckets, 32), v128.and(second, low)),
    i8x16.swizzle(v128.load(gramBuckets, 48), i8x16.shr_u(second, 4)),
  );
  const three = v128.and(
    i8x16.swizzle(v128.load(gramBuckets, 64), v128.and(third, low)),
    i8x16.swizzle(v128.load(gramBuckets, 80), i8x16.shr_u(third, 4)),
  );
  return v128.and(v128.and(one, two), three);
}

/**
 * Writes start and line feed of lines from `from`, the start of a line, to `end`, just after a line feed, that hold one of the
 * texts; returns how many. It reads some bytes behind the end.
 */
export function find(from: usize, end: usize): u32 {
  const step: usize = stepBytes;
  const shift = markShift;
  const long = hasLong;
  const short = hasShort;
  firstLine = from;
  let count: u32 = 0;
  // The line feed before a line may be what stands before a text.
  let at = from - 1;
  while (at < end) {
    const fours: u32 = long ? suspects(at, step, shift) : 0;
    const marks = short ? threes(at) : i8x16.splat(0);
    if (fours === 0 && !v128.any_true(marks)) {
      at += 16;
      continue;
    }
    const set: u32 = 0xffff & ~i8x16.bitmask(i8x16.eq(marks, i8x16.splat(0)));
    const place = heldIn(at, end, fours, set);
    if (place === 0) {
      at += 16;
      continue;
    }
    let start = load<u8>(place) === 10 ? place + 1 : place;
    if (start >= end) break;
    let feed = start;
    while (start > from && load<u8>(start - 1) !== 10) start--;
    while (load<u8>(feed) !== 10) feed++;
    const hit: usize = gramHits + (<usize>count << 3);
    store<u32>(hit, <u32>start);
    store<u32>(hit + 4, <u32>feed);
    count++;
    at = feed;
    if (count === <u32>mostGramHits) {
      stopped = <u32>(feed + 1);
      return count;
    }
  }
  stopped = <u32>end;
  return count;
}

/** Line feeds between two places. */
export function feeds(from: usize, to: usize): u32 {
  const feed = i8x16.splat(10);
  let count: u32 = 0;
  let at = from;
  for (; at + 16 <= to; at += 16) count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(at), feed)));
  for (; at < to; at++) if (load<u8>(at) === 10) count++;
  return count;
}
