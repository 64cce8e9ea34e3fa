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
