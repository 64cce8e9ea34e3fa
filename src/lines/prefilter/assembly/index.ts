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

/** Where the last call stopped: its end, or the start of the line to go on with. */
export let stopped: u32 = 0;

@inline function folded(at: usize): u32 {
  return load<u32>(at) | 0x20202020;
}

@inline function bit(table: usize, hash: u32): u32 {
  // Shifts take their distance modulo 32.
  return (load<u32>(table + ((hash >>> 3) & ~3)) >>> hash) & 1;
}

@inline function begin(at: usize): u32 {
  return bit(begins, (folded(at) * 0x9e3779b1) >>> 15);
}

@inline function both(table: usize, first: u32, second: u32): bool {
  return bit(table, (first * 0x9e3779b1 + second * 0x85ebca6b) >>> 15) !== 0;
}

function isConfirmed(at: usize): bool {
  const here = folded(at);
  return (
    bit(alone, (here * 0x9e3779b1) >>> 15) !== 0 ||
    both(ahead, here, folded(at + 4)) ||
    both(back, folded(at - 4), here) ||
    both(nearAhead, here, folded(at + 2)) ||
    both(nearBack, folded(at - 2), here)
  );
}

/**
 * Writes start and line feed of lines from `from`, the start of a line, to `end`, just after a line feed, that may hold one of the
 * texts; returns how many.
 */
export function find(from: usize, end: usize, step: usize): u32 {
  let count: u32 = 0;
  // The line feed before a line may be what stands before a text.
  let at = from - 1;
  // Up to here places are looked at one by one, since one of them begins a text.
  let single: usize = at;
  while (at < end) {
    if (at >= single) {
      while (at + 7 * step < end) {
        const first = begin(at) | begin(at + step) | begin(at + 2 * step) | begin(at + 3 * step);
        const second = begin(at + 4 * step) | begin(at + 5 * step) | begin(at + 6 * step) | begin(at + 7 * step);
        if ((first | second) !== 0) break;
        at += 8 * step;
      }
      single = at + 8 * step;
    }
    if (begin(at) === 0 || !isConfirmed(at)) {
      at += step;
      continue;
    }
    let start = load<u8>(at) === 10 ? at + 1 : at;
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
