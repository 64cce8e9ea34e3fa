/**
 * Finds lines that hold one of many texts (see ../gram-tables.ts, which fills its tables). Long texts are suspected by four bytes at
 * each few places, short ones by three neighbouring bytes; what is suspected is compared, so that few lines are found in vain.
 */
import {
  gramBits,
  gramBuckets,
  gramClasses,
  gramHeads,
  gramHits,
  gramNumberBytes,
  gramNumbers,
  gramShortHeads,
  mostGramHits,
} from '../../shape/memory-layout';

const folded: u32 = 0x20202020;
const factor: u32 = 0x9e3779b1;
const hexFlag: u32 = 0x80;
const anyNumber: u32 = 1;
/** So far behind a text its number is looked for. */
const reach: usize = 48;
/** How many bytes before a text a header may stand. */
const farthest: usize = 256;

let stepBytes: u32 = 4;
let bitShift: u32 = 15;
let headShift: u32 = 20;
let hasLong: bool = false;
let hasShort: bool = false;
/** Where the first line of the search begins. */
let firstLine: usize = 0;

/** Where the last call stopped: its end, or the start of the line to go on with. */
export let stopped: u32 = 0;

export function configure(step: u32, bits: u32, heads: u32, long: bool, short: bool): void {
  stepBytes = step;
  bitShift = bits;
  headShift = heads;
  hasLong = long;
  hasShort = short;
}

@inline function begin(at: usize, shift: u32): u32 {
  const hash = ((load<u32>(at) | folded) * factor) >>> shift;
  // Shifts take their distance modulo 32.
  return (load<u32>(gramBits + ((hash >>> 3) & ~3)) >>> hash) & 1;
}

@inline function isIn(table: usize, index: u32): bool {
  return ((load<u8>(table + (index >>> 3)) >>> (index & 7)) & 1) !== 0;
}

@inline function isDigit(code: u32): bool {
  return code - 48 < 10;
}

@inline function isWord(code: u32): bool {
  return isDigit(code) || (code | 0x20) - 97 < 26 || code === 95;
}

@inline function isHex(code: u32): bool {
  return isDigit(code) || (code | 0x20) - 97 < 6;
}

/** Small numbers have a bit each, the others share one by their hash. */
@inline function hasValue(table: usize, value: u32): bool {
  return isIn(table, value < 1024 ? value : 1024 + ((value * factor) >>> 22));
}

/** Whether no word, fraction, ratio or unit goes on where a number ends. */
@inline function endsFree(at: usize, code: u32): bool {
  if (isWord(code) || code === 37) return false;
  // .:/-@
  if (code !== 46 && code !== 58 && code !== 47 && code !== 45 && code !== 64) return true;
  return !isWord(load<u8>(at + 1));
}

/** What may stand between a text and its number besides escapes of JSON; the letters are those of `is` and `was`. */
@inline function isBetween(code: u32): bool {
  switch (code) {
    case 9: case 32: case 34: case 35: case 39: case 40: case 45: case 58: case 60: case 61: case 91: case 123:
      return true;
    default: {
      const small = code | 0x20;
      return small === 105 || small === 115 || small === 119 || small === 97;
    }
  }
}

/** Whether a number of a set stands behind a text that ends at a place. */
function hasNumber(from: usize, set: u32): bool {
  const end = from + reach;
  let at = from;
  let code: u32 = load<u8>(at);
  while (!isDigit(code)) {
    if (code === 92) {
      const next: u32 = load<u8>(at + 1);
      at += isDigit(next) || next === 92 || next === 34 ? 1 : next === 117 ? 6 : 2;
    } else if (isBetween(code)) at++;
    else return false;
    if (at >= end) return true;
    code = load<u8>(at);
  }
  const table = gramNumbers + (set & ~hexFlag) * gramNumberBytes;
  const any = (set & ~hexFlag) === anyNumber;
  let value: u32 = 0;
  if (code === 48 && (load<u8>(at + 1) | 0x20) === 120) {
    if ((set & hexFlag) === 0) return false;
    at += 2;
    for (code = load<u8>(at); isHex(code); code = load<u8>(++at))
      value = (value << 4) | (isDigit(code) ? code - 48 : (code | 0x20) - 87);
    // Codes below zero are written as 32 bits.
    return !isWord(code) && (any || hasValue(table, value) || hasValue(table, 0 - value));
  }
  for (; isDigit(code); code = load<u8>(++at)) value = value * 10 + (code - 48);
  return endsFree(at, code) && (any || hasValue(table, value));
}

/** Whether a glog header of severity I begins there: I1123 13:08 or I20261123 13:08. */
function isHeader(at: usize): bool {
  let end = at + 1;
  while (isDigit(load<u8>(end))) end++;
  if (end !== at + 5 && end !== at + 9) return false;
  return load<u8>(end) === 32 && isDigit(load<u8>(end + 1)) && isDigit(load<u8>(end + 2)) && load<u8>(end + 3) === 58;
}

/** Whether such a header stands before a place of a line, at its start or behind a wrapper. */
function isBehindHeader(place: usize): bool {
  let start = place;
  while (start > firstLine && load<u8>(start - 1) !== 10) start--;
  const end = min(place, start + farthest);
  for (let at = start; at < end; at++) {
    if (load<u8>(at) !== 73 || !isHeader(at)) continue;
    const before = load<u8>(at - 1);
    if (at === start || before === 32 || before === 124 || before === 93) return true;
  }
  return false;
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
  return load<u8>(pattern, 35) === 0 || !isBehindHeader(end - 1);
}

function holdsAny(head: usize, word: u32, place: usize): bool {
  for (let entry: usize = load<u32>(head); entry !== 0; entry = load<u32>(entry, 4))
    if (load<u32>(entry) === word && holds(load<u32>(entry, 8), place - load<u32>(entry, 12))) return true;
  return false;
}

@inline function holdsLong(place: usize): bool {
  const word = load<u32>(place) | folded;
  return holdsAny(gramHeads + (((word * factor) >>> headShift) << 2), word, place);
}

/** Whether one of the short texts is where the three bytes from a place on were suspected. */
@inline function holdsShort(place: usize): bool {
  const word: u32 = load<u16>(place, 1) | (folded & 0xffff);
  return holdsAny(gramShortHeads + (((word * factor) >>> 20) << 2), word, place + 1);
}

/**
 * The first place within a text of those from `at` on that were suspected; 0 for none.
 *
 * @param long a bit for each fourth place, @param short a bit for each place
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

/** A bit for each place of 16 at which four bytes are suspected. */
@inline function suspects(at: usize, step: usize, shift: u32): u32 {
  let all =
    begin(at, shift) | (begin(at + 4, shift) << 4) | (begin(at + 8, shift) << 8) | (begin(at + 12, shift) << 12);
  if (step < 4)
    for (let place = step; place < 16; place += step) all |= begin(at + place, shift) << <u32>place;
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
  const shift = bitShift;
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
