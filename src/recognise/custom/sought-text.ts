import type { OwnText } from '../../catalogue/own-forms.ts';

const beyondAscii = /[^\0-\x7f]/;
/** How far apart two fixed parts with `{}` in between may stand. */
const reach = 400;

/** A text of an operator's catalogue, ready to be looked for in lines, which are read one character a byte. */
export class SoughtText {
  /** The word that it begins with, in small letters where case does not count; empty where it begins beyond ASCII. */
  readonly firstWord: string;
  /** Whether that word goes on in any way: `{}` stands right behind it. */
  readonly isOpen: boolean;
  /** The first two bytes of a text that begins beyond ASCII, else empty. */
  readonly firstBytes: string;
  /** What stands behind the first word in every line that holds the text: a few characters, or none where they differ. */
  readonly next: string;
  readonly anyCase: boolean;
  readonly #clause: boolean;
  readonly #parts: readonly string[];
  readonly #anyBlanks: boolean;

  constructor({ text, anyCase = false, anyBlanks = false, clause = false }: OwnText) {
    this.#clause = clause;
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    this.anyCase = anyCase;
    this.#anyBlanks = anyBlanks;
    this.#parts = (anyCase ? lowerCase(bytes) : bytes).split('{}');
    const first = this.#parts[0]!;
    this.firstWord = /^\w*/.exec(first)![0];
    this.isOpen = this.#parts.length > 1 && this.firstWord.length === first.length;
    this.next = anyBlanks ? '' : first.slice(this.firstWord.length, this.firstWord.length + 4);
    this.firstBytes = first.charCodeAt(0) >= 128 ? first.slice(0, 2) : '';
  }

  /** Where the text that begins at an offset ends, or -1; `line` has small letters where `anyCase` holds. */
  endAt(line: string, start: number, to: number, from = 0): number {
    const end = this.#endAt(line, start, to);
    return end !== -1 && this.#clause && !isClause(line, start, end, from, to) ? -1 : end;
  }

  #endAt(line: string, start: number, to: number): number {
    let end = this.#partAt(this.#parts[0]!, line, start, to);
    for (let index = 1; index < this.#parts.length && end !== -1; index++)
      end = this.#endOf(this.#parts[index]!, line, end, Math.min(to, end + reach));
    return end;
  }

  /** Whether it stands anywhere between two offsets. */
  isIn(line: string, from: number, to: number): boolean {
    const first = this.#parts[0]!;
    const sought = this.#anyBlanks ? first.split(' ', 1)[0]! : first;
    for (let at = line.indexOf(sought, from); at !== -1 && at < to; at = line.indexOf(sought, at + 1))
      if (this.endAt(line, at, to, from) !== -1) return true;
    return false;
  }

  /** Where a part ends that begins at or behind an offset. */
  #endOf(part: string, line: string, from: number, to: number): number {
    const window = line.slice(from, to);
    const sought = this.#anyBlanks ? part.split(' ', 1)[0]! : part;
    for (let at = window.indexOf(sought); at !== -1; at = window.indexOf(sought, at + 1)) {
      const end = this.#partAt(part, line, from + at, to);
      if (end !== -1) return end;
    }
    return -1;
  }

  #partAt(part: string, line: string, start: number, to: number): number {
    if (!this.#anyBlanks)
      return start + part.length <= to && line.startsWith(part, start) ? start + part.length : -1;
    let at = start;
    for (let index = 0; index < part.length; index++) {
      if (part[index] !== ' ') {
        if (at >= to || line[at] !== part[index]) return -1;
        at++;
        continue;
      }
      const before = at;
      while (at < to && (line[at] === ' ' || line[at] === '\t')) at++;
      // Blanks of the text that stand side by side are one.
      if (at === before && part[index - 1] !== ' ') return -1;
    }
    return at;
  }
}

/** Whether punctuation or an end of the message stands before and behind what lies between two offsets. */
function isClause(line: string, start: number, end: number, from: number, to: number): boolean {
  let before = start;
  while (before > from && line[before - 1] === ' ') before--;
  let behind = end;
  while (behind < to && line[behind] === ' ') behind++;
  if (before > from && !/[^\w\s\x80-\xff]/.test(line[before - 1]!)) return false;
  return behind >= to || /[^\w\s\x80-\xff]/.test(line[behind]!);
}

/** A text with the capitals of ASCII as small letters; bytes beyond are parts of characters, and stay. */
export function lowerCase(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** How far prose is looked at, behind and before a number. */
const proseReach = 120;
/** What a number counts; `errors` and `responses` are not here, as `HTTP 500 errors` are errors of 500. */
const counted =
  /^ (?:of \d|(?:times|tries|retries|attempts|requests|bytes|seconds|secs|minutes|hours|ms)\b(?! ?[=:(]| \d))/i;
const denied = /(?:^|[^\w-])(?:no|not|without) $/i;
const none = /^["'`)\]]? (?:counts?|counter|total|times) ?[=:] ?0(?![\w.])/i;
const questionBefore = /(?:^|[^\w-])(?:what|why|how|when|which)\b[^.!?;]*["'`]$/i;
const questionBehind = /^["'`][^.!?;]*\?/;

/**
 * Whether a number that ends at an offset counts something, or is one of several.
 *
 * @example isCounted('HTTP 500 requests per second', 8, 28) // true
 * @example isCounted('status code 14 of 16', 14, 20) // true
 * @example isCounted('HTTP 500 retries=3', 8, 18) // false
 */
export function isCounted(line: string, end: number, to: number): boolean {
  return line[end] === ' ' && counted.test(line.slice(end, Math.min(to, end + proseReach)));
}

/**
 * Whether the line denies what begins at an offset: the word before it is `no`, `not` or `without`.
 *
 * @example isDenied('no errno=110 is reported', 0, 3) // true
 */
export function isDenied(line: string, from: number, start: number): boolean {
  return line[start - 1] === ' ' && denied.test(line.slice(Math.max(from, start - 10), start));
}

/**
 * Whether what stands between two offsets names a counter that is zero.
 *
 * @example isCountOfNone('Connection refused count=0', 18, 26) // true
 */
export function isCountOfNone(line: string, end: number, to: number): boolean {
  return none.test(line.slice(end, Math.min(to, end + proseReach)));
}

/**
 * Whether a question quotes what stands between two offsets.
 *
 * @example isAskedFor('what does "File exists" mean?', 11, 22, 0, 29) // true
 */
export function isAskedFor(line: string, start: number, end: number, from: number, to: number): boolean {
  return (
    questionBehind.test(line.slice(end, Math.min(to, end + proseReach))) &&
    questionBefore.test(line.slice(Math.max(from, start - proseReach), start))
  );
}
