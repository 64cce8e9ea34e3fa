/** A negative number that stands free: neither part of an identifier, a date, a range nor a fraction. */
export interface FreeNumber {
  readonly value: number;
  /** Offset of its sign. */
  readonly start: number;
  readonly end: number;
}

// What can precede a code's sign.
const before = new Set([...' =:[({,"\'<\t'].map((character) => character.charCodeAt(0)));

/** Finds free negative numbers of up to five digits between `from` and `to`. Linear in the length of the text. */
export function findNegatives(line: string, from: number, to: number): FreeNumber[] {
  const numbers: FreeNumber[] = [];
  for (let at = line.indexOf('-', from); at !== -1 && at < to; at = line.indexOf('-', at + 1)) {
    const first = line.charCodeAt(at + 1);
    if (first < 49 || first > 57) continue;
    if (at > 0 && !before.has(line.charCodeAt(at - 1))) continue;
    let end = at + 2;
    while (end < to && isDigit(line.charCodeAt(end))) end++;
    if (end - at > 6 || !endsFree(line, end, to)) continue;
    numbers.push({ value: Number(line.slice(at, end)), start: at, end });
  }
  return numbers;
}

function endsFree(line: string, end: number, to: number): boolean {
  if (end >= to) return true;
  const after = line.charCodeAt(end);
  if (isWord(after) || after === 37) return false;
  // -7313-434..., -1.5, -1/8, -1:2 go on; "-704." and "-704: text" end.
  const next = end + 1 < to ? line.charCodeAt(end + 1) : 32;
  if (after === 45 || after === 47 || after === 64 || after === 46 || after === 58) return !isWord(next);
  return true;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWord(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}
