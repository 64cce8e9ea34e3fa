import { arena, arenaEnd, counts, mostShapes, shapeTexts, slotCount, slots, text } from '../memory-layout';
import { K1, K2 } from './hash-factors';
import { shapeText } from './shape-text';
import { out } from './text-output';

/** Set once a process, so that nobody can make lines of which many share a slot. */
let seed: u64 = 0;
/** Shapes in the table, and where the next one's text goes. */
let shapeCount: u32 = 0;
let arenaUsed: u32 = arena;
/** What `find` has looked up last. */
let lastHash: u64 = 0;
let lastSlot: usize = 0;
let lastSize: usize = 0;

export function setSeed(low: u32, high: u32): void {
  seed = (<u64>high << 32) | <u64>low;
}

/** Forgets all shapes. */
export function clear(): void {
  memory.fill(slots, 0, 16 * slotCount);
  shapeCount = 0;
  store<u32>(counts + 16, 0);
  arenaUsed = arena;
}

/**
 * Looks up the shape of a line.
 *
 * @returns its number; -1 when it is new: then `add` takes it in
 */
export function find(start: usize, length: usize): i32 {
  const size = shapeText(start, length);
  lastSize = size;
  // What stands behind the text is not of this line.
  store<u64>(out, 0);
  store<u64>(out + 8, 0);
  let h: u64 = seed ^ <u64>size;
  let g: u64 = h;
  for (let at: usize = text; at < out; at += 16) {
    h = (h ^ load<u64>(at)) * K1;
    h ^= h >> 29;
    g = (g ^ load<u64>(at + 8)) * K2;
    g ^= g >> 29;
  }
  h = (h ^ (g * K1)) * K2;
  h ^= h >> 32;
  lastHash = h;
  let slot = <u32>(h & (slotCount - 1));
  while (true) {
    const entry = slots + (<usize>slot << 4);
    const number = load<u32>(entry + 8);
    if (number === 0) {
      lastSlot = entry;
      return -1;
    }
    if (load<u64>(entry) === h) {
      const known = shapeTexts + (<usize>(number - 1) << 3);
      if (<usize>load<u32>(known + 4) === size && isSame(<usize>load<u32>(known), size)) return <i32>(number - 1);
    }
    slot = (slot + 1) & (slotCount - 1);
  }
}

@inline function isSame(known: usize, size: usize): bool {
  let at: usize = 0;
  while (at + 16 <= size) {
    if (i8x16.bitmask(i8x16.ne(v128.load(known + at), v128.load(text + at))) !== 0) return false;
    at += 16;
  }
  if (at === size) return true;
  const differ = i8x16.bitmask(i8x16.ne(v128.load(known + at), v128.load(text + at)));
  return (differ & ((1 << <i32>(size - at)) - 1)) === 0;
}

/**
 * Takes in the shape that `find` has just not found.
 *
 * @returns its number; -1 when the table is full: it is to be cleared
 */
export function add(): i32 {
  const size = lastSize;
  if (shapeCount === mostShapes || <usize>arenaUsed + size + 16 > <usize>arenaEnd) return -1;
  memory.copy(arenaUsed, text, size);
  const known = shapeTexts + (<usize>shapeCount << 3);
  store<u32>(known, arenaUsed);
  store<u32>(known + 4, <u32>size);
  arenaUsed += <u32>size;
  shapeCount++;
  store<u32>(counts + 16, shapeCount);
  store<u64>(lastSlot, lastHash);
  store<u32>(lastSlot + 8, shapeCount);
  return <i32>(shapeCount - 1);
}
