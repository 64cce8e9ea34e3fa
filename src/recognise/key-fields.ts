import type { Line } from './line.ts';

/** A stretch of a line, from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the value of a `key=` field stands in a message of Mooncake: up to the comma that ends the field, or to the end.
 * Keys are the caller's words and may hold anything, also what looks like a report (`key=a error=-800, info=...`). Fields
 * that begin behind the offset `last` are left out.
 */
export function keyFields(line: Line, from: number, to: number, last: number): readonly Span[] {
  const { bytes, start: base } = line;
  let spans: Span[] | undefined;
  for (let at = base + from + 3; at < base + last; at++) {
    // `key=`, in the order in which it is rarest.
    if (bytes[at] !== 61 || bytes[at - 1] !== 121 || bytes[at - 2] !== 101 || bytes[at - 3] !== 107) continue;
    const word = startOfWord(line, from, at - 3);
    // `monkey=` is another field.
    if (word > line.start && isWord(bytes[word - 1]!)) continue;
    const start = at + 1;
    let end = start;
    while (end < base + to && !(bytes[end] === 44 && bytes[end + 1] === 32 && end + 1 < base + to)) end++;
    spans ??= [];
    spans.push({ start: start - base, end: end - base });
    at = end;
  }
  return spans ?? noSpans;
}

const noSpans: readonly Span[] = [];

/** Where the name of the field begins that ends in the `key` at `key`: there, or before an `object_`. */
function startOfWord({ bytes, start }: Line, from: number, key: number): number {
  const whole = key - objectWord.length;
  if (whole < start + from) return key;
  for (let at = 0; at < objectWord.length; at++) if (bytes[whole + at] !== objectWord[at]) return key;
  return whole;
}

const objectWord = Uint8Array.from(Buffer.from('object_'));

function isWord(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte === 95
  );
}

/** Whether what stands at `at` belongs to a key; what follows a colon and a blank does not (`key=K: RPC_FAIL`). */
export function inKey({ bytes, start: base }: Line, at: number, spans: readonly Span[]): boolean {
  for (const { start, end } of spans)
    if (at >= start && at < end) return !(bytes[base + at - 2] === 58 && bytes[base + at - 1] === 32);
  return false;
}
