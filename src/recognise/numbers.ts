/** A negative number that stands free: neither part of an identifier, a date, a range nor a fraction. */
export interface FreeNumber {
  readonly value: number;
  /** Offset of its sign. */
  readonly start: number;
  readonly end: number;
}

/** For each byte whether it can precede a code's sign. */
const before = Uint8Array.from({ length: 256 }, (_, byte) =>
  ' =:[({,"\'<\t'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

const noNumbers: readonly FreeNumber[] = [];

/** Finds free negative numbers of up to five digits between `from` and `to`. Linear in the length of the text. */
export function findNegatives(line: string, from: number, to: number): readonly FreeNumber[] {
  let numbers: FreeNumber[] | undefined;
  for (let at = line.indexOf('-', from); at !== -1 && at < to; at = line.indexOf('-', at + 1)) {
    const first = line.charCodeAt(at + 1);
    // Written so that the end of the line, which has no code, is none either.
    if (!(first >= 49 && first <= 57) || at + 1 >= to) continue;
    if (at > 0 && before[line.charCodeAt(at - 1)] !== 1) continue;
    let value = first - 48;
    let end = at + 2;
    for (; end < to && isDigit(line.charCodeAt(end)); end++) value = value * 10 + line.charCodeAt(end) - 48;
    if (end - at > 6 || !endsFree(line, end, to)) continue;
    numbers ??= [];
    numbers.push({ value: -value, start: at, end });
  }
  return numbers ?? noNumbers;
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
