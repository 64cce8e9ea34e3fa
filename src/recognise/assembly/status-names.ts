import { indexOf, isLetter, isUpper } from './bytes';
import { places } from '../memory-layout';

const longestName: usize = 32;

/**
 * Finds the next word between `from` and `to` that may be a status's name: capitalised, of letters, before a colon and a blank
 * (or the end), and behind the message's start, ": ", "(" or a colon without a blank.
 *
 * @param messageStart how far back the name may begin
 * @returns whether there is one; `places` then holds its start and its end, the colon
 */
export function nextStatus(from: usize, to: usize, messageStart: usize): bool {
  for (let at = indexOf(58, from, to); at < to; at = indexOf(58, at + 1, to)) {
    if (at + 1 < to && load<u8>(at, 1) !== 32) continue;
    let start = at;
    while (start > messageStart && at - start <= longestName && isLetter(load<u8>(start - 1))) start--;
    if (at - start < 3 || !isUpper(load<u8>(start))) continue;
    if (start > messageStart) {
      const before = load<u8>(start - 1);
      if (before !== 40 && before !== 58 && !(before === 32 && load<u8>(start - 2) === 58)) continue;
    }
    store<i32>(places, <i32>start);
    store<i32>(places, <i32>at, 4);
    return true;
  }
  return false;
}

/** Where `error code is ` ends that begins between `from` and `to`, or 0. */
export function bareCode(from: usize, to: usize): usize {
  // Its c is rarer than its first letter.
  for (let at = indexOf(99, from + 6, to); at + 8 <= to; at = indexOf(99, at + 1, to)) {
    // "error co" and "code is ", read as numbers from their first byte on.
    if (load<u64>(at) === 0x20736920_65646f63 && load<u64>(at - 6) === 0x6f632072_6f727265) return at + 8;
  }
  return 0;
}
