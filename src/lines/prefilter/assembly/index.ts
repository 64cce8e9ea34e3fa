/**
 * Finds lines that hold one of many texts, of which it looks at each few bytes only (see ../gram-tables.ts, which fills its tables
 * and says in plain TypeScript what it finds).
 */
import { gramHits, gramTableBytes, gramTables, mostGramHits } from '../../shape/memory-layout';

const begins: usize = gramTables;
const alone: usize = begins + gramTableBytes;
const ahead: usize = alone + gramTableBytes;
const back: usize = ahead + gramTableBytes;
const nearAhead: usize = back + gramTableBytes;
const nearBack: usize = nearAhead + gramTableBytes;
const anywhere: usize = nearBack + gramTableBytes;
/** How many bytes before a text a header may stand. */
const farthest: usize = 256;

/** Where the last call stopped: its end, or the start of the line to go on with. */
export let stopped: u32 = 0;

@inline function bit(table: usize, hash: u32): u32 {
  // Shifts take their distance modulo 32.
  return (load<u32>(table + ((hash >>> 3) & ~3)) >>> hash) & 1;
}

@inline function begin(at: usize, mask: u32): u32 {
  return bit(begins, ((load<u32>(at) | mask) * 0x9e3779b1) >>> 15);
}

/** Whether all bits of a product are set: those of others seldom are. */
@inline function holds(table: usize, product: u32): bool {
  return (
    (bit(table, (product * 0x27d4eb2f) >>> 15) &
      bit(table, (product * 0xc2b2ae35) >>> 15) &
      bit(table, (product * 0x165667b1) >>> 15)) !==
    0
  );
}

@inline function both(table: usize, first: u32, second: u32): bool {
  return holds(table, first * 0x9e3779b1 + second * 0x85ebca6b);
}

function isConfirmed(at: usize, mask: u32): bool {
  const here = load<u32>(at) | mask;
  return (
    holds(alone, here) ||
    both(ahead, here, load<u32>(at + 4) | mask) ||
    both(back, load<u32>(at - 4) | mask, here) ||
    both(nearAhead, here, load<u32>(at + 2) | mask) ||
    both(nearBack, load<u32>(at - 2) | mask, here)
  );
}

@inline function isDigit(at: usize): bool {
  return load<u8>(at) - 48 <= 9;
}

/** Whether a glog header of severity I begins there: I1123 13:08 or I20261123 13:08. */
function isHeader(at: usize): bool {
  let end = at + 1;
  while (isDigit(end)) end++;
  if (end !== at + 5 && end !== at + 9) return false;
  return load<u8>(end) === 32 && isDigit(end + 1) && isDigit(end + 2) && load<u8>(end + 3) === 58;
}

/** Whether such a header stands before a place of a line, at its start or behind a wrapper. */
function isBehindHeader(start: usize, place: usize): bool {
  const end = min(place, start + farthest);
  for (let at = start; at < end; at++) {
    if (load<u8>(at) !== 73 || !isHeader(at)) continue;
    const before = load<u8>(at - 1);
    if (at === start || before === 32 || before === 124 || before === 93) return true;
  }
  return false;
}

/** Of eight places a bit each: whether a text may go on there. */
@inline function beginnings(at: usize, step: usize, mask: u32): u32 {
  return (
    begin(at, mask) |
    (begin(at + step, mask) << 1) |
    (begin(at + 2 * step, mask) << 2) |
    (begin(at + 3 * step, mask) << 3) |
    (begin(at + 4 * step, mask) << 4) |
    (begin(at + 5 * step, mask) << 5) |
    (begin(at + 6 * step, mask) << 6) |
    (begin(at + 7 * step, mask) << 7)
  );
}

/**
 * Writes start and line feed of lines from `from`, the start of a line, to `end`, just after a line feed, that may hold one of the
 * texts; returns how many. It reads some bytes behind the end.
 *
 * @param mask what four bytes are combined with before they are compared
 */
export function find(from: usize, end: usize, step: usize, mask: u32): u32 {
  let count: u32 = 0;
  // The line feed before a line may be what stands before a text.
  let at = from - 1;
  while (at < end) {
    while (at < end) {
      const first = begin(at, mask) | begin(at + step, mask) | begin(at + 2 * step, mask) | begin(at + 3 * step, mask);
      const second = begin(at + 4 * step, mask) | begin(at + 5 * step, mask) | begin(at + 6 * step, mask) | begin(at + 7 * step, mask);
      if ((first | second) !== 0) break;
      at += 8 * step;
    }
    if (at >= end) break;
    let feed: usize = 0;
    for (let set = beginnings(at, step, mask); set !== 0; set &= set - 1) {
      const place = at + ctz(set) * step;
      if (place >= end) break;
      if (!isConfirmed(place, mask)) continue;
      let start = load<u8>(place) === 10 ? place + 1 : place;
      if (start >= end) break;
      const found = start;
      while (start > from && load<u8>(start - 1) !== 10) start--;
      if (bit(anywhere, ((load<u32>(place) | mask) * 0x9e3779b1) >>> 15) === 0 && isBehindHeader(start, place)) continue;
      feed = found;
      while (load<u8>(feed) !== 10) feed++;
      const hit: usize = gramHits + (<usize>count << 3);
      store<u32>(hit, <u32>start);
      store<u32>(hit + 4, <u32>feed);
      count++;
      break;
    }
    if (feed === 0) at += 8 * step;
    else {
      at = feed;
      if (count === <u32>mostGramHits) {
        stopped = <u32>(feed + 1);
        return count;
      }
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
