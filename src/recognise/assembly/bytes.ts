/** Kinds of bytes, and the search for one. */

// @ts-ignore: decorator
@inline
export function isDigit(byte: u32): bool {
  return byte - 48 < 10;
}

// @ts-ignore: decorator
@inline
export function isUpper(byte: u32): bool {
  return byte - 65 < 26;
}

// @ts-ignore: decorator
@inline
export function isLetter(byte: u32): bool {
  return (byte | 32) - 97 < 26;
}

// @ts-ignore: decorator
@inline
export function isLetterOrUnderscore(byte: u32): bool {
  return isLetter(byte) || byte === 95;
}

// @ts-ignore: decorator
@inline
export function isWord(byte: u32): bool {
  return isLetterOrUnderscore(byte) || isDigit(byte);
}

/** Where the byte stands first from `from` up to, not including, `to`; else `to`. It looks 16 bytes further at most. */
export function indexOf(byte: u8, from: usize, to: usize): usize {
  const wanted = i8x16.splat(byte);
  for (; from < to; from += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(from), wanted));
    if (mask !== 0) return min(from + <usize>ctz(mask), to);
  }
  return to;
}
