import { indexOf, isWord } from './bytes';
import { places } from '../memory-layout';

/**
 * Finds the next `key=` field of a message of Mooncake whose name begins from `from` on, and whose value begins before
 * `last`: up to the comma that ends the field, or to the message's end `to`.
 *
 * @param messageStart what is before it belongs to no field's name
 * @returns whether there is one; `places` then holds where the value begins and ends
 */
export function nextKey(from: usize, last: usize, to: usize, messageStart: usize, lineStart: usize): bool {
  for (let at = indexOf(61, from + 3, last); at < last; at = indexOf(61, at + 1, last)) {
    // "key", read as a number from its first byte on.
    if ((load<u32>(at - 3) & 0xffffff) !== 0x79656b) continue;
    let word = at - 3;
    // "object_" before it belongs to the name.
    if (word >= messageStart + 7 && load<u32>(word - 7) === 0x656a626f && load<u32>(word - 4) === 0x5f746365)
      word -= 7;
    // `monkey=` is another field.
    if (word > lineStart && isWord(load<u8>(word - 1))) continue;
    const start = at + 1;
    let end = indexOf(44, start, to);
    while (end < to && !(end + 1 < to && load<u8>(end, 1) === 32)) end = indexOf(44, end + 1, to);
    store<i32>(places, <i32>start);
    store<i32>(places, <i32>end, 4);
    return true;
  }
  return false;
}

/** Whether what stands at `at` belongs to a key; what follows a colon and a blank does not (`key=K: RPC_FAIL`). */
export function inKey(at: usize, to: usize, messageStart: usize, lineStart: usize): bool {
  for (let from = messageStart; nextKey(from, at, to, messageStart, lineStart); from = load<u32>(places, 4)) {
    if (load<u32>(places, 4) <= <u32>at) continue;
    return load<u16>(at - 2) !== 0x203a;
  }
  return false;
}
