/** What bytes are. */

@inline export function isIn(table: usize, index: u32): bool {
  return ((load<u8>(table + (index >>> 3)) >>> (index & 7)) & 1) !== 0;
}

@inline export function isDigit(code: u32): bool {
  return code - 48 < 10;
}

@inline export function isWord(code: u32): bool {
  return isDigit(code) || (code | 0x20) - 97 < 26 || code === 95;
}

@inline export function isHex(code: u32): bool {
  return isDigit(code) || (code | 0x20) - 97 < 6;
}
