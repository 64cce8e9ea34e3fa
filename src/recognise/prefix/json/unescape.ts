import type { MappedText } from '../mapped-text.ts';
import { TextBuilder } from '../mapped-text.ts';

const jsonEscape = /\\(?:u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|([\s\S]))/g;
const short: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** What a part of a text means that stands between the quotes of a JSON string: its escapes undone, its characters as UTF-8's bytes. */
export function unescapeJson(text: MappedText, start: number, end: number): MappedText {
  const inside = text.slice(start, end);
  if (!inside.text.includes('\\')) return inside;
  const builder = new TextBuilder(inside);
  addUnescaped(builder, inside.text, 0, inside.text.length);
  return builder.build();
}

/** Adds to a text what a part of its parent means. */
export function addUnescaped(builder: TextBuilder, text: string, start: number, end: number): void {
  let from = start;
  for (const match of text.slice(start, end).matchAll(jsonEscape)) {
    const at = start + match.index;
    builder.copy(from, at);
    from = at + match[0].length;
    const [whole, unit, low, letter] = match;
    if (letter !== undefined) builder.add(short[letter] ?? letter, at, from);
    else if (low === undefined || !/^[dD][89abAB]/.test(unit!)) {
      builder.add(utf8(Number.parseInt(unit!, 16)), at, at + 6);
      // What follows was taken for the second half of a pair.
      if (low !== undefined) builder.add(utf8(Number.parseInt(low, 16)), at + 6, from);
    } else builder.add(utf8(codePoint(unit!, low)), at, at + whole.length);
  }
  builder.copy(from, end);
}

function codePoint(high: string, low: string): number {
  return (Number.parseInt(high, 16) - 0xd800) * 0x400 + Number.parseInt(low, 16) - 0xdc00 + 0x10000;
}

/** The bytes of a character as latin1. */
function utf8(point: number): string {
  return point < 0x80
    ? String.fromCharCode(point)
    : Buffer.from(String.fromCodePoint(point), 'utf8').toString('latin1');
}
