import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Code, isNormal } from '../catalogue/code.ts';
import {
  type NumberForm,
  type OwnForms,
  type OwnScope,
  type OwnSpelling,
  writtenValues,
} from '../catalogue/own-forms.ts';
import type { GramPart, GramText, PartNumber } from '../lines/prefilter/gram-text.ts';
import { isFindable, patternsOf, type TextPatterns } from '../lines/prefilter/text-patterns.ts';

/** What marks the lines on which codes of operators' catalogues can be found, besides the rule for Mooncake's. */
export interface OwnMarks {
  /** Names of the kind that the kernel knows (RPC_FAIL). */
  readonly words: readonly string[];
  /** Texts of which one stands in the line. */
  readonly texts: readonly GramText[];
  /** Those of the texts that do not count at severity I. */
  readonly severe: ReadonlySet<GramText>;
}

/** A longer name whose underscore has two characters on either side, as the kernel's rule for names needs it. */
const kernelName = /^(?=.{7}).*.[A-Z0-9]_[A-Z]./;
const nonWord = characters((character) => !/\w/.test(character));
/** What may stand before a word: behind an escape of JSON (`\n`, `\u000a`) a letter or digit, too. */
const beforeWord = characters((character) => /[\Wnrtbf\da-fA-F]/.test(character));
/** What may stand between a text and its number (see custom/custom-numbers.ts). */
const beforeNumber = ' \t=:"\'([{<#\\';
/** Characters that writers of JSON put as escapes, besides those beyond ASCII. */
const unsafe = /["'\\/<>&=+\x00-\x1f\x7f]+/;
const unsafeButSlash = /["'\\<>&=+\x00-\x1f\x7f]+/;
/** What stands between words where any blanks may; a tab is an escape in JSON. */
const beforeInner = ' \tt';
const behindInner = ' \t\\';
const long = 6;

const known = new WeakMap<Catalogue, OwnMarks | undefined>();

/**
 * The texts by which lines with codes of operators' catalogues are marked, worked out once a catalogue; undefined where a form has none
 * that is long enough, so that every line has to be looked at.
 */
export function ownMarks(catalogue: Catalogue): OwnMarks | undefined {
  if (!known.has(catalogue)) known.set(catalogue, marksOf(catalogue));
  return known.get(catalogue);
}

function marksOf(catalogue: Catalogue): OwnMarks | undefined {
  const words: string[] = [];
  const texts: GramText[] = [];
  const severe = new Set<GramText>();
  /** Adds texts; false where there is one without a part that is long enough. */
  const addAll = (
    added: readonly (GramText | undefined)[],
    { severities }: Pick<OwnScope, 'severities'>,
  ): boolean => {
    for (const text of added) {
      if (text === undefined) return false;
      texts.push(text);
      if (severities?.includes('I') === false) severe.add(text);
    }
    return true;
  };
  for (const forms of catalogue.own) {
    for (const spelling of forms.names === 'never' ? [] : forms.spellings) {
      if (spelling.anyCase !== true && kernelName.test(spelling.text)) words.push(spelling.text);
      else if (!addAll(spellingTexts(spelling), spelling)) return undefined;
    }
    const codes = new Map([...catalogue.valuesOf(forms.component)].filter(([, code]) => !isNormal(code)));
    const names = Array.from(codes.values(), ({ name }) => name);
    const plain = valuesOf(codes, { after: [], files: [], loggers: [] });
    for (const form of numberForms(forms)) {
      // One set for most forms, so that texts before numbers can be told to have the same.
      const isPlain = form.bases === undefined && form.negated !== true;
      if (!addAll(formTexts(form, isPlain ? plain : valuesOf(codes, form), names), form)) return undefined;
    }
  }
  for (const caller of catalogue.callers) if (!addAll(textsOf([caller], nonWord), {})) return undefined;
  return { words, texts, severe };
}

const patterns = new WeakMap<OwnMarks, TextPatterns | undefined>();

/** What the texts are found by, worked out once; undefined where too many are too short. */
export function patternsOfMarks(marks: OwnMarks): TextPatterns | undefined {
  if (!patterns.has(marks))
    patterns.set(marks, patternsOf(marks.texts, { unlessSurelyInformation: marks.severe }));
  return patterns.get(marks);
}

/** The numbers of a component's codes as a form writes them, without their signs; where success counts, every line is looked at. */
function valuesOf(codes: ReadonlyMap<number, Code>, form: NumberForm): ReadonlySet<number> {
  return new Set([...codes.keys()].flatMap((value) => writtenValues(form, value)).map(Math.abs));
}

function numberForms(forms: OwnForms): NumberForm[] {
  const isOwn = forms.added && forms.files.length + forms.loggers.length > 0;
  return [...forms.numbers, ...(isOwn ? [{ ...forms, after: [] }] : [])];
}

function spellingTexts({ text, anyBlanks, anyCase }: OwnSpelling): (GramText | undefined)[] {
  return textsOf(text.split('{}'), nonWord, { anyBlanks: anyBlanks === true, anyCase: anyCase === true });
}

/** What stands on each line for which a form of numbers holds: the name of one of its sources, or one of its texts. */
function formTexts(
  { after, fields = [], files, loggers, hex, unknown, only }: NumberForm,
  values: ReadonlySet<number>,
  names: readonly string[],
): (GramText | undefined)[] {
  const sources = [...files, ...loggers].flatMap((source) => textsOf([source], nonWord));
  // Many words may stand before the number, so that the names of files and loggers say more.
  if (after.length + fields.length === 0) return sources;
  if (only === 'names') return names.flatMap((name) => textsOf([name], nonWord));
  const number = { values: unknown === true ? undefined : values, hex };
  const before = [
    ...after.flatMap((text) => {
      const fixed = text.replace(/[ \t=:"'([{<#\\]+$/, '').split('{}');
      return textsOf(fixed, beforeNumber, { anyCase: true, number });
    }),
    ...fields.flatMap((path) =>
      textsOf([`${path.slice(path.lastIndexOf('.') + 1)}"`], '', { safe: /(?!)/, number }),
    ),
  ];
  const hasNumbers = before.every((text) => text?.some((part) => part.number !== undefined));
  return hasNumbers || sources.length === 0 || sources.includes(undefined) ? before : sources;
}

/**
 * A text by its fixed parts: the ones of ASCII if one of them is long enough, else all with what JSON makes of other characters.
 *
 * @param behind of what one stands behind the text, where that ends with a letter or digit of ASCII
 * @param number what stands behind the text, if a number does
 */
function textsOf(
  fixed: readonly string[],
  behind: string,
  {
    anyBlanks = false,
    anyCase = false,
    safe = unsafe,
    number,
  }: { anyBlanks?: boolean; anyCase?: boolean; safe?: RegExp; number?: PartNumber | undefined } = {},
): (GramText | undefined)[] {
  const parts = fixed.flatMap((part, index) => {
    const pieces = part.split(safe);
    return pieces.flatMap((piece, nth): GramPart[] => {
      const isFirst = index === 0 && nth === 0 && /^\w/.test(part);
      const isEnd = index === fixed.length - 1 && nth === pieces.length - 1;
      const isLast = isEnd && /\w$/.test(part);
      const words = anyBlanks ? piece.split(/\s+/) : [piece];
      return words.map((text, place) => {
        const before = place > 0 ? beforeInner : isFirst ? beforeWord : undefined;
        const after = place < words.length - 1 ? behindInner : isLast && behind !== '' ? behind : undefined;
        const follows = isEnd && place === words.length - 1 ? number : undefined;
        return { text, anyCase, before, behind: after, number: follows };
      });
    });
  });
  const plain = parts.flatMap((part) => asciiParts(part)).filter(isFindable);
  const isLong = plain.some(({ text }) => text.length >= long);
  if (safe === unsafe && fixed.some((part) => part.includes('/')) && !isLong) {
    // Some writers of JSON put a backslash before it.
    const whole = textsOf(fixed, behind, { anyBlanks, anyCase, safe: unsafeButSlash, number });
    return whole.flatMap((text) => [text, text && withEscapedSlashes(text)]);
  }
  const isWide = parts.some(({ text }) => /\P{ASCII}/u.test(text));
  if (!isWide || isLong) return [asText(plain)];
  const raw = parts.map((part) => ({ ...part, text: Buffer.from(part.text, 'utf8').toString('latin1') }));
  const escaped = parts.map((part) => ({
    ...part,
    anyCase: true,
    text: part.text.replaceAll(/[^\0-\x7f]/g, escapeOf),
  }));
  return [raw, escaped].map((all) => asText(all.filter(isFindable)));
}

/** The pieces of a part between characters beyond ASCII. */
function asciiParts({ text, anyCase, before, behind, number }: GramPart): GramPart[] {
  const pieces = text.split(/[^\0-\x7f]+/);
  return pieces.map((piece, index) => ({
    text: piece,
    anyCase,
    ...(index === 0 ? { before } : {}),
    ...(index === pieces.length - 1 ? { behind, number } : {}),
  }));
}

function withEscapedSlashes([first, ...others]: GramText): GramText {
  const escaped = (part: GramPart): GramPart => ({ ...part, text: part.text.replaceAll('/', '\\/') });
  return [escaped(first), ...others.map(escaped)];
}

function asText(parts: readonly GramPart[]): GramText | undefined {
  const [first, ...others] = parts;
  return first === undefined ? undefined : [first, ...others];
}

/** `\u8fde`, one for each of its two halves for a character of 21 bits. */
function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function characters(isIn: (character: string) => boolean): string {
  return Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
    .filter(isIn)
    .join('');
}
