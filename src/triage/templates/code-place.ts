import { endsWithErrnoText } from './error-texts.ts';

const words = new Set([
  'error',
  'err',
  'errno',
  'errors',
  'rc',
  'ret',
  'code',
  'codes',
  'status',
  'statuses',
  'errcode',
  'errorcode',
  'retcode',
  'retval',
  'returned',
  'returns',
  'syndrome',
  'errs',
  'http',
]);
const camelEnding = /[a-z](?:Code|Ret|Err|Error|Errno|Status)$/;
const endings = new Set(['error', 'err', 'errno', 'rc', 'ret', 'code', 'codes', 'status', 'errors']);
// A result may be a size as well; only a negative one is a code for certain.
const results = new Set(['res', 'result', 'results', 'rets', 'return', 'value', 'got', 'gave']);

/**
 * How a word speaks of the number behind it: as a code (`code`), as one if it is negative (`result`), as one behind a colon or
 * a bracket (`failure`), or not at all.
 */
type CodeKeyword = 'code' | 'result' | 'failure' | 'none';

/** What a word such as `err`, `mapped_error_code` or `result` says of the number behind it. */
export function codeKeyword(word: string): CodeKeyword {
  const lower = word.toLowerCase();
  if (words.has(lower)) return 'code';
  if (lower === 'failed' || lower === 'failure') return 'failure';
  if (camelEnding.test(word)) return 'code';
  const last = lower.slice(lower.lastIndexOf('_') + 1);
  if (last !== lower && endings.has(last)) return 'code';
  return results.has(last) ? 'result' : 'none';
}

const [zero, nine] = [48, 57];

/** The negative numbers in a list of numbers, each once, the one nearest to 0 first. */
export function codesInList(list: string): readonly number[] {
  const codes: number[] = [];
  for (let minus = list.indexOf('-'); minus !== -1; minus = list.indexOf('-', minus + 1)) {
    let end = minus + 1;
    while (list.charCodeAt(end) >= zero && list.charCodeAt(end) <= nine) end++;
    const code = Number(list.slice(minus, end));
    if (!codes.includes(code)) codes.push(code);
  }
  return codes.sort((a, b) => b - a);
}

/** The last two words without digits of a text, as offsets. */
export class PrecedingWords {
  /** Where the last one begins and ends; -1 while there is none. */
  start = -1;
  end = -1;
  #priorStart = -1;
  #priorEnd = -1;

  /** Forgets them, for another text. */
  clear(): void {
    this.start = this.end = this.#priorStart = this.#priorEnd = -1;
  }

  push(start: number, end: number): void {
    this.#priorStart = this.start;
    this.#priorEnd = this.end;
    this.start = start;
    this.end = end;
  }

  last(text: string): string {
    return this.start === -1 ? '' : text.slice(this.start, this.end);
  }

  /** The one before the last. */
  prior(text: string): string {
    return this.#priorStart === -1 ? '' : text.slice(this.#priorStart, this.#priorEnd);
  }

  /** What they say of a number at `at`: `rc=`, `error code is `, `"code": `. */
  report(text: string, at: number): CodeKeyword {
    const { end } = this;
    if (end === -1 || at === end || at - end > 4) return 'none';
    let word = this.last(text);
    if (word === 'of') return 'none';
    if (word === 'is' || word === 'was') {
      if (at - end !== 1 || this.#priorEnd + 1 !== this.start) return 'none';
      word = this.prior(text);
    }
    for (let between = end; between < at; between++) if (!' =:"\'('.includes(text[between]!)) return 'none';
    return codeKeyword(word);
  }
}

// More digits are no code; Ascend's have six.
const mostCodeDigits = 7;

/** A number in a text: its digits from `start` to `end`, with its sign, if any, from `sign`. */
interface PlacedNumber {
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
