import type { Catalogue } from '../catalogue/catalogue.ts';
import { GramTables } from '../lines/prefilter/gram-tables.ts';
import type { GramOptions, GramText } from '../lines/prefilter/gram-text.ts';
import { isContext, wordContexts } from '../lines/prefilter/word-contexts.ts';
import { unknownErrorName } from './evidence/names.ts';

import { type OwnMarks, ownMarks, patternsOfMarks } from './own-texts.ts';

/**
 * Which lines can hold a finding, decided from a few neighbouring bytes alone. This is the one place of the rule: the
 * scanner's WebAssembly kernel is generated from `windows` (src/scan/kernel-source.ts), and tests compare both with
 * `windowsOf`. The rule may let through lines without a finding, never the other way round.
 *
 * The windows that occur in a line are a number: bit i stands for `windows[i]`. A finding that needs a window which a
 * line lacks need not be looked for.
 *
 * To change it, edit `windows` and run `npm run build:kernel`; a window that the kernel cannot test is an error there.
 */

export type WindowName =
  | 'escape'
  | 'name'
  | 'number'
  | 'severity'
  | 'source'
  | 'lower-case name'
  | 'leading lower-case name'
  | 'status';

/** A run of neighbouring bytes; a line that contains one (or whose start completes one) is a candidate. */
export interface PrefilterPattern {
  /** Windows of one form share a name. */
  readonly name: WindowName;
  /**
   * One byte each, as the inside of a regular expression's character class. The first may contain `\n`, which stands
   * for the start of the line; otherwise a window lies within a line.
   */
  readonly bytes: readonly string[];
  /**
   * Index of the byte around which the kernel looks first: it and its two neighbours should be rare together in
   * ordinary lines, or the kernel slows down. It must have a neighbour on both sides.
   */
  readonly key: number;
}

/**
 * Before `E0730`: anything but what makes the letter part of a word, a path or a key. `m` ends an ANSI colour, `n`, `r` and `t`
 * an escape of JSON. Whoever looks for headers within a line has to refuse the same (see prefix/peel.ts).
 */
const beforeSeverity = '^A-Za-lopqsu-z0-9_./@-';

export const windows: readonly PrefilterPattern[] = [
  // A colour or another terminal escape can stand anywhere in what is looked for.
  { name: 'escape', bytes: ['\\x00-\\xff', '\\x1b', '@-_'], key: 1 },
  // \u001b[31m, as JSON writes it
  { name: 'escape', bytes: ['\\\\', 'u', '0', '0', '1', 'bB'], key: 1 },
  // RPC_FAIL, ERR_DNS, K8S_LEASE_OPERATION_ERROR; the kernel compares the bytes around the underscore with those of the names
  { name: 'name', bytes: ['A-Z0-9', '_', 'A-Z'], key: 1 },
  // error=-704, [-800, {-200}, "error_code":-1
  { name: 'number', bytes: ['\\n\\t "\'(,/:=<[{|', '-', '1-9'], key: 1 },
  // E0730 and E20260730, at the start of a line or after a wrapper such as `(Worker pid=1) ` or `[1,3]<stderr>:`
  { name: 'severity', bytes: [beforeSeverity, 'WEF', '0-9', '0-9'], key: 1 },
  // Levels in capitals, as most writers print them: ERR, ERROR and WRN, WARN, FATAL, FTL, CRITICAL, ALERT, EMERGENCY, SEVERE. With
  // an R or T in the middle they share a bucket of the kernel with names; small letters anywhere (`error`) would double its time.
  { name: 'severity', bytes: ['EW', 'R', 'RN'], key: 1 },
  { name: 'severity', bytes: ['W', 'A', 'R', 'N'], key: 2 },
  { name: 'severity', bytes: ['F', 'A', 'T', 'A'], key: 2 },
  { name: 'severity', bytes: ['F', 'T', 'L'], key: 1 },
  { name: 'severity', bytes: ['C', 'R', 'I', 'T'], key: 1 },
  { name: 'severity', bytes: ['L', 'E', 'R', 'T'], key: 2 },
  { name: 'severity', bytes: ['M', 'E', 'R', 'G'], key: 2 },
  { name: 'severity', bytes: ['V', 'E', 'R', 'E'], key: 2 },
  // Levels in small letters and numbers, where they can be nothing else: "level":"error", "severity":"Warning", level=warn, "level":50
  { name: 'severity', bytes: ['ly', '"', ':', '"', 'EWFCAewfca'], key: 1 },
  { name: 'severity', bytes: ['ly', '"', ':', ' ', '"', 'EWFCAewfca'], key: 1 },
  { name: 'severity', bytes: ['ly', '"', ' ', ':', ' ', '"', 'EWFCAewfca'], key: 2 },
  { name: 'severity', bytes: ['v', 'e', 'l', '=', 'ewfca'], key: 3 },
  { name: 'severity', bytes: ['l', '"', ':', '4-6', '0'], key: 1 },
  { name: 'severity', bytes: ['l', '"', ':', ' ', '4-6', '0'], key: 1 },
  { name: 'severity', bytes: ['l', '"', ' ', ':', ' ', '4-6', '0'], key: 2 },
  { name: 'severity', bytes: ['\\[', 'ew', 'ar', 'r'], key: 1 },
  // rdma_endpoint.cpp:347] [Handshake], a line whose front was cut off; few others begin with so long a word
  { name: 'source', bytes: ['\\n', 'a-z', ...Array<string>(8).fill('a-z0-9_.:')], key: 1 },
  // "rdma_endpoint.cpp" and "types.h", in fields of a record whose header a collector took apart
  { name: 'source', bytes: ['\\.', 'c', 'p', 'p', '"'], key: 3 },
  { name: 'source', bytes: ['\\.', 'h', '"'], key: 1 },
  // error=object_not_found, info=, warn=
  { name: 'lower-case name', bytes: ['of', 'or', '=', 'a-z'], key: 1 },
  { name: 'lower-case name', bytes: ['r', 'n', '=', 'a-z'], key: 1 },
  // reason=, but not action= or version=
  { name: 'lower-case name', bytes: ['s', 'o', 'n', '=', 'a-z'], key: 1 },
  // object_already_exists key=... at the start of a message of any severity
  { name: 'leading lower-case name', bytes: ['t', 's', ' ', 'k', 'e'], key: 1 },
  // RuntimeError: NotImplemented: ...; RuntimeError: 2 of 3 failed: MetadataError: ...
  { name: 'status', bytes: ['E', 'r', 'r', 'o', 'r', ':', ' '], key: 5 },
  // Failed to allocate SubBatch 8:MetadataError
  { name: 'status', bytes: ['a-z0-9', ':', 'A-Z'], key: 1 },
];

