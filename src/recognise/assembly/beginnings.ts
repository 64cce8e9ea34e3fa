import { isWord } from './bytes';
import { beginningEntries } from '../memory-layout';

/**
 * Whether one of the beginnings in a table stands anywhere in the text, in any case. A beginning has two to four bytes; what
 * follows it is for others to look at. The table has the beginnings with bit 5 of each byte set, and 0 for what may be any byte.
 */
export function holdsBeginning(table: usize, from: usize, to: usize): bool {
  for (let at = from; at < to; at++) if (beginsWith(table, at)) return true;
  return false;
}

/** Whether a word in the text begins so. */
export function holdsWordBeginning(table: usize, from: usize, to: usize): bool {
  let within = false;
  for (let at = from; at < to; at++) {
    const isPart = isWord(load<u8>(at));
    if (isPart && !within && beginsWith(table, at)) return true;
    within = isPart;
  }
  return false;
}

/** Looks from the entry on that two bytes lead to, as ../beginnings.ts puts them in. */
// @ts-ignore: decorator
@inline
function beginsWith(table: usize, at: usize): bool {
  const bytes = load<u32>(at) | 0x20202020;
  let slot = slotOf(bytes);
  for (let entry = load<u32>(table + 4 * slot); entry !== 0; entry = load<u32>(table + 4 * slot)) {
    const third = entry & 0xff0000;
    const fourth = entry & 0xff000000;
    if (
      ((entry ^ bytes) & 0xffff) === 0 &&
      (third === 0 || third === (bytes & 0xff0000)) &&
      (fourth === 0 || fourth === (bytes & 0xff000000))
    )
      return true;
    slot = (slot + 1) & (beginningEntries - 1);
  }
  return false;
}

/** The entry from which on beginnings of these two bytes are looked for. */
export function slotOf(bytes: u32): u32 {
  return (((bytes & 0xffff) * 0x9e3779b1) >>> 20) & (beginningEntries - 1);
}
