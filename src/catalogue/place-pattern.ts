import type { NumberPlace } from './number-places.ts';

/** What the text before a number ends with, taken apart: one character a byte (latin1). */
interface PlacePattern {
  /** Whether it begins where the message does. */
  readonly atStart: boolean;
  /** Whether it begins where a word does. */
  readonly atWord: boolean;
  /** Its literal parts, the last one first. */
  readonly parts: readonly PlacePart[];
}

interface PlacePart {
  readonly text: string;
  /** Whether what stands before it, behind the part that comes next here, is some text without blanks; else it is any. */
  readonly behindWord: boolean;
}

/** A `NumberPlace` whose patterns are taken apart. */
export interface CompiledPlace extends Omit<NumberPlace, 'before'> {
  readonly patterns: readonly PlacePattern[];
}

/** Takes the patterns of a place apart. */
export function compilePlace({ before, ...place }: NumberPlace): CompiledPlace {
  return { ...place, patterns: before.map(placePattern) };
}

/** Whether a text ends as the text before a place's number does. */
export function isPlace({ patterns }: CompiledPlace, text: string): boolean {
  return patterns.some((pattern) => endsWithPattern(pattern, text));
}

/** Takes a pattern apart that is written as `NumberPlace` says. */
function placePattern(pattern: string): PlacePattern {
  const [, sign, text] = /^([~^]?)(.*)$/.exec(pattern)!;
  const pieces = text!.split(/(\{\}|\{word\})/);
  const parts = pieces.flatMap((piece, index) =>
    index % 2 === 1 ? [] : [{ text: piece, behindWord: pieces[index - 1] === '{word}' }],
  );
  return { atStart: sign === '^', atWord: sign === '~', parts: parts.reverse() };
}

/** Whether a text ends with a pattern. */
function endsWithPattern({ atStart, atWord, parts }: PlacePattern, text: string): boolean {
  let end = text.length;
  for (const [index, part] of parts.entries()) {
    // The rightmost place for each leaves the most room for those before it, and the fewest bytes between.
    const last = end - part.text.length;
    if (last < 0) return false;
    const isFirst = index === parts.length - 1;
    const start = index === 0 ? last : isFirst && atStart ? 0 : text.lastIndexOf(part.text, last);
    if (start === -1 || !text.startsWith(part.text, start)) return false;
    if (index > 0 && parts[index - 1]!.behindWord && !isWord(text, start + part.text.length, end))
      return false;
    if (isFirst && atStart && start > 0) return false;
    end = start;
  }
  return !atWord || end === 0 || !/\w/.test(text[end - 1]!);
}

function isWord(text: string, start: number, end: number): boolean {
  return end > start && !/\s/.test(text.slice(start, end));
}

/**
 * A text as a regular expression that matches just that.
 *
 * @example literalPattern('a.b') // 'a\\.b'
 */
export function literalPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
