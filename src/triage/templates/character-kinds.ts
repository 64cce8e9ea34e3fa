import type { PrecedingWords } from './code-place.ts';

const hex = /^[0-9a-f]+$/i;
// Names of codes and settings may hold digits: HTTP2_ERROR; a part that is a number is not part of the name.
const name = /^[A-Z][A-Z0-9]*(?:_[A-Z][A-Z0-9]*)+$/;
// Ascend's own error numbers: EE1001, ERR01100, EI0006.
const numberedError = /^E[A-Z]{0,3}\d{3,}$/;
// Terms: H2D, k8s, P2PHANDSHAKE, mlx5dv.
const term = /^(?:[A-Za-z]\d[A-Za-z]|[A-Z]\d[A-Z]+|[A-Za-z]{3,}\d{1,2}[A-Za-z]+)$/;

/**
 * A word (letters, digits and underscores, with at least one digit) with its variable parts masked: `rank3` is `rank<num>`,
 * `7f0b6be9c0` is `<hex>`, `16GB` is `<num>GB`; `H2D`, `EE1001` and names in capitals stay. Returns the word itself where
 * nothing varies.
 */
export function maskWord(word: string): string {
  if (word.startsWith('0x') || word.startsWith('0X')) return hex.test(word.slice(2)) ? '<hex>' : '<id>';
  if (name.test(word) || numberedError.test(word)) return word;
  if (!word.includes('_')) return maskedPart(word);
  return word.split('_').map(maskedPart).join('_');
}

function maskedPart(part: string): string {
  const first = part.search(/\d/);
  if (first === -1) return part;
  if (part.length >= 8 && hex.test(part)) return /^\d+$/.test(part) ? '<num>' : '<hex>';
  if (term.test(part)) return part;
  const rest = part.slice(first).replace(/^\d+/, '');
  if (rest === '') return `${part.slice(0, first)}<num>`;
  // A unit: 5000ms, 16GB, 3rd.
  if (first === 0 && rest.length <= 3 && !/\d/.test(rest)) return `<num>${rest}`;
  return '<id>';
}

// What begins at a character.
export const letter = 1;
export const digit = 2;
export const blank = 3;
export const quote = 4;
export const slash = 5;
export const percentSign = 6;
export const at = 7;
export const opening = 8;
export const separator = 9;

const kinds = new Uint8Array(256).fill(letter, 128);
kinds.fill(blank, 0, 33);
kinds[127] = blank;
kinds.fill(digit, 48, 58);
kinds.fill(letter, 65, 91);
kinds.fill(letter, 97, 123);
kinds[95] = letter;
for (const [characters, kind] of [
  ['\'"', quote],
  ['/', slash],
  ['%', percentSign],
  ['@', at],
  ['[{', opening],
  ['=,;()<>|]}', separator],
] as const)
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;

/**
 * What begins at a character of this code, or 0. Lines are read one character a byte; what is beyond ASCII belongs to
 * words, control characters part them.
 */
export function kindOf(code: number): number {
  return code < 256 ? kinds[code]! : letter;
}

/** Whether a character of this kind belongs to a word. */
export function isOfWord(kind: number): boolean {
  return kind === letter || kind === digit;
}

// Words that follow "key" in a sentence and are no key.
const afterKey =
  /^(?:(?:al)?ready|and|are|as|at|before|but|by|can|because|count|does|due|during|exist\w*|fail\w*|for|from|group|has|hash|in|is|list|lookup|mismatch|missing|must|name|no|not|of|on|or|prefix|size|space|store|to|transfer|was|were|with\w*)$/i;

/** Where a key stands in a text. */
interface PlacedKey {
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
