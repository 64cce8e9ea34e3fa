import {
  type GramText,
  gram,
  type PartNumber,
  patternsOf,
  type TextPattern,
  windowBytes,
} from './text-patterns.ts';
import { foldedFour, hashWord, TextSample } from './text-sample.ts';

const tableBits = 16;

/** Tells whether one of many texts may stand in a line: what `GramTables` does for bytes in the scanner's memory. */
export class TextFinder {
  /** By their bytes, with both cases of a letter as one: four, three, or two of a text that has no more. */
  readonly #byLength: readonly Map<number, TextPattern[]>[] = [new Map(), new Map(), new Map()];
  readonly #suspected = new Uint8Array(1 << tableBits);

  /** @param texts of which each has a part of two bytes or more; undefined where too many are too short */
  static of(texts: readonly GramText[]): TextFinder | undefined {
    const found = patternsOf(texts, new TextSample());
    return found && new TextFinder(found.patterns);
  }

  private constructor(patterns: readonly TextPattern[]) {
    for (const pattern of patterns) {
      const { part, isLong, at, start } = pattern;
      const length = isLong ? gram : Math.min(3, part.text.length);
      const from = Math.min(at - start, part.text.length - length);
      const word = wordAt(part.text, from, length);
      const table = this.#byLength[length - 2]!;
      const known = table.get(word);
      const row = { ...pattern, at: from + start };
      if (known === undefined) table.set(word, [row]);
      else known.push(row);
      this.#suspected[slotOf(word, length)]! |= 1 << length;
    }
  }

  /** Whether one of the texts stands in a line of one character a byte; what stands beside it is not looked at. */
  finds(line: string): boolean {
    const suspected = this.#suspected;
    let four = 0;
    for (let end = 1; end <= line.length; end++) {
      four = ((four >>> 8) | ((line.charCodeAt(end - 1) | 0x20) << 24)) >>> 0;
      for (let length = 2; length <= gram; length++) {
        const word = four >>> (32 - 8 * length);
        if (((suspected[slotOf(word, length)]! >>> length) & 1) === 0) continue;
        if (holdsAny(this.#byLength[length - 2]!.get(word), line, end - length)) return true;
      }
    }
    return false;
  }
}

function slotOf(word: number, length: number): number {
  return length === 2 ? word : hashWord(word, tableBits);
}

/** Some bytes of a text as a number, with both cases of a letter as one. */
export function wordAt(text: string, at: number, length: number): number {
  let word = 0;
  for (let index = 0; index < length; index++) word |= text.charCodeAt(at + index) << (8 * index);
  return (word | (foldedFour >>> (32 - 8 * length))) >>> 0;
}

function holdsAny(patterns: readonly TextPattern[] | undefined, line: string, place: number): boolean {
  if (patterns !== undefined)
    for (const pattern of patterns) if (holds(pattern, line, place - pattern.at)) return true;
  return false;
}

function holds({ part, value, mask, end }: TextPattern, line: string, window: number): boolean {
  for (let index = 0; index < windowBytes; index++) {
    if (mask[index] === 0) continue;
    const code = window + index < line.length ? line.charCodeAt(window + index) : 0;
    if ((code & mask[index]!) !== value[index]) return false;
  }
  return part.number === undefined || hasNumber(line, window + end, part.number);
}

// What may stand between a text and its number, as assembly/index.ts passes it; the letters are those of `is` and `was`.
const number = /(?:[\t "#'(\-:<=[{iswaISWA]|\\(?=[\d"\\])|\\u.{4}|\\[^\d"\\u])*(\d+)(x?)/y;

/** Whether a number of a set stands behind a text. */
function hasNumber(line: string, end: number, { values, hex }: PartNumber): boolean {
  number.lastIndex = end;
  const found = number.exec(line);
  if (found === null) return false;
  return values === undefined || (found[2] !== '' ? hex === true : values.has(Number(found[1])));
}
