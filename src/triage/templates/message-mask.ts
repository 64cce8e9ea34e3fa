import { endsWithErrnoText, holdsErrorText } from './error-texts.ts';
import { maskedWord } from './masked-word.ts';
import { reportWord } from './report-words.ts';

// What begins at a character. Lines are read one character a byte; what is beyond ASCII belongs to words.
const letter = 1;
const digit = 2;
const blank = 3;
const quote = 4;
const slash = 5;
const percent = 6;
const at = 7;
const opening = 8;
const separator = 9;

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
  ['%', percent],
  ['@', at],
  ['[{', opening],
  ['=,;()<>|]}', separator],
] as const)
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;

const escapeCode = 27;
const escapeSequence = /\x1b\[[0-?]*[ -/]*[@-~]/y;

const kindOf = (code: number): number => (code < 256 ? kinds[code]! : letter);

const ip = /\d{1,3}(?:\.\d{1,3}){3}(:\d+)?(?![\w.]*\w)/y;
const time = /\d\d:\d\d:\d\d(?:[.,]\d+)*/y;
const ip6 = /[0-9a-f]{1,4}:(?:[0-9a-f]{0,4}:){1,6}(?:[0-9a-f]{1,4}|(?<=::))(?!\w)/iy;
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?!\w)/iy;
const decimal = /\d+(?:\.\d+)+/y;
const codeList = /[[{]\s*-?\d+(?:\s*,\s*-?\d+)*\s*[\]}]/y;
const pathEnd = /[^\s,;'"()[\]{}<>|]*/y;
const codeName = /[A-Z]{2,}_[A-Z]/;

/** Characters of a message that are looked at. */
const longestMessage = 16_384;
/** Characters that a masked message keeps. */
export const longestForm = 600;
// More digits are no code; Ascend's have six.
const mostCodeDigits = 7;
// Words that follow "key" in a sentence and are no key.
const afterKey =
  /^(?:(?:al)?ready|and|are|as|at|before|but|by|can|count|does|during|exist\w*|fail\w*|for|from|group|has|hash|in|is|list|lookup|mismatch|missing|must|name|no|not|of|on|or|prefix|size|space|store|to|transfer|was|were|with\w*)$/i;

/**
 * Takes the variable parts out of messages: numbers, addresses, ports, UUIDs, paths, quoted strings and keys become
 * `<num>`, `<hex>`, `<ip>`, `<ip:port>`, `<uuid>`, `<path>`, `<url>`, `'<str>'`, `<key>` and `<id>`; the same mask over and
 * over, as in a list, is written once. What tells failures apart stays: names of codes and states, codes behind words that
 * report one, errnos, error texts. Linear in the length of the text.
 */
export class MessageMask {
  #text = '';
  #end = 0;
  #out = '';
  /** Up to here the text is in `#out`. */
  #copied = 0;
  // Where the word that is looked at began, for paths that show themselves at their second slash.
  #token = 0;
  #tokenOut = 0;
  #tokenCopied = 0;
  #lastMask = '';
  #lastMaskEnd = -1;
  // The last two words without digits.
  #wordStart = -1;
  #wordEnd = -1;
  #priorStart = -1;
  #priorEnd = -1;
  #closingQuote = -1;

  /** The text from `from` up to `to`, masked; cut behind `longestForm` characters with ` <...>`. */
  mask(text: string, from: number, to: number): string {
    this.#text = text;
    let end = Math.min(to, from + longestMessage);
    while (end > from && kindOf(text.charCodeAt(end - 1)) === blank) end--;
    this.#end = end;
    this.#out = '';
    this.#copied = from;
    this.#lastMaskEnd = -1;
    this.#wordStart = this.#wordEnd = this.#priorStart = this.#priorEnd = -1;
    this.#closingQuote = -1;
    this.#beginToken(from);
    let next = from;
    while (next < end) {
      const code = text.charCodeAt(next);
      switch (kindOf(code)) {
        case letter:
        case digit:
          next = this.#word(next);
          break;
        case blank:
          next = code === escapeCode ? this.#escape(next) : next + 1;
          this.#beginToken(next);
          if (this.#out.length + next - this.#copied > longestForm)
            return `${this.#out}${text.slice(this.#copied, next)}<...>`;
          break;
        case quote:
          next = this.#quoted(next, code);
          break;
        case slash:
          next = this.#slash(next);
          break;
        case percent:
          next = text.startsWith('2F', next + 1) ? this.#path(next, '<path>') : next + 1;
          break;
        case at:
          next = this.#manyAts(next);
          break;
        case opening:
          next = this.#codeList(next);
          this.#beginToken(next);
          break;
        case separator:
          next++;
          this.#beginToken(next);
          break;
        default:
          next++;
      }
    }
    if (this.#copied < end) this.#out += text.slice(this.#copied, end);
    const out = this.#out;
    return out.length > longestForm ? `${out.slice(0, longestForm)} <...>` : out;
  }

  #beginToken(start: number): void {
    this.#token = start;
    this.#tokenOut = this.#out.length;
    this.#tokenCopied = this.#copied;
  }

  /** A colour, or whatever else a terminal obeys, is no part of a message. */
  #escape(start: number): number {
    const length = matched(escapeSequence, this.#text, start);
    return length === 0 ? start + 1 : this.#put(start, ' ', this.#within(start + length));
  }

  /** Puts `mask` in the place of what stands from `start` to `end`. */
  #put(start: number, mask: string, end: number): number {
    if (mask === this.#lastMask && this.#isListed(start)) {
      this.#copied = end;
    } else {
      this.#out += this.#text.slice(this.#copied, start) + mask;
      this.#copied = end;
    }
    this.#lastMask = mask;
    this.#lastMaskEnd = end;
    return end;
  }

  /** Whether only a comma stands between the last mask and `start`. */
  #isListed(start: number): boolean {
    const gap = start - this.#lastMaskEnd;
    if (this.#lastMaskEnd === -1 || gap < 1 || gap > 2 || this.#lastMaskEnd !== this.#copied) return false;
    return this.#text[this.#lastMaskEnd] === ',' && (gap === 1 || this.#text[start - 1] === ' ');
  }

  /** Where the path ends that goes on at `from`: the punctuation of the sentence is not part of it. */
  #pathEnd(from: number): number {
    pathEnd.lastIndex = from;
    let end = Math.min(this.#end, from + pathEnd.exec(this.#text)![0].length);
    while (end > from + 1 && '.:'.includes(this.#text[end - 1]!)) end--;
    return end;
  }

  /** Masks the token that turned out to be a path at `seen`. */
  #path(seen: number, mask: string): number {
    if (this.#copied > this.#token) {
      this.#out = this.#out.slice(0, this.#tokenOut);
      this.#copied = this.#tokenCopied;
      this.#lastMaskEnd = -1;
    }
    return this.#put(this.#token, mask, this.#pathEnd(seen));
  }

  #slash(start: number): number {
    const text = this.#text;
    const before = text[start - 1]!;
    if (start > this.#token && before === ':' && text[start + 1] === '/') return this.#path(start, '<url>');
    if (start === this.#token || '.~:'.includes(before)) {
      const next = kindOf(text.charCodeAt(start + 1));
      if (start + 1 >= this.#end || (next !== letter && next !== digit && text[start + 1] !== '.'))
        return start + 1;
      // `host:/mnt/x` begins at its slash; `~/x` and `../x` do not.
      return before === ':' || start === this.#token
        ? this.#put(start, '<path>', this.#pathEnd(start))
        : this.#path(start, '<path>');
    }
    const rest = text.slice(start + 1, this.#pathEnd(start));
    const isPath = rest.includes('/') && /[A-Za-z_]/.test(text.slice(this.#token, start) + rest);
    return isPath ? this.#path(start, '<path>') : start + 1;
  }

  /** `model@8@2@a0000`: only keys of models hold several `@`. */
  #manyAts(start: number): number {
    const rest = this.#text.slice(start + 1, this.#pathEnd(start));
    return rest.includes('@') ? this.#path(start, '<key>') : start + 1;
  }

  #quoted(start: number, mark: number): number {
    this.#beginToken(start + 1);
    if (start === this.#closingQuote) return start + 1;
    const text = this.#text;
    const before = start === 0 ? blank : kindOf(text.charCodeAt(start - 1));
    if (before === letter || before === digit) return start + 1;
    const close = this.#closing(start, mark);
    if (close === -1 || close === start + 1) return start + 1;
    this.#closingQuote = close;
    const inner = text.slice(start + 1, close);
    // A name of JSON, or what must stay.
    const isName = mark === 34 && text[close + 1] === ':';
    if (isName || codeName.test(inner) || holdsErrorText(inner)) return start + 1;
    return this.#put(start, "'<str>'", close + 1);
  }

  /** Where the quote opened at `start` closes: not within a word, as an apostrophe stands. */
  #closing(start: number, mark: number): number {
    const text = this.#text;
    const character = String.fromCharCode(mark);
    for (
      let close = text.indexOf(character, start + 1);
      close !== -1;
      close = text.indexOf(character, close + 1)
    ) {
      if (close >= this.#end || close - start > longestForm) return -1;
      const after = kindOf(text.charCodeAt(close + 1));
      if (close + 1 >= this.#end || (after !== letter && after !== digit)) return close;
    }
    return -1;
  }

  /** `codes=[-800, 0, -704]`: each code once, in order of value; a list without any is masked like numbers. */
  #codeList(start: number): number {
    codeList.lastIndex = start;
    if (reportWord(this.#lastWord()) === 'none' || start - this.#wordEnd > 3) return start + 1;
    const list = codeList.exec(this.#text)?.[0];
    if (list === undefined || start + list.length > this.#end) return start + 1;
    const codes = [...new Set(list.match(/-\d+/g)?.map(Number))].sort((a, b) => b - a);
    const mask = codes.length === 0 ? '<num>' : codes.join(', ');
    return this.#put(start, `[${mask}]`, start + list.length);
  }

  #lastWord(): string {
    return this.#wordStart === -1 ? '' : this.#text.slice(this.#wordStart, this.#wordEnd);
  }

  #word(start: number): number {
    const text = this.#text;
    const end = this.#end;
    let next = start;
    let digits = 0;
    for (; next < end; next++) {
      const kind = kindOf(text.charCodeAt(next));
      if (kind === digit) digits++;
      else if (kind !== letter) break;
    }
    if (digits > 0) return digits === next - start ? this.#number(start, next) : this.#mixed(start, next);
    if (next - start === 8 && text.charCodeAt(next) === 45) {
      const whole = matched(uuid, text, start);
      if (whole > 0) return this.#put(start, '<uuid>', start + whole);
    }
    this.#priorStart = this.#wordStart;
    this.#priorEnd = this.#wordEnd;
    this.#wordStart = start;
    this.#wordEnd = next;
    const last = text.charCodeAt(next - 1);
    // `ey`, `ys`
    const isKey =
      (last === 121 && text.charCodeAt(next - 2) === 101) ||
      (last === 115 && text.charCodeAt(next - 2) === 121);
    return isKey ? this.#key(start, next) : next;
  }

  /** Behind `key=`, `first_key: ` or `for key ` stands a key, up to the next blank. */
  #key(start: number, end: number): number {
    const text = this.#text;
    const plural = text.charCodeAt(end - 1) === 115;
    const from = end - (plural ? 4 : 3);
    if (from < start || !/^[Kk]ey/.test(text.slice(from, from + 3))) return end;
    const after = text[end];
    let value = end + 1;
    if (after === ':' && text[value] === ' ') value++;
    else if (after !== '=' && !(after === ' ' && from === start)) return end;
    const first = kindOf(text.charCodeAt(value));
    if (value >= this.#end || first === quote || first === opening || first === blank || first === separator)
      return value;
    let stop = value;
    while (stop < this.#end && kindOf(text.charCodeAt(stop)) !== blank) stop++;
    // The punctuation belongs to the sentence; a comma without a blank ends a field.
    const comma = text.indexOf(',', value);
    if (comma !== -1 && comma < stop) stop = comma;
    while (stop > value && '.,;:)\'"]'.includes(text[stop - 1]!)) stop--;
    if (stop === value) return value;
    const word = text.slice(value, stop);
    if (plural && /^\d+$/.test(word)) return value;
    if (after !== '=' && /^[A-Za-z]+$/.test(word)) {
      if (afterKey.test(word)) return value;
      const prior = after === ':' ? 'for' : text.slice(this.#priorStart, this.#priorEnd);
      if (!/^(?:for|of|with)$/i.test(prior)) return value;
    }
    this.#beginToken(value);
    return this.#put(value, '<key>', stop);
  }

  #mixed(start: number, end: number): number {
    const text = this.#text;
    if (end - start === 8 && text.charCodeAt(end) === 45) {
      const whole = matched(uuid, text, start);
      if (whole > 0) return this.#put(start, '<uuid>', start + whole);
    }
    if (text.charCodeAt(end) === 58 && end - start <= 4) {
      const whole = matched(ip6, text, start);
      if (whole > 0) return this.#put(start, '<ip>', Math.min(this.#end, start + whole));
    }
    const word = text.slice(start, end);
    if (/^0x/i.test(word) && word.length <= 10 && this.#reportsAt(start) === 'code') return end;
    const mask = maskedWord(word);
    return mask === word ? end : this.#put(start, mask, end);
  }

  #number(start: number, end: number): number {
    const text = this.#text;
    const next = text.charCodeAt(end);
    if (next === 46 || next === 58 || next === 45) {
      const special = this.#special(start, end, next);
      if (special !== 0) return special;
    }
    let sign = start;
    if (start > 0 && text.charCodeAt(start - 1) === 45 && start - 1 >= this.#copied) {
      const before = start < 2 ? blank : kindOf(text.charCodeAt(start - 2));
      if (before !== letter && before !== digit && text[start - 2] !== '>') sign = start - 1;
    }
    return this.#isCode(sign, start, end) ? end : this.#put(sign, '<num>', end);
  }

  /** Numbers with points, colons or hyphens: addresses, times, fractions, UUIDs. */
  #special(start: number, end: number, next: number): number {
    const text = this.#text;
    if (next === 46) {
      ip.lastIndex = start;
      const address = ip.exec(text);
      if (address !== null)
        return this.#put(
          start,
          address[1] === undefined ? '<ip>' : '<ip:port>',
          this.#within(start + address[0].length),
        );
      const whole = matched(decimal, text, start);
      return whole === 0 ? 0 : this.#put(start, '<num>', this.#within(start + whole));
    }
    if (next === 58) {
      let whole = matched(time, text, start);
      if (whole > 0) return this.#put(start, '<time>', this.#within(start + whole));
      whole = matched(ip6, text, start);
      return whole === 0 ? 0 : this.#put(start, '<ip>', this.#within(start + whole));
    }
    if (end - start !== 8) return 0;
    const whole = matched(uuid, text, start);
    return whole === 0 ? 0 : this.#put(start, '<uuid>', this.#within(start + whole));
  }

  #within(end: number): number {
    return Math.min(end, this.#end);
  }

  /** Whether the number from `start` to `end`, with its sign from `sign`, stands where a code is reported. */
  #isCode(sign: number, start: number, end: number): boolean {
    if (end - start > mostCodeDigits) return false;
    const text = this.#text;
    const after = end < this.#end ? text[end]! : ' ';
    if ('/%@*'.includes(after) || (after === '-' && end + 1 < this.#end && /\w/.test(text[end + 1]!)))
      return false;
    if ('.:'.includes(after) && end + 1 < this.#end && /\d/.test(text[end + 1]!)) return false;
    const negative = sign < start;
    const word = this.#reportsAt(sign);
    if (word === 'code') return true;
    const before = text[sign - 1];
    if (before === '[' || before === '(') {
      const errno = !negative && end - start <= 3 && ']' === after;
      if (errno || after === ')') {
        if (endsWithErrnoText(text.slice(Math.max(0, sign - 48), sign - 1).trimEnd())) return true;
      }
      // NAME(-800)
      if (negative && before === '(') return true;
    }
    if (word === 'result') return negative || text.slice(this.#wordStart - 1, this.#wordEnd) === '(value';
    // `cuMemCreate failed: 3`, `tangFreeHost failed (999)`
    if (word === 'failure') return sign === this.#wordEnd + 2 && (before === '(' || text[sign - 2] === ':');
    // `...: -102`
    return negative && before === ' ' && text[sign - 2] === ':';
  }

  /** What the word before `start` says of the number there: `rc=`, `error code is `, `"code": `. */
  #reportsAt(start: number): ReturnType<typeof reportWord> {
    const text = this.#text;
    let end = this.#wordEnd;
    if (end === -1) return 'none';
    let word = this.#lastWord();
    if (word === 'is' || word === 'was' || word === 'of') {
      if (word === 'of' || start - end !== 1 || this.#priorEnd + 1 !== this.#wordStart) return 'none';
      word = text.slice(this.#priorStart, this.#priorEnd);
      end = this.#wordEnd;
    }
    if (start - end > 4 || start === end) return 'none';
    for (let between = end; between < start; between++)
      if (!' =:"\'('.includes(text[between]!)) return 'none';
    return reportWord(word);
  }
}

/** How many characters a sticky pattern takes at `start`; 0 if it does not fit there. */
function matched(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0].length ?? 0;
}
