import { withoutEscapes } from './escapes.ts';
import type { ShapeRules } from './rules.ts';
import { ShapeWriter, type StampSpan } from './shape-writer.ts';

/** The text of a line's shape, and how its places and the line's belong together. */
interface ShapeText {
  /** The line without terminal escapes. */
  readonly plain: string;
  /** Where a place of the plain line is in the line. */
  readonly original: (offset: number) => number;
  /** The line with each variable run as a specimen of its kind, and each digit of a clock stamp as 0. */
  readonly text: string;
  /** Where a run ended in the text and in the plain line. */
  readonly edits: readonly (readonly [inText: number, inLine: number])[];
  readonly stamps: readonly StampSpan[];
}

/**
 * What a line's shape is, in plain TypeScript: the statement that the WebAssembly function of assembly/ is held against.
 *
 * A run is a longest row of ASCII letters and digits with a digit in it. Each becomes the specimen of its kind, but for what
 * findings depend on: negative numbers of up to five digits that stand alone, numbers and words of the rules, the lines of
 * source files, severities and lines of source files in fields of records, and the letter of a severity before a date. Escapes
 * of terminals are left out; those of JSON are no part of a run. A clock keeps its width, with the date before it and the fraction
 * and zone behind it. A list of numbers holds each value once, as it came first.
 *
 * @param line its bytes as latin1, without the line end
 * @example shapeTextOf('E0730 11:49:18.5 12 a.cpp:3] x=0x7f3a, error=-704', rules).text
 * // 'E0000 00:00:00.0 7 a.cpp:3] x=0x7f, error=-704'
 */
export function shapeTextOf(line: string, rules: ShapeRules): ShapeText {
  const plain = withoutEscapes(line) ?? { text: line, original: (offset: number) => offset };
  const { text, edits, stamps } = new ShapeWriter(plain.text, rules).write();
  return { text, edits, stamps, plain: plain.text, original: plain.original };
}

/** A shape's text for a recogniser: its stamps hold the digits of the line. */
export function withStampDigits({ text, stamps, plain }: ShapeText): string {
  let result = '';
  let at = 0;
  for (const { inText, inLine, length } of stamps) {
    result += text.slice(at, inText) + plain.slice(inLine, inLine + length);
    at = inText + length;
  }
  return result + text.slice(at);
}

/** Where in the line begins what begins at an offset of its shape's text. */
export function startInLine({ edits, original }: ShapeText, offset: number): number {
  const last = edits.findLast(([inText]) => inText <= offset);
  return original(last === undefined ? offset : offset + last[1] - last[0]);
}

/** Where in the line ends what ends at an offset of its shape's text: values that a list repeats follow it. */
export function endInLine({ edits, original }: ShapeText, offset: number): number {
  const [inText, inLine] = edits.find(([end]) => end === offset) ??
    edits.findLast(([end]) => end < offset) ?? [0, 0];
  return original(offset + inLine - inText);
}