/** The bits of a line in which nobody looked for windows: any may occur. */
export const anyWindows = -1;

/** The bits of the windows of that name. */
export function windowBits(name: WindowName): number {
  return windows.reduce((bits, window, index) => (window.name === name ? bits | (1 << index) : bits), 0);
}

// One expression each: an alternation would pass over a window that overlaps another one.
const expressions = windows.map((window) => new RegExp(window.bytes.map((set) => `[${set}]`).join('')));

const severities = expressions.filter((_, index) => ['severity', 'source'].includes(windows[index]!.name));

/**
 * Whether a line shows its severity in a way that makes it a candidate. What counts severities counts these lines only, so that
 * it need not look at others.
 *
 * @param line without terminal escapes, or its shape's text
 */
export function showsSeverity(line: string): boolean {
  const text = `\n${line}`;
  return severities.some((window) => window.test(text));
}

/**
 * The bits of all windows that occur in a line. The reference in plain JavaScript, orders of magnitude slower than the
 * kernel.
 *
 * @param line one line without its end, decoded as latin1
 */
export function windowsOf(line: string): number {
  const text = `\n${line}`;
  return expressions.reduce((bits, window, index) => (window.test(text) ? bits | (1 << index) : bits), 0);
}

/**
 * Whether a line, given as to `windowsOf`, can hold a finding.
 *
 * @param words as `prefilterWords` gives them
 */
export function isCandidate(line: string, words?: readonly string[]): boolean {
  const found = windowsOf(line);
  if (found !== windowBits('name') || words === undefined) return found !== 0;
  const bits = wordContexts(words);
  const text = `\n\n${line}\n\n`;
  return [...text.matchAll(/(?<=([\s\S][A-Z0-9]))_(?=([A-Z][\s\S]))/g)].some(([, before, after]) =>
    isContext(bits, before!, after!),
  );
}

/** What marks the lines that are looked at. */
export interface PrefilterMarks {
  /** Whether every line is looked at, since an operator's catalogue names codes in ways that nothing short tells. */
  readonly everyLine: boolean;
  /** Names for which lines are marked. */
  readonly words: readonly string[] | undefined;
  /** Makes what marks lines for texts; undefined where there are none, or where it can not be made. */
  readonly texts: (() => GramTables | undefined) | undefined;
}

/** Texts for which lines are marked that can hold no code. */
export interface OtherTexts extends GramOptions {
  readonly texts: readonly GramText[];
}

/**
 * What marks the lines on which codes of a catalogue can be found, those of operators' catalogues included.
 *
 * @param others what lines are to be marked for besides
 */
export function prefilterMarks(catalogue: Catalogue, others?: OtherTexts): PrefilterMarks {
  const marks = ownMarks(catalogue);
  if (marks === undefined) return everyLine;
  const words = [...prefilterWords(catalogue), ...marks.words];
  return { everyLine: false, words, texts: textsOf(marks, others) };
}

/** Makes what marks lines for the texts of catalogues and for others. */
function textsOf(marks: OwnMarks, others?: OtherTexts): PrefilterMarks['texts'] {
  if (others === undefined) {
    if (marks.texts.length === 0) return undefined;
    return () => {
      const patterns = patternsOfMarks(marks);
      return patterns && GramTables.ofPatterns(patterns);
    };
  }
  const texts = [...marks.texts, ...others.texts];
  // What the texts of operators' catalogues mark is looked at by the recogniser anyway.
  const isMeant = marks.texts.length === 0 ? others.isMeant : undefined;
  const options = { ...others, isMeant, unlessSurelyInformation: marks.severe };
  return texts.length === 0 ? undefined : () => GramTables.of(texts, options);
}

/** Where nothing short tells which lines matter. */
export const everyLine: PrefilterMarks = { everyLine: true, words: undefined, texts: undefined };

/** The names of Mooncake's for which the prefilter marks lines. */
export function prefilterWords({ mooncake }: Catalogue): readonly string[] {
  const names = mooncake.codes.map(({ name }) => name);
  return [unknownErrorName, ...names.filter((name) => /_[A-Z]/.test(name))];
}
