import type { Catalogue } from '../../catalogue/catalogue.ts';
import { type Code, type Component, isNormal } from '../../catalogue/code.ts';
import type { OwnForms } from '../../catalogue/own-forms.ts';
import { standsAlone } from '../evidence/stands-alone.ts';
import type { Prefix } from '../prefix/prefix.ts';
import { holdsFor, OwnNumberForm } from './custom-numbers.ts';

/** A code of an operator's catalogue that a line states. */
export interface OwnHit {
  readonly evidence: 'name' | 'number';
  /** One row, or several where forms of several components hold for one number. */
  readonly readings: readonly [Code, ...Code[]];
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** A name or alias, as the bytes that a line holds it in. */
interface Spelling {
  readonly text: string;
  readonly code: Code;
  readonly forms: OwnForms;
  /** Whether it counts on lines of others too. */
  readonly anywhere: boolean;
}

const noHits: readonly OwnHit[] = [];
const word = /\w/;
// More digits are no code.
const mostDigits = 10;

/** Finds codes in the forms that operators' catalogues state. Linear in the length of the text. */
export class OwnFormReader {
  /** By their first word. */
  readonly #spellings = new Map<string, Spelling[]>();
  /** Bits for the lengths of the first words that begin with a character, so that few words of a line are looked up. */
  readonly #lengths = new Uint32Array(128);
  readonly #everywhere: readonly OwnNumberForm[];
  readonly #limited: readonly OwnNumberForm[];
  readonly #values = new Set<number>();
  readonly #preferred: Component | undefined;

  /**
   * @param normal whether success counts
   * @param preferred settles a number that components share in favour of this one
   */
  constructor(catalogue: Catalogue, normal: boolean, preferred?: Component) {
    this.#preferred = preferred;
    const numbers: OwnNumberForm[] = [];
    for (const forms of catalogue.own) {
      const counted = (code: Code): boolean => normal || !isNormal(code);
      if (forms.names !== 'never')
        for (const code of forms.codes.filter(counted))
          for (const spelling of [code.name, ...(code.aliases ?? [])]) {
            // Where a code of Mooncake has the same name, only the component's own lines mean this one.
            const taken = forms.added && catalogue.mooncake.named(spelling).length > 0;
            this.#spelling(spelling, code, forms, forms.names === 'anywhere' && !taken);
          }
      const codes = catalogue.codes.filter((code) => code.component === forms.component && counted(code));
      const own = forms.added && forms.files.length + forms.loggers.length > 0;
      for (const form of [...forms.numbers, ...(own ? [{ ...forms, after: [] }] : [])]) {
        numbers.push(new OwnNumberForm(form, codes));
        for (const code of codes) this.#values.add(code.value);
      }
    }
    this.#everywhere = numbers.filter((form) => form.everywhere);
    this.#limited = numbers.filter((form) => !form.everywhere);
  }

