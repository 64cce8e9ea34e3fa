import { anyOf, FieldPattern, readFieldRow } from './field-row.ts';
import type { Format, Wrapper } from './format.ts';
import { formats } from './formats/index.ts';
import { capitalLevel } from './prefix.ts';
import type { FieldMeaning, Spans } from './prefix-builder.ts';
import { wrappers } from './wrappers/index.ts';

/** What was found at one place of a text. */
export interface PeeledPart {
  readonly spans: Spans;
  readonly meaning: FieldMeaning;
  /** Where it ends: where what it stands before begins. */
  readonly end: number;
  readonly form: Format | Wrapper | undefined;
}

/**
 * Reads the wrapper that stands at an offset, if one does.
 *
 * @param isStamped whether a stamp stands directly before it
 */
export function wrapperAt(text: string, at: number, isStamped: boolean): PeeledPart | undefined {
  if (!holdsWrapper(text, at)) return undefined;
  let weak: PeeledPart | undefined;
  for (const candidate of compiledWrappers) {
    const { form: wrapper } = candidate;
    const found = match(text, at, candidate);
    if (found === undefined) continue;
    if (wrapper.before === undefined || isKnown(text, found.end, mostLookedThrough)) return found;
    if (
      weak === undefined &&
      readFieldRow(text, found.end, isStamped || found.spans.stamp !== undefined) !== undefined
    )
      weak = found;
  }
  // A row of fields may begin with what looks like a wrapper too: its own stamp, level or process in a bracket.
  if (weak === undefined || isRow(text, at, isStamped)) return undefined;
  return weak;
}

function isRow(text: string, at: number, isStamped: boolean): boolean {
  const row = readFieldRow(text, at, isStamped);
  return row?.spans.level !== undefined && row.spans.stamp !== undefined;
}

/** Reads the program's own format that stands at an offset, if one does. */
export function formatAt(text: string, at: number): PeeledPart | undefined {
  for (const candidate of compiledFormats) {
    const found = match(text, at, candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How many wrappers are looked through to find out whether one stands before a prefix. */
const mostLookedThrough = 3;

/** Whether what stands at an offset is a record, a format or a wrapper that says enough, perhaps behind others. */
function isKnown(text: string, at: number, depth: number): boolean {
  if (text[at] === '{' || formatAt(text, at) !== undefined) return true;
  if (!holdsWrapper(text, at)) return false;
  for (const candidate of compiledWrappers) {
    const { form: wrapper } = candidate;
    const found = match(text, at, candidate);
    if (found === undefined || found.end === at) continue;
    if (wrapper.before === undefined || (depth > 0 && isKnown(text, found.end, depth - 1))) return true;
  }
  return false;
}

/** A form, an expression that finds out whether it stands somewhere, and one that tells where its fields stand. */
interface Compiled<Form> {
  readonly form: Form;
  /** Most forms do not match, which an expression that tells no places finds out faster. */
  readonly test: RegExp;
  readonly pattern: FieldPattern;
}

function match(
  text: string,
  at: number,
  { form, test, pattern }: Compiled<Format | Wrapper>,
): PeeledPart | undefined {
  test.lastIndex = at;
  if (!test.test(text)) return undefined;
  const { spans, end } = pattern.match(text, at)!;
  return { spans, meaning: form, end, form };
}

function compile<Form extends Format | Wrapper>(form: Form): Compiled<Form> {
  return { form, test: new RegExp(form.pattern.source, 'y'), pattern: new FieldPattern(form.pattern) };
}

const compiledFormats = formats.map(compile);
const compiledWrappers = wrappers.map(compile);
/** One expression for all, as most places hold no wrapper. Formats are too much for one, which V8 then runs slowly. */
const anyWrapper = anyOf(wrappers.map(({ pattern }) => pattern));

function holdsWrapper(text: string, at: number): boolean {
  anyWrapper.lastIndex = at;
  return anyWrapper.test(text);
}

/**
 * What begins a line of Mooncake's or of an engine's so that it can be nothing else: glog's header, vLLM's, the names of their
 * processes. For lines with something in front that is not known.
 */
const starts = new RegExp(
  [
    String.raw`[IWEF]\d{4}(?:\d{4})? \d\d:\d\d:\d\d(?:\.\d+)?\s{1,8}(?:\d+:)?\d+ [\w./+-]{1,200}:\d+\]`,
    String.raw`${capitalLevel} (?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d+)? \[[\w./-]{1,200}\.py:\d+\]`,
    String.raw`\([A-Z]\w{1,60}(?: \w{1,30}){0,4} pid=\d+\) `,
  ].join('|'),
  'g',
);

/** What such a beginning cannot follow directly: there it is part of a name, a path or an address. The prefilter refuses the same. */
const withinName = /[\w./@-]/;

/** Where such a beginning stands within some bytes of a text, or -1: it wins wherever it is, since what is before it merely wraps the line. */
export function startWithin(text: string, from: number, to: number): number {
  const part = text.slice(from, to);
  for (const found of part.matchAll(starts)) {
    if (from + found.index === 0 || !withinName.test(text[from + found.index - 1]!))
      return from + found.index;
  }
  return -1;
}
