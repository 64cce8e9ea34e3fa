import { isWord } from './bytes';
import { places } from '../memory-layout';
import { hashOf } from './text-table';

/** As many bytes stand at most between a word and its value. */
const mostBetween: usize = 6;

/**
 * Finds the word whose value stands at `at`, no further back than `first`. Between the two may stand `=` or `:` with a blank on
 * either side, ` is `, ` is: ` or a blank, and quotes of JSON: one behind the word, one before the value.
 *
 * @returns whether there is one; `places` then holds its start and end, the hash of its bytes, and where the word before begins
 * when this one begins with `value` (`return value: -800`), else 0
 */
export function wordBefore(first: usize, at: usize): bool {
  const end = wordEnd(first, at);
  if (end === 0) return false;
  let start = end;
  while (start > first && isWord(load<u8>(start - 1))) start--;
  if (start === end) return false;
  let two: usize = 0;
  if (start > first && load<u8>(start - 1) === 32 && isValue(start, end)) {
    two = start - 1;
    while (two > first && isWord(load<u8>(two - 1))) two--;
  }
  store<i32>(places, start);
  store<i32>(places, end, 4);
  store<i32>(places, hashOf(start, <i32>(end - start)), 8);
  store<i32>(places, two, 12);
  return true;
}

/** Where the word ends whose value stands at `at`, or 0. */
function wordEnd(first: usize, at: usize): usize {
  let end = at;
  while (end > first && at - end < mostBetween && isBetween(load<u8>(end - 1))) end--;
  if (end === at) return 0;
  if (isBlank(load<u8>(at - 1)) && (at - end === 1 || (at - end === 2 && load<u8>(end) === 58))) {
    const word = endBeforeIs(first, end);
    if (word !== 0) return word;
  }
  let next = isQuote(load<u8>(end)) ? end + 1 : end;
  const blank = next < at && isBlank(load<u8>(next));
  if (blank) next++;
  if (next === at) return blank ? end : 0;
  const sign = load<u8>(next++);
  if (sign !== 58 && sign !== 61) return 0;
  if (next < at && isBlank(load<u8>(next))) next++;
  if (next < at && isQuote(load<u8>(next))) next++;
  return next === at ? end : 0;
}

/** Where the word in front of an `is` that ends at `end` ends, or 0. */
function endBeforeIs(first: usize, end: usize): usize {
  if (end < first + 3) return 0;
  const word = end - 3;
  if (!isBlank(load<u8>(word))) return 0;
  if ((load<u8>(word, 1) | 32) !== 105 || (load<u8>(word, 2) | 32) !== 115) return 0;
  return word > first && isQuote(load<u8>(word - 1)) ? word - 1 : word;
}

/** Whether a word begins with `value` in any case. */
function isValue(start: usize, end: usize): bool {
  // "valu", read as a number from its first byte on.
  return end - start >= 5 && (load<u32>(start) | 0x20202020) === 0x756c6176 && (load<u8>(start, 4) | 32) === 101;
}

// @ts-ignore: decorator
@inline
function isBetween(byte: u32): bool {
  return byte === 58 || byte === 61 || isQuote(byte) || isBlank(byte);
}

// @ts-ignore: decorator
@inline
export function isQuote(byte: u32): bool {
  return byte === 34 || byte === 39;
}

/** What `\s` matches of latin1. */
// @ts-ignore: decorator
@inline
export function isBlank(byte: u32): bool {
  return byte === 32 || byte - 9 < 5 || byte === 160;
}
