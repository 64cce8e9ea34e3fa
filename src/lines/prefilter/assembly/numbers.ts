import { gramNumberBytes, gramNumbers } from '../../shape/memory-layout';
import { isDigit, isHex, isIn, isWord } from './bytes';

const factor: u32 = 0x9e3779b1;
const hexFlag: u32 = 0x80;
const anyNumber: u32 = 1;
/** So far behind a text its number is looked for. */
const reach: usize = 48;

/** Small numbers have a bit each, the others share one by their hash. */
@inline function hasValue(table: usize, value: u32): bool {
  return isIn(table, value < 1024 ? value : 1024 + ((value * factor) >>> 22));
}

/** Whether no word, fraction, ratio or unit goes on where a number ends. */
@inline function endsFree(at: usize, code: u32): bool {
  if (isWord(code) || code === 37) return false;
  // .:/-@
  if (code !== 46 && code !== 58 && code !== 47 && code !== 45 && code !== 64) return true;
  return !isWord(load<u8>(at + 1));
}

/** What may stand between a text and its number besides escapes of JSON; the letters are those of `is` and `was`. */
@inline function isBetween(code: u32): bool {
  switch (code) {
    case 9: case 32: case 34: case 35: case 39: case 40: case 45: case 58: case 60: case 61: case 91: case 123:
      return true;
    default: {
      const small = code | 0x20;
      return small === 105 || small === 115 || small === 119 || small === 97;
    }
  }
}

/** Whether a number of a set stands behind a text that ends at a place. */
export function hasNumber(from: usize, set: u32): bool {
  const end = from + reach;
  let at = from;
  let code: u32 = load<u8>(at);
  while (!isDigit(code)) {
    if (code === 92) {
      const next: u32 = load<u8>(at + 1);
      at += isDigit(next) || next === 92 || next === 34 ? 1 : next === 117 ? 6 : 2;
    } else if (isBetween(code)) at++;
    else return false;
    if (at >= end) return true;
    code = load<u8>(at);
  }
  const table = gramNumbers + (set & ~hexFlag) * gramNumberBytes;
  const any = (set & ~hexFlag) === anyNumber;
  let value: u32 = 0;
  if (code === 48 && (load<u8>(at + 1) | 0x20) === 120) {
    if ((set & hexFlag) === 0) return false;
    at += 2;
    for (code = load<u8>(at); isHex(code); code = load<u8>(++at))
      value = (value << 4) | (isDigit(code) ? code - 48 : (code | 0x20) - 87);
    // Codes below zero are written as 32 bits.
    return !isWord(code) && (any || hasValue(table, value) || hasValue(table, 0 - value));
  }
  for (; isDigit(code); code = load<u8>(++at)) value = value * 10 + (code - 48);
  return endsFree(at, code) && (any || hasValue(table, value));
}
