import {
  at,
  blank,
  digit,
  isOfWord,
  keyBehind,
  kindOf,
  letter,
  maskWord,
  opening,
  percentSign,
  quote,
  separator,
  slash,
} from './character-kinds.ts';
import { codeKeyword, codesInList, isCodeThere, PrecedingWords } from './code-place.ts';
import { compoundNumber, ip6Length, matchedLength, uuidLength } from './compound-numbers.ts';
import { holdsErrorText } from './error-texts.ts';

const escapeCode = 27;
const escapeSequence = /\x1b\[[0-?]*[ -/]*[@-~]/y;

const codeList = /[[{]\s*-?\d+(?:\s*,\s*-?\d+)*\s*[\]}]/y;
const pathEnd = /[^ \t-\r,;'"()[\]{}<>|]*/y;
// What decides whether something is a path: a look at all of it, again and again, could take long.
const longestFront = 200;
const pathFront = new RegExp(`[^ \\t-\\r,;'"()[\\]{}<>|]{0,${longestFront}}`, 'y');
const codeName = /[A-Z]{2,}_[A-Z]/;

/** Characters of a message that are looked at. */
const longestMessage = 16_384;
/** Characters that a masked message keeps. */
export const longestForm = 600;

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
  readonly #words = new PrecedingWords();
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
    this.#words.clear();
    this.#closingQuote = -1;
    this.#beginToken(from);
    let next = from;
    while (next < end && this.#out.length <= longestForm) {
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
        case percentSign:
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
    // What was not looked at any more is cut off anyway.
    if (this.#copied < end)
      this.#out += text.slice(this.#copied, Math.min(end, this.#copied + 2 * longestForm));
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
    const length = matchedLength(escapeSequence, this.#text, start);
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

  #pathFront(from: number): string {
    const length = matchedLength(pathFront, this.#text, from);
    return this.#text.slice(from, this.#within(from + length));
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
    const rest = this.#pathFront(start + 1);
    const front = text.slice(Math.max(this.#token, start - longestFront), start);
    const isPath = rest.includes('/') && /[A-Za-z_]/.test(front + rest);
    return isPath ? this.#path(start, '<path>') : start + 1;
  }

  /** `model@8@2@a0000`: only keys of models hold several `@`. */
  #manyAts(start: number): number {
    return this.#pathFront(start + 1).includes('@') ? this.#path(start, '<key>') : start + 1;
  }

  #quoted(start: number, mark: number): number {
    this.#beginToken(start + 1);
    if (start === this.#closingQuote) return start + 1;
    const text = this.#text;
    const before = start === 0 ? blank : kindOf(text.charCodeAt(start - 1));
    if (isOfWord(before)) return start + 1;
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
      if (close + 1 >= this.#end || !isOfWord(after)) return close;
    }
    return -1;
  }

  /** `codes=[-800, 0, -704]`: each code once, in order of value; a list without any is masked like numbers. */
  #codeList(start: number): number {
    codeList.lastIndex = start;
    if (start - this.#words.end > 3 || codeKeyword(this.#words.last(this.#text)) === 'none') return start + 1;
    const list = codeList.exec(this.#text)?.[0];
    if (list === undefined || start + list.length > this.#end) return start + 1;
    const codes = codesInList(list);
    const mask = codes.length === 0 ? '<num>' : codes.join(', ');
    return this.#put(start, `[${mask}]`, start + list.length);
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
      const whole = uuidLength(text, start);
      if (whole > 0) return this.#put(start, '<uuid>', start + whole);
    }
    this.#words.push(start, next);
    const last = text.charCodeAt(next - 1);
    // `ey`, `ys`
    const isKey =
      (last === 121 && text.charCodeAt(next - 2) === 101) ||
      (last === 115 && text.charCodeAt(next - 2) === 121);
    return isKey ? this.#key(start, next) : next;
  }

  #key(start: number, end: number): number {
    const key = keyBehind(this.#text, start, end, this.#end, this.#words);
    if (key === undefined) return end;
    this.#beginToken(key.start);
    return this.#put(key.start, '<key>', key.end);
  }

  #mixed(start: number, end: number): number {
    const text = this.#text;
    if (end - start === 8 && text.charCodeAt(end) === 45) {
      const whole = uuidLength(text, start);
      if (whole > 0) return this.#put(start, '<uuid>', start + whole);
    }
    if (text.charCodeAt(end) === 58 && end - start <= 4) {
      const whole = ip6Length(text, start);
      if (whole > 0) return this.#put(start, '<ip>', Math.min(this.#end, start + whole));
    }
    const word = text.slice(start, end);
    if (/^0x/i.test(word) && word.length <= 10 && this.#words.report(text, start) === 'code') return end;
    const mask = maskWord(word);
    return mask === word ? end : this.#put(start, mask, end);
  }

  #number(start: number, end: number): number {
    const text = this.#text;
    const compound = compoundNumber(text, start, end);
    if (compound !== undefined) return this.#put(start, compound.mask, this.#within(start + compound.length));
    let sign = start;
    if (start > 0 && text.charCodeAt(start - 1) === 45 && start - 1 >= this.#copied) {
      const before = start < 2 ? blank : kindOf(text.charCodeAt(start - 2));
      if (!isOfWord(before) && text[start - 2] !== '>') sign = start - 1;
    }
    return isCodeThere(text, { sign, start, end }, this.#end, this.#words)
      ? end
      : this.#put(sign, '<num>', end);
  }

  #within(end: number): number {
    return Math.min(end, this.#end);
  }
}
