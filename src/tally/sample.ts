import { shownPart } from '../recognise/prefix/terminal-text.ts';

/** One line as an example of many. `time` is in epoch milliseconds. */
export interface Sample {
  readonly line: string;
  readonly input: string;
  readonly time?: number | undefined;
}

/** Characters of a line that are shown. */
const mostCharacters = 400;

/** A character takes at most so many bytes of UTF-8. */
const mostBytes = 4;

const plain = /^[\x20-\x7e]*$/;
/** Control characters, those that reorder what stands around them, and those that end a line. */
const invisible = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * A log line for people: what a terminal would show of its bytes, given as latin1, read as UTF-8; control characters made visible; cut to 400
 * characters. What is shown depends on the line alone.
 */
export function shownText(whole: string): string {
  const line = shownPart(whole);
  if (line.length <= mostCharacters && plain.test(line)) return line;
  const bytes = Buffer.from(line.slice(0, mostBytes * (mostCharacters + 1)), 'latin1');
  const text = bytes.toString('utf8');
  const cut = text.length > mostCharacters;
  const head = cut
    ? `${text.slice(0, text.codePointAt(mostCharacters - 1)! > 0xffff ? mostCharacters - 1 : mostCharacters)}…`
    : text;
  return head.replace(invisible, shown);
}

function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : `\\u{${code.toString(16).toUpperCase()}}`;
}

/** Which of two samples is kept: the earlier one; of equally early ones the first in the order of their texts. */
export function firstSample(a: Sample | undefined, b: Sample | undefined): Sample | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.time !== b.time) {
    if (a.time === undefined || b.time === undefined) return a.time === undefined ? b : a;
    return a.time < b.time ? a : b;
  }
  if (a.line !== b.line) return a.line < b.line ? a : b;
  return a.input <= b.input ? a : b;
}

/**
 * Whether a line, as latin1, could come before a sample of the same time. Decided from the printable ASCII that both
 * begin with, so that few lines need to be made a sample of to find out.
 */
export function couldPrecede(line: string, sample: string): boolean {
  // What is shown of it begins elsewhere.
  if (line.includes('\r')) return true;
  const length = Math.min(line.length, sample.length);
  for (let at = 0; at < length; at++) {
    const code = line.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return true;
    const other = sample.charCodeAt(at);
    if (code !== other) return code < other;
  }
  return true;
}
