import { isDigit, isWord } from './bytes';

/**
 * Where a glog header begins (severity, date and time) in the text from `start` up to, not including, `end`: the first one
 * that is no part of a word, a path or a key.
 *
 * @returns its address, or 0
 */
export function headerWithin(start: usize, end: usize): usize {
  const colon = i8x16.splat(58);
  // The colons of `HH:MM:SS` stand three bytes apart.
  for (let at = start; at < end; at += 16) {
    let mask = i8x16.bitmask(
      v128.and(i8x16.eq(v128.load(at), colon), i8x16.eq(v128.load(at + 3), colon)),
    );
    for (; mask !== 0; mask &= mask - 1) {
      const time = at + <usize>ctz(mask) - 2;
      if (time < start + 6 || time + 8 > end || !isTime(time)) continue;
      const letter = letterBefore(time - 1, start);
      if (letter === 0) continue;
      if (letter === start || !isGlued(load<u8>(letter - 1))) return letter;
    }
  }
  return 0;
}

/** Whether the digits of `HH:MM:SS` stand there. */
// @ts-ignore: decorator
@inline
function isTime(at: usize): bool {
  return (
    isDigit(load<u8>(at)) &&
    isDigit(load<u8>(at, 1)) &&
    isDigit(load<u8>(at, 3)) &&
    isDigit(load<u8>(at, 4)) &&
    isDigit(load<u8>(at, 6)) &&
    isDigit(load<u8>(at, 7))
  );
}

/** Where the severity stands in front of the blank at `blank`: before four digits or eight; or 0. */
function letterBefore(blank: usize, start: usize): usize {
  if (load<u8>(blank) !== 32) return 0;
  let at = blank;
  while (at > start && blank - at < 9 && isDigit(load<u8>(at - 1))) at--;
  const count = blank - at;
  if ((count !== 8 && count !== 4) || at === start) return 0;
  const letter = load<u8>(at - 1);
  return letter === 73 || letter === 87 || letter === 69 || letter === 70 ? at - 1 : 0;
}

// @ts-ignore: decorator
@inline
function isGlued(byte: u32): bool {
  return isWord(byte) || byte === 46 || byte === 47 || byte === 64 || byte === 45;
}