  /** The codes that the line states, in the order in which they stand; a code may come more than once. */
  read(line: string, prefix: Prefix): readonly OwnHit[] {
    const numbers = this.#formsFor(prefix);
    if (this.#spellings.size === 0 && numbers.length === 0) return noHits;
    let hits: OwnHit[] | undefined;
    const { message: from, messageEnd: to } = prefix;
    for (let at = from; at < to; at++) {
      const first = line.charCodeAt(at);
      if (!isWord(first)) continue;
      const start = at;
      let digits = true;
      for (let code = first; at < to && isWord(code); code = line.charCodeAt(++at)) digits &&= isDigit(code);
      let hit: OwnHit | undefined;
      if ((this.#lengths[first]! & lengthBit(at - start)) !== 0) hit = this.#name(line, start, at, prefix);
      if (hit === undefined && digits && numbers.length > 0)
        hit = this.#number(line, start, at, prefix, numbers);
      if (hit === undefined) continue;
      hits ??= [];
      hits.push(hit);
      at = Math.max(at, hit.end) - 1;
    }
    return hits ?? noHits;
  }

  #formsFor(prefix: Prefix): readonly OwnNumberForm[] {
    if (this.#limited.length === 0 || (prefix.file ?? prefix.logger) === undefined) return this.#everywhere;
    const limited = this.#limited.filter((form) => form.holdsFor(prefix));
    return limited.length === 0 ? this.#everywhere : [...this.#everywhere, ...limited];
  }

  #spelling(text: string, code: Code, forms: OwnForms, anywhere: boolean): void {
    // Lines are read one character a byte.
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    let end = 0;
    while (end < bytes.length && isWord(bytes.charCodeAt(end))) end++;
    const key = bytes.slice(0, end);
    this.#lengths[key.charCodeAt(0)]! |= lengthBit(end);
    const spellings = this.#spellings.get(key) ?? [];
    spellings.push({ text: bytes, code, forms, anywhere });
    this.#spellings.set(
      key,
      spellings.sort((a, b) => b.text.length - a.text.length),
    );
  }

  /** The longest name or alias that begins with the word at `start`; on lines of a component's own, its names come first. */
  #name(words: string, start: number, wordEnd: number, prefix: Prefix): OwnHit | undefined {
    const spellings = this.#spellings.get(words.slice(start, wordEnd));
    if (spellings === undefined) return undefined;
    let found: Spelling | undefined;
    for (const spelling of spellings) {
      if (found !== undefined && spelling.text.length < found.text.length) break;
      const end = start + spelling.text.length;
      if (end > prefix.messageEnd || !words.startsWith(spelling.text, start)) continue;
      if (!standsAlone(words, start, end)) continue;
      const own = holdsFor(spelling.forms, prefix);
      if (own || (found === undefined && spelling.anywhere)) found = spelling;
      if (own) break;
    }
    if (found === undefined) return undefined;
    const { code, text } = found;
    return { evidence: 'name', readings: [code], value: code.value, start, end: start + text.length };
  }

  #number(
    line: string,
    digits: number,
    end: number,
    prefix: Prefix,
    forms: readonly OwnNumberForm[],
  ): OwnHit | undefined {
    if (end - digits > mostDigits || digits === prefix.message) return undefined;
    if (!endsFree(line, end, prefix.messageEnd)) return undefined;
    const text = line.slice(digits, end);
    const negative = line[digits - 1] === '-';
    const start = negative ? digits - 1 : digits;
    const value = negative ? -Number(text) : Number(text);
    if (!this.#values.has(value)) return undefined;
    const found = new Set<Code>();
    for (const form of forms) {
      const code = form.codeAt(value, line, prefix.message, start);
      if (code !== undefined) found.add(code);
    }
    const preferred = [...found].filter((code) => code.component === this.#preferred);
    const [first, ...others] = preferred.length > 0 ? preferred : found;
    if (first === undefined) return undefined;
    return { evidence: 'number', readings: [first, ...others], value, start, end };
  }
}

/** The key in the catalogue's messages for a line that glog did not print, if it has any. */
export function callerOf(prefix: Prefix, catalogue: Catalogue): string | undefined {
  if (catalogue.callers.size === 0) return undefined;
  if (prefix.file !== undefined && catalogue.callers.has(prefix.file)) return prefix.file;
  for (
    let name = prefix.logger ?? '';
    name !== '';
    name = name.slice(0, Math.max(0, name.lastIndexOf('.')))
  ) {
    if (catalogue.callers.has(name)) return name;
  }
  return undefined;
}

/** A number ends where no word, fraction, ratio or unit goes on; a sentence may end there. */
function endsFree(line: string, end: number, to: number): boolean {
  if (end >= to) return true;
  const after = line[end]!;
  if (after === '%') return false;
  return !'.:/-@'.includes(after) || end + 1 >= to || !word.test(line[end + 1]!);
}

/** Lengths from 31 on share a bit; a longer word is looked up in vain at worst. */
function lengthBit(length: number): number {
  return 1 << Math.min(length, 31);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWord(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}
