/**
 * Finds texts among those that JavaScript put into a hash table: their number, or -1. A table has a power of two of entries,
 * at least one of them empty, and a text stands in the first free one from its hash on.
 */

/** Bytes of an entry: address (32 bits), length (16 bits), number (16 bits). */
const entryBytes: usize = 8;

/** A hash of the text's length and of its first and last eight bytes, which tell names and places in a source apart. */
export function hashOf(start: usize, length: i32): u32 {
  let first: u64;
  let last: u64;
  if (length >= 8) {
    first = load<u64>(start);
    last = load<u64>(start + <usize>length - 8);
  } else {
    first = length === 0 ? 0 : load<u64>(start) & (~(<u64>0) >> <u64>(64 - 8 * length));
    last = first;
  }
  let mixed = (first ^ (last * 0x9e3779b97f4a7c15) ^ <u64>length) * 0xff51afd7ed558ccd;
  mixed ^= mixed >> 32;
  return <u32>mixed;
}

/** The number of the text from `start` on in the table of `entries` entries at `table`, or -1. */
export function find(table: usize, entries: u32, start: usize, length: i32): i32 {
  const last = entries - 1;
  let slot = hashOf(start, length) & last;
  let entry = table + <usize>slot * entryBytes;
  for (let address = load<u32>(entry); address !== 0; address = load<u32>(entry)) {
    if (<i32>load<u16>(entry, 4) === length && equal(address, start, length)) return <i32>load<u16>(entry, 6);
    slot = (slot + 1) & last;
    entry = table + <usize>slot * entryBytes;
  }
  return -1;
}

export function equal(a: usize, b: usize, length: i32): bool {
  let at = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(a + at) !== load<u64>(b + at)) return false;
  for (; at < length; at++) if (load<u8>(a + at) !== load<u8>(b + at)) return false;
  return true;
}
