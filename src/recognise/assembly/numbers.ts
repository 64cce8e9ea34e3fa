import { indexOf, isDigit, isWord } from './bytes';
import { places } from '../memory-layout';

/**
 * Finds the next free negative number of up to five digits from `from` up to, not including, `to`: neither part of an
 * identifier, a date, a range nor a fraction.
 *
 * @returns whether there is one; `places` then holds its value, its sign's place and its end
 */
export function nextNegative(from: usize, to: usize, lineStart: usize): bool {
  for (let at = indexOf(45, from, to); at + 1 < to; at = indexOf(45, at + 1, to)) {
    const first = <u32>load<u8>(at, 1);
    if (first - 49 > 8) continue;
    if (at > lineStart && !mayPrecede(load<u8>(at - 1))) continue;
    let value = first - 48;
    let end = at + 2;
    for (; end < to && isDigit(load<u8>(end)); end++) value = value * 10 + load<u8>(end) - 48;
    if (end - at > 6 || !endsFree(end, to)) continue;
    store<i32>(places, -(<i32>value));
    store<i32>(places, <i32>at, 4);
    store<i32>(places, <i32>end, 8);
    return true;
  }
  return false;
}

/** Whether a sign and a digit stand in the text. */
export function hasNegative(from: usize, to: usize): bool {
  for (let at = indexOf(45, from, to); at + 1 < to; at = indexOf(45, at + 1, to))
    if (isDigit(load<u8>(at, 1))) return true;
  return false;
}

/**
 * Where the first number of three digits stands from `from` on, between `=` or a blank and the end of its word; or `to`.
 */
export function threeDigits(from: usize, to: usize): usize {
  for (let at = from + 1; at + 3 <= to; at++) {
    const before = <u32>load<u8>(at - 1);
    if (before !== 61 && before !== 32) continue;
    if (!isDigit(load<u8>(at)) || !isDigit(load<u8>(at, 1)) || !isDigit(load<u8>(at, 2))) continue;
    if (at + 3 === to) return at;
    const after = <u32>load<u8>(at, 3);
    if (after === 32 || after === 44 || after === 46 || after === 59 || after === 41) return at;
  }
  return to;
}

/** Whether a code's sign may stand behind the byte: a blank or one of =:[({,"'< */
// @ts-ignore: decorator
@inline
function mayPrecede(byte: u32): bool {
  return (
    byte === 32 ||
    byte === 61 ||
    byte === 58 ||
    byte === 91 ||
    byte === 40 ||
    byte === 123 ||
    byte === 44 ||
    byte === 34 ||
    byte === 39 ||
    byte === 60 ||
    byte === 9
  );
}

function endsFree(end: usize, to: usize): bool {
  if (end >= to) return true;
  const after = <u32>load<u8>(end);
  if (isWord(after) || after === 37) return false;
  // -7313-434..., -1.5, -1/8, -1:2 go on; "-704." and "-704: text" end.
  if (after === 45 || after === 47 || after === 64 || after === 46 || after === 58)
    return end + 1 >= to || !isWord(load<u8>(end, 1));
  return true;
}

/**
 * Where the next `[` or `{` stands that may open a result list, since `=`, `:` or the d of `returned` stands before it; or
 * `to`.
 */
export function nextOpening(from: usize, to: usize, lineStart: usize): usize {
  const square = i8x16.splat(91);
  const curly = i8x16.splat(123);
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    let mask = i8x16.bitmask(v128.or(i8x16.eq(bytes, square), i8x16.eq(bytes, curly)));
    for (; mask !== 0; mask &= mask - 1) {
      const place = at + <usize>ctz(mask);
      if (place >= to) return to;
      let before = place - 1;
      if (before > lineStart && load<u8>(before) === 32) before--;
      if (before < lineStart) continue;
      const byte = load<u8>(before);
      if (byte === 61 || byte === 58 || byte === 100) return place;
    }
  }
  return to;
}
