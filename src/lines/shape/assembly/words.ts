import { keptHexadecimals, wordEntries, words } from '../memory-layout';
import { K1, K2 } from './hash-factors';

@inline export function low(at: usize, length: usize): u64 {
  const bytes = load<u64>(at);
  return length >= 8 ? bytes : bytes & (((<u64>1) << <u64>(length << 3)) - 1);
}
@inline function high(at: usize, length: usize): u64 {
  if (length <= 8) return 0;
  const bytes = load<u64>(at + 8);
  return length === 16 ? bytes : bytes & (((<u64>1) << <u64>((length - 8) << 3)) - 1);
}

@inline function slotOf(a: u64, b: u64): u32 {
  return <u32>(((a ^ (b * K2)) * K1) >> 49);
}

/** Whether a text of at most 16 bytes is in a table of words. */
export function isIn(table: usize, at: usize, length: usize): bool {
  return holds(table, low(at, length), high(at, length));
}

/** The same for letters and digits in any case, where the table has small letters. */
function isInAnyCase(table: usize, at: usize, length: usize): bool {
  const small: u64 = 0x2020202020202020;
  const a = low(at, length) | (length >= 8 ? small : small & (((<u64>1) << <u64>(length << 3)) - 1));
  if (length <= 8) return holds(table, a, 0);
  return holds(table, a, high(at, length) | (length === 16 ? small : small & (((<u64>1) << <u64>((length - 8) << 3)) - 1)));
}

/** Whether a number as 0x7bc8a stays as it is; one of 64 bits is in the table without its 0x. */
export function isKeptHexadecimal(at: usize, length: usize): bool {
  if (length > 18 || load<u8>(keptHexadecimals + length) === 0) return false;
  return length <= 16 ? isInAnyCase(words, at, length) : isInAnyCase(words, at + 2, length - 2);
}

function holds(table: usize, a: u64, b: u64): bool {
  let slot = slotOf(a, b);
  while (true) {
    const entry = table + (<usize>slot << 4);
    const known = load<u64>(entry);
    if (known === 0) return false;
    if (known === a && load<u64>(entry + 8) === b) return true;
    slot = (slot + 1) & (wordEntries - 1);
  }
}

/** Puts a text of at most 16 bytes into a table of words. */
export function addWord(table: u32, at: u32, length: u32): void {
  const a = low(at, length);
  const b = high(at, length);
  let slot = slotOf(a, b);
  while (load<u64>(<usize>table + (<usize>slot << 4)) !== 0) slot = (slot + 1) & (wordEntries - 1);
  store<u64>(<usize>table + (<usize>slot << 4), a);
  store<u64>(<usize>table + (<usize>slot << 4) + 8, b);
}
