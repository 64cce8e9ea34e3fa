import { longestLead, mostBeforeNumber } from './memory-layout.ts';

/** What may stand between a text and the number that it tells of. */
const between = ' \t=:"\'([{<#\\';

/**
 * What a text ends with, by which shapes know that a number behind it may be a code, in small letters: its last letters and
 * underscores; behind a byte of 2 its last letters, digits, underscores, dots and slashes, where it ends with one of the others of
 * these; else the last character behind a byte of 1. Undefined where it holds nothing but what may stand before a number.
 *
 * @example leadEndOf('HTTP status code: ') // 'code'
 * @example leadEndOf('"GET / HTTP/1.1" ') // '\x02http/1.1'
 */
export function leadEndOf(text: string): string | undefined {
  let end = text.length;
  while (end > 0 && between.includes(text[end - 1]!)) end--;
  return end === 0 ? undefined : endBefore(text, end);
}

function endBefore(text: string, end: number): string {
  const last = text.charCodeAt(end - 1);
  const isWord = isLetter(last) || last === 95;
  if (!isWord && !isVersion(last)) return `\x01${text[end - 1]}`;
  let from = end;
  for (; from > 0 && end - from < longestLead; from--) {
    const code = text.charCodeAt(from - 1);
    if (!(isLetter(code) || code === 95 || (!isWord && isVersion(code)))) break;
  }
  return (isWord ? '' : '\x02') + text.slice(from, end).toLowerCase();
}

/** Digits, dots and slashes: what versions are written with. */
function isVersion(code: number): boolean {
  return code >= 46 && code <= 57;
}

/** Whether a number stands behind one of the texts behind which it may be a code. */
export function isLed(line: string, at: number, ends: ReadonlySet<string>): boolean {
  let end = at;
  while (end > 0 && at - end < mostBeforeNumber && between.includes(line[end - 1]!)) end--;
  return end > 0 && ends.has(endBefore(line, end));
}

/** Whether a character is a letter of ASCII. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
