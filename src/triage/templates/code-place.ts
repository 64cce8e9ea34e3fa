import { endsWithErrnoText } from './error-texts.ts';
import type { PrecedingWords } from './preceding-words.ts';

// More digits are no code; Ascend's have six.
const mostCodeDigits = 7;

/** A number in a text: its digits from `start` to `end`, with its sign, if any, from `sign`. */
export interface PlacedNumber {
  readonly sign: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Whether a number stands where a code or an errno is reported.
 *
 * @param to where the message ends
 * @param words the last ones before the number
 */
export function isCodeThere(
  text: string,
  { sign, start, end }: PlacedNumber,
  to: number,
  words: PrecedingWords,
): boolean {
  if (end - start > mostCodeDigits || goesOn(text, end, to)) return false;
  const negative = sign < start;
  const word = words.report(text, sign);
  if (word === 'code') return true;
  const before = text[sign - 1];
  if (before === '[' || before === '(') {
    // NAME(-800)
    if (negative && before === '(') return true;
    // `Connection timed out [110]`
    const closes = end < to && (text[end] === ')' || (text[end] === ']' && !negative && end - start <= 3));
    if (closes && endsWithErrnoText(text.slice(Math.max(0, sign - 48), sign - 1).trimEnd())) return true;
  }
  if (word === 'result') return negative || text.slice(words.start - 1, words.end) === '(value';
  // `cuMemCreate failed: 3`, `tangFreeHost failed (999)`
  if (word === 'failure') return sign === words.end + 2 && (before === '(' || text[sign - 2] === ':');
  // `...: -102`
  return negative && before === ' ' && text[sign - 2] === ':';
}

/** Whether what follows makes the number part of something else: `5/300`, `24%`, `3-way`, `1.5`. */
function goesOn(text: string, end: number, to: number): boolean {
  if (end >= to) return false;
  const after = text[end]!;
  if ('/%@*'.includes(after)) return true;
  const next = end + 1 < to ? text[end + 1]! : ' ';
  return after === '-' ? /\w/.test(next) : '.:'.includes(after) && /\d/.test(next);
}
