import { blank, kindOf, opening, quote, separator } from './character-kinds.ts';
import type { PrecedingWords } from './preceding-words.ts';

// Words that follow "key" in a sentence and are no key.
const afterKey =
  /^(?:(?:al)?ready|and|are|as|at|before|but|by|can|because|count|does|due|during|exist\w*|fail\w*|for|from|group|has|hash|in|is|list|lookup|mismatch|missing|must|name|no|not|of|on|or|prefix|size|space|store|to|transfer|was|were|with\w*)$/i;

/** Where a key stands in a text. */
export interface PlacedKey {
  readonly start: number;
  readonly end: number;
}

/**
 * The key behind `key=`, `first_key: ` or `for key `, up to the next blank or comma; undefined where none stands there.
 *
 * @param from where the last word begins, and `end` where it ends
 * @param to where the message ends
 */
export function keyBehind(
  text: string,
  from: number,
  end: number,
  to: number,
  words: PrecedingWords,
): PlacedKey | undefined {
  const isPlural = text.charCodeAt(end - 1) === 115;
  const word = end - (isPlural ? 4 : 3);
  if (word < from || !/^[Kk]ey/.test(text.slice(word, word + 3))) return undefined;
  const after = text[end];
  let start = end + 1;
  if (after === ':' && text[start] === ' ') start++;
  else if (after !== '=' && !(after === ' ' && word === from)) return undefined;
  const first = kindOf(text.charCodeAt(start));
  if (start >= to || first === quote || first === opening || first === blank || first === separator)
    return undefined;
  const stop = keyEnd(text, start, to);
  const key = text.slice(start, stop);
  if (key === '' || (isPlural && /^\d+$/.test(key))) return undefined;
  if (after !== '=' && /^[A-Za-z]+$/.test(key)) {
    // `for 1 keys due to`: several keys stand in brackets, or behind a colon.
    if (afterKey.test(key) || (isPlural && after === ' ')) return undefined;
    if (after !== ':' && !/^(?:for|of|with)$/i.test(words.prior(text))) return undefined;
  }
  return { start, end: stop };
}

/** The punctuation around belongs to the sentence; a comma without a blank ends a field. A tenant's prefix ends with a zero byte. */
function keyEnd(text: string, start: number, to: number): number {
  let end = start;
  while (end < to && text[end] !== ',' && (text[end] === '\0' || kindOf(text.charCodeAt(end)) !== blank))
    end++;
  while (end > start && '.,;:)\'"]'.includes(text[end - 1]!)) end--;
  return end;
}
