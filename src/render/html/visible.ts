/** What must not reach a page as it is. Surrogates count only when they stand alone, since `u` reads pairs as one. */
const HARMFUL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Cs}]/gu;

/**
 * Text without characters that a browser drops or replaces, or that reorder or hide what stands around them: control
 * characters become their pictures (NUL is `␀`), bidirectional controls and the like `\u{202E}`, and lone surrogates `\u{D800}`.
 * Line feeds and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(HARMFUL, (character) => {
    const point = character.codePointAt(0)!;
    if (point < 0x20) return String.fromCharCode(0x2400 + point);
    if (point === 0x7f) return '\u2421';
    return `\\u{${point.toString(16).toUpperCase()}}`;
  });
}
