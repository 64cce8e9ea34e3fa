import type { Code } from '../../catalogue/code.ts';
import { type NumberForm, writtenValues } from '../../catalogue/own-forms.ts';
import type { Prefix } from '../prefix/prefix.ts';
import { holdsFor, holdsForSeverity } from './own-scope.ts';
import { isDenied, lowerCase } from './sought-text.ts';

/** What stands before a code that a component's own file prints, where the catalogue does not say. */
export const usualTexts: readonly string[] = [
  'error',
  'error code',
  'error_code',
  'errorcode',
  'errcode',
  'err',
  'err_code',
  'errno',
  'rc',
  'ret',
  'retcode',
  'return code',
  'returned',
  'code',
  'status',
  'status code',
  'result',
  'failed with',
];
// What may stand between that text and the number.
const between = new Set([...' \t=:"\'([{<#\\'].map((character) => character.charCodeAt(0)));
const mostBetween = 6;
// How far a text with {} may reach back.
const reach = 400;

/** The text of a form: its fixed parts from the last to the first, in small letters. */
interface Before {
  readonly parts: readonly string[];
  /** How much fixed text it has: of two forms the one with more says more. */
  readonly weight: number;
}

/** What a form says of a number. */
interface FormHit {
  /** Undefined for a number that is no code of the component, where the form is to tell of these. */
  readonly code: Code | undefined;
  /** The code's value, however it is written there. */
  readonly value: number;
  readonly weight: number;
}

/** Whether a text before a number ends with `{}`, but for what may stand between a text and its number: `code {} (`. */
export function endsOpen(text: string): boolean {
  let end = text.length;
  while (end > 0 && between.has(text.charCodeAt(end - 1))) end--;
  return text.endsWith('{}', end);
}

/** One form in which numbers state codes of one component. */
export class OwnNumberForm {
  readonly form: NumberForm;
  /** Whether it holds for any line. */
  readonly everywhere: boolean;
  /** By what is written for their values. */
  readonly #codes = new Map<number, { readonly code: Code; readonly value: number }>();
  readonly #names = new Map<string, Code>();
  /** By the last character of their last part. */
  readonly #texts = new Map<number, Before[]>();
  /** Texts that end with what may stand between a text and its number: the number follows them directly. */
  readonly #tight: Before[] = [];

  /** @param codes by their values */
  constructor(form: NumberForm, codes: ReadonlyMap<number, Code>) {
    this.form = form;
    this.everywhere = form.files.length + form.loggers.length === 0;
    for (const [value, code] of codes) {
      this.#names.set(code.name, code);
      for (const written of writtenValues(form, value)) this.#codes.set(written, { code, value });
    }
    const texts = form.after.length === 0 && (form.fields ?? []).length === 0 ? usualTexts : form.after;
    for (const text of texts) {
      const bytes = lowerCase(Buffer.from(text, 'utf8').toString('latin1'));
      let end = bytes.length;
      while (end > 0 && between.has(bytes.charCodeAt(end - 1))) end--;
      const weight = bytes.replaceAll('{}', '').length;
      // What is left ends with any text.
      if (endsOpen(bytes)) {
        this.#tight.push({ parts: bytes.trimEnd().split('{}').reverse(), weight });
        continue;
      }
      const parts = bytes.slice(0, end).split('{}').reverse();
      const last = parts[0]!.charCodeAt(parts[0]!.length - 1);
      this.#texts.set(last, [...(this.#texts.get(last) ?? []), { parts, weight }]);
    }
  }

  /** Whether the form holds for a line with this prefix. */
  holdsFor(prefix: Prefix): boolean {
    return holdsForSeverity(this.form, prefix) && (this.everywhere || holdsFor(this.form, prefix));
  }

  /** What may be written for the codes. */
  get written(): Iterable<number> {
    return this.#codes.keys();
  }

  /** What the form says of a number, if anything. */
  codeOf(number: number): { readonly code: Code; readonly value: number } | undefined {
    return this.#codes.get(number);
  }

  /** The code of that name. */
  named(name: string): Code | undefined {
    return this.#names.get(name);
  }

  /** What the number at `at` states, if one of the form's texts stands before it; `from` is the message's start. */
  hitAt(number: number, line: string, from: number, at: number): FormHit | undefined {
    const stated = this.#codes.get(number);
    // Nobody lists success among the errors.
    if (stated === undefined && (this.form.unknown !== true || number === 0)) return undefined;
    const weight = this.#weightAt(line, from, at);
    return weight === undefined ? undefined : { code: stated?.code, value: stated?.value ?? number, weight };
  }

  #weightAt(line: string, from: number, at: number): number | undefined {
    let end = gapStart(line, from, at);
    const direct = Math.max(this.#weight(line, from, end, end < at), this.#tightWeight(line, from, at));
    if (direct >= 0) return direct;
    // "error is 5", "status was 5"
    if (end - from < 4 || !/ (?:is|was)$/i.test(line.slice(end - 4, end))) return undefined;
    end = gapStart(line, from, line.lastIndexOf(' ', end - 1));
    const weight = this.#weight(line, from, end, true);
    return weight >= 0 ? weight : undefined;
  }

  /** How much fixed text of the form stands before `end`; -1 for none. */
  #weight(line: string, from: number, end: number, gap: boolean): number {
    if (end <= from) return -1;
    const last = line[end - 1]!;
    // "ret5" is a word of its own.
    if (!gap && isWord(last)) return -1;
    return heaviest(this.#texts.get(lowerCase(last).charCodeAt(0)) ?? [], line, from, end);
  }

  #tightWeight(line: string, from: number, at: number): number {
    return this.#tight.length === 0 ? -1 : heaviest(this.#tight, line, from, at);
  }
}

function heaviest(texts: readonly Before[], line: string, from: number, end: number): number {
  let best = -1;
  for (const { parts, weight } of texts)
    if (weight > best && standsBefore(parts, line, from, end)) best = weight;
  return best;
}

/** Whether the parts, last first, stand before `end` in the line, the last directly, and no word denies them. */
function standsBefore(parts: readonly string[], line: string, from: number, end: number): boolean {
  const [last, ...earlier] = parts as [string, ...string[]];
  let start = end - last.length;
  if (start < from || lowerCase(line.slice(start, end)) !== last) return false;
  if (earlier.length > 0) {
    const origin = Math.max(from, end - reach);
    const window = lowerCase(line.slice(origin, start));
    let room = window.length;
    for (const part of earlier) {
      if (room < part.length) return false;
      room = window.lastIndexOf(part, room - part.length);
      if (room === -1) return false;
    }
    start = origin + room;
  }
  if (start > from && isWord(line[start]!) && isWord(line[start - 1]!)) return false;
  return !isDenied(line, from, start);
}

/** Where the characters between a text and what follows at `at` begin. */
function gapStart(line: string, from: number, at: number): number {
  let start = at;
  while (start > from && at - start < mostBetween && between.has(line.charCodeAt(start - 1))) start--;
  return start;
}

function isWord(character: string): boolean {
  return /\w/.test(character);
}
