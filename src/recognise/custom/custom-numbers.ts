import type { Code } from '../../catalogue/code.ts';
import type { NumberForm } from '../../catalogue/own-forms.ts';
import type { Prefix } from '../prefix/prefix.ts';

// What stands before a code that a component's own file prints, where the catalogue does not say.
const usual = [
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
const between = new Set([...' \t=:"\'([{<#'].map((character) => character.charCodeAt(0)));
const mostBetween = 6;
// How far a text with {} may reach back.
const reach = 400;

/** One form in which numbers state codes of one component. */
export class OwnNumberForm {
  readonly #form: NumberForm;
  /** Whether it holds for any line. */
  readonly everywhere: boolean;
  readonly #codes: ReadonlyMap<number, Code>;
  /** Fixed parts from the last to the first, lower-cased, by the last character of the last. */
  readonly #texts = new Map<number, (readonly string[])[]>();

  constructor(form: NumberForm, codes: readonly Code[]) {
    this.#form = form;
    this.everywhere = form.files.length + form.loggers.length === 0;
    this.#codes = new Map(codes.map((code) => [code.value, code]));
    for (const text of form.after.length === 0 ? usual : form.after) {
      const bytes = Buffer.from(text, 'utf8').toString('latin1').toLowerCase();
      let end = bytes.length;
      while (end > 0 && between.has(bytes.charCodeAt(end - 1))) end--;
      const parts = bytes.slice(0, end).split('{}').reverse();
      const last = parts[0]!.charCodeAt(parts[0]!.length - 1);
      this.#texts.set(last, [...(this.#texts.get(last) ?? []), parts]);
    }
  }

  /** Whether the form holds for a line with this prefix. */
  holdsFor(prefix: Prefix): boolean {
    return this.everywhere || holdsFor(this.#form, prefix);
  }

  /** The code that the number at `at` states, if one of the form's texts stands before it; `from` is the message's start. */
  codeAt(value: number, line: string, from: number, at: number): Code | undefined {
    const code = this.#codes.get(value);
    if (code === undefined) return undefined;
    let end = gapStart(line, from, at);
    if (this.#matches(line, from, end, end < at)) return code;
    // "error is 5", "status was 5"
    if (end - from < 4 || !/ (?:is|was)$/i.test(line.slice(end - 4, end))) return undefined;
    end = gapStart(line, from, line.lastIndexOf(' ', end - 1));
    return this.#matches(line, from, end, true) ? code : undefined;
  }

  #matches(line: string, from: number, end: number, gap: boolean): boolean {
    if (end <= from) return false;
    const last = line[end - 1]!;
    // "ret5" is a word of its own.
    if (!gap && isWord(last)) return false;
    const texts = this.#texts.get(last.toLowerCase().charCodeAt(0));
    return texts?.some((parts) => standsBefore(parts, line, from, end)) ?? false;
  }
}

/** Whether the parts, last first, stand before `end` in the line, the last directly. */
function standsBefore(parts: readonly string[], line: string, from: number, end: number): boolean {
  const [last, ...earlier] = parts as [string, ...string[]];
  let start = end - last.length;
  if (start < from || line.slice(start, end).toLowerCase() !== last) return false;
  if (earlier.length > 0) {
    const origin = Math.max(from, end - reach);
    const window = line.slice(origin, start).toLowerCase();
    let room = window.length;
    for (const part of earlier) {
      if (room < part.length) return false;
      room = window.lastIndexOf(part, room - part.length);
      if (room === -1) return false;
    }
    start = origin + room;
  }
  return start === from || !isWord(line[start]!) || !isWord(line[start - 1]!);
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

/** Whether a line is of one of these files or loggers (or of a logger below one). */
export function holdsFor(
  sources: { readonly files: readonly string[]; readonly loggers: readonly string[] },
  prefix: Prefix,
): boolean {
  const { file, logger } = prefix;
  if (file !== undefined && sources.files.includes(file)) return true;
  return (
    logger !== undefined && sources.loggers.some((name) => logger === name || logger.startsWith(`${name}.`))
  );
}
