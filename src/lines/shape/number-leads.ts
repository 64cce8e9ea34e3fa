import { longestLead, mostBetween } from './memory-layout.ts';

/** What may stand between a text and the number that it tells of. */
const between = ' \t=:"\'([{<#\\';

/**
 * What a text ends with, by which shapes know that a number behind it may be a code: its last letters and underscores, in small
 * ones, or else the last character behind a byte of 1; undefined where it holds nothing but what may stand before a number.
 *
 * @example leadEndOf('HTTP status code: ') // 'code'
 */
export function leadEndOf(text: string): string | undefined {
  let end = text.length;
  while (end > 0 && between.includes(text[end - 1]!)) end--;
  return end === 0 ? undefined : endBefore(text, end);
}

function endBefore(text: string, end: number): string {
  let from = end;
  while (from > 0 && end - from < longestLead && isLeadByte(text.charCodeAt(from - 1))) from--;
  return from === end ? `\x01${text[end - 1]}` : text.slice(from, end).toLowerCase();
}

function isLeadByte(code: number): boolean {
  return isLetter(code) || code === 95;
}

/** Whether a number stands behind one of the texts behind which it may be a code. */
export function isLed(line: string, at: number, ends: ReadonlySet<string>): boolean {
  let end = at;
  while (end > 0 && at - end < mostBetween && between.includes(line[end - 1]!)) end--;
  return end > 0 && ends.has(endBefore(line, end));
}

/** Whether a character is a letter of ASCII. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
