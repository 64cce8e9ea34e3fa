import { stampOf } from './clocks.ts';
import { escapeOver, withoutEscapes } from './escapes.ts';
import { isFieldNumber } from './field-numbers.ts';
import { isLed, isLetter } from './number-leads.ts';
import { isBehindSource, nameStart } from './source-names.ts';

/** What stays as it is in a shape's text, besides what its rules name by their form. */
export interface ShapeRules {
  /** Words with digits (`K8S`) and numbers (`100`, `0x7bc8a` in small letters) that are kept; at most 16 characters, or 18 of a number of 64 bits. */
  readonly words: ReadonlySet<string>;
  /** Letters behind which a run is cut, when they are all of the letters at its front: `rank` of `rank0`. */
  readonly stems: ReadonlySet<string>;
  /** Letters before which a run of digits ends: `ms` of `500ms`; at most 16 characters. */
  readonly units: ReadonlySet<string>;
  /** One or two digits that stand for a number: none of the kept numbers. */
  readonly decimal: string;
  /** Numbers of at most 8 digits that stay as they are behind a text with one of these ends (see `leadEndOf`). */
  readonly led?: { readonly numbers: ReadonlySet<string>; readonly ends: ReadonlySet<string> } | undefined;
  /** Letters behind which a run is cut, whatever letters follow: `device` of `devicemlx5`; at most 8 characters. */
  readonly glued: readonly string[];
}

/** The text of a line's shape, and how its places and the line's belong together. */
interface ShapeText {
  /** The line without terminal escapes. */
  readonly plain: string;
  /** Where a place of the plain line is in the line. */
  readonly original: (offset: number) => number;
  /** The line with each variable run as a specimen of its kind, and each digit of a clock stamp as 0. */
  readonly text: string;
  /** Where a run ended in the text and in the plain line. */
  readonly edits: readonly (readonly [inText: number, inLine: number])[];
  readonly stamps: readonly StampSpan[];
}

/** A clock stamp with its date and zone: as many bytes in the text as in the plain line. */
interface StampSpan {
  readonly inText: number;
  readonly inLine: number;
  readonly length: number;
}

/** What stands for a run of each other kind: none can be a code, and each has the form of what it stands for. */
const specimens = { hexadecimal: '0x7f', other: 'a7', longNegative: '7777777' } as const;

/** A glog header's severity and date, from which the time was cut off: its letter stays. */
const datedSeverity = /^[IWEF](?:\d{4}|\d{8})$/;

/** What may stand before a minus so that the number behind it stands alone. */
const standsAlone = /(?:^|[^\w.\-)\]])-$/;
const digit = /\d/g;
const rest = /[A-Za-z0-9]*/y;
/** A number of 64 bits as 0x0000000005000009. */
const longestHexadecimal = 18;
const mostListValues = 8;
/** How many runs of a name are looked back for. */
const mostRecentRuns = 8;

/**
 * What a line's shape is, in plain TypeScript: the statement that the WebAssembly function of assembly/ is held against.
 *
 * A run is a longest row of ASCII letters and digits with a digit in it. Each becomes the specimen of its kind, but for what
 * findings depend on: negative numbers of up to five digits that stand alone, numbers and words of the rules, the lines of
 * source files, severities and lines of source files in fields of records, and the letter of a severity before a date. Escapes
 * of terminals are left out; those of JSON are no part of a run. A clock keeps its width, with the date before it and the fraction
 * and zone behind it. A list of numbers holds each value once, as it came first.
 *
 * @param line its bytes as latin1, without the line end
 * @example shapeTextOf('E0730 11:49:18.5 12 a.cpp:3] x=0x7f3a, error=-704', rules).text
 * // 'E0000 00:00:00.0 7 a.cpp:3] x=0x7f, error=-704'
 */
export function shapeTextOf(line: string, rules: ShapeRules): ShapeText {
  const plain = withoutEscapes(line) ?? { text: line, original: (offset: number) => offset };
  return { ...shapePlainText(plain.text, rules), plain: plain.text, original: plain.original };
}

function shapePlainText(line: string, rules: ShapeRules): Pick<ShapeText, 'text' | 'edits' | 'stamps'> {
  const { words, stems, units } = rules;
  const edits: [number, number][] = [];
  const stamps: StampSpan[] = [];
  let recent: { from: number; to: number; text: string; pending: number; edits: number }[] = [];
  let text = '';
  let pending = 0;
  let list: Set<string> | undefined;
  let pos = 0;
  for (;;) {
    digit.lastIndex = pos;
    const match = digit.exec(line);
    if (match === null) break;
    let from = match.index;
    while (from > pos && isLetter(line.charCodeAt(from - 1))) from--;
    rest.lastIndex = match.index;
    rest.test(line);
    let to = rest.lastIndex;
    const behindEscape = escapeOver(line, from);
    if (behindEscape !== undefined) {
      pos = behindEscape;
      continue;
    }
    const letters = line.slice(from, match.index);
    if (letters !== '') {
      if (/^0x[0-9a-f]/i.test(line.slice(from + letters.length, to))) from += letters.length;
      else if (!words.has(line.slice(from, to))) {
        if (stems.has(letters)) from += letters.length;
        else {
          const beginning = rules.glued.find(
            (word) => letters.length > word.length && letters.startsWith(word),
          );
          from += beginning?.length ?? 0;
        }
      }
    }
    recent = [...recent, { from, to, text, pending, edits: edits.length }].slice(-mostRecentRuns);

    const stamp = stampOf(line, recent);
    if (stamp !== undefined) {
      const state = recent.at(-stamp.runs)!;
      text = state.text + line.slice(state.pending, stamp.from);
      edits.length = state.edits;
      if (stamps.length < 16)
        stamps.push({ inText: text.length, inLine: stamp.from, length: stamp.to - stamp.from });
      text += line.slice(stamp.from, stamp.to).replaceAll(/\d/g, '0');
      pending = pos = stamp.to;
      recent = [];
      list = undefined;
      continue;
    }

    const word = line.slice(from, to);
    let specimen: string | undefined;
    let kept = false;
    if (/^\d+$/.test(word)) {
      const negative = line[from - 1] === '-';
      let value = word;
      if (standsAlone.test(line.slice(Math.max(0, from - 2), from))) {
        kept = word.length <= 5;
        specimen = specimens.longNegative;
        value = kept ? `-${word}` : 'long';
      } else {
        kept =
          word.length <= 8 &&
          (words.has(word) || (rules.led?.numbers.has(word) === true && isLed(line, from, rules.led.ends)));
        if (word.length <= 6 && isBehindSource(line, from)) {
          kept = true;
          // The file's name stays, too.
          const name = nameStart(line, from - 1);
          const runs = recent.filter((run) => run.from >= name);
          if (runs.length > 1) {
            ({ text, pending } = runs[0]!);
            edits.length = runs[0]!.edits;
            // A stamp may take back to a later one of them.
            for (const run of runs) Object.assign(run, { text, pending, edits: edits.length });
          }
        }
        kept ||= isFieldNumber(line, from, to);
        specimen = rules.decimal;
        if (!kept) value = 'decimal';
      }
      const gap = line.slice(pending, negative ? from - 1 : from);
      if (list !== undefined && (gap === ',' || gap === ', ')) {
        if (list.has(value)) {
          pending = pos = to;
          edits.push([text.length, to]);
          continue;
        }
        if (list.size < mostListValues) list.add(value);
      } else {
        const opener = line[negative ? from - 2 : from - 1];
        list = opener === '[' || opener === '{' ? new Set([value]) : undefined;
      }
      if (list !== undefined && kept) {
        text += line.slice(pending, to);
        pending = to;
        edits.push([text.length, to]);
      }
    } else {
      list = undefined;
      const hexadecimal = /^0x[0-9a-f]+/i.exec(word);
      if (hexadecimal !== null) {
        kept = (word.length <= 16 || word.length === longestHexadecimal) && words.has(word.toLowerCase());
        if (!kept) to = from + hexadecimal[0].length;
        specimen = specimens.hexadecimal;
      } else {
        kept = word.length <= 16 && words.has(word);
        specimen = specimens.other;
        const unit = /^\d+([A-Za-z]+)$/.exec(word)?.[1];
        if (!kept && unit !== undefined && units.has(unit)) {
          to -= unit.length;
          specimen = rules.decimal;
        } else if (line[to] === ' ' && datedSeverity.test(word)) specimen = `${word[0]}7777`;
      }
    }
    if (!kept) {
      text += line.slice(pending, from) + specimen;
      pending = to;
      edits.push([text.length, to]);
    }
    pos = to;
  }
  return { text: text + line.slice(pending), edits, stamps };
}

/** A shape's text for a recogniser: its stamps hold the digits of the line. */
export function withStampDigits({ text, stamps, plain }: ShapeText): string {
  let result = '';
  let at = 0;
  for (const { inText, inLine, length } of stamps) {
    result += text.slice(at, inText) + plain.slice(inLine, inLine + length);
    at = inText + length;
  }
  return result + text.slice(at);
}

/** Where in the line begins what begins at an offset of its shape's text. */
export function startInLine({ edits, original }: ShapeText, offset: number): number {
  const last = edits.findLast(([inText]) => inText <= offset);
  return original(last === undefined ? offset : offset + last[1] - last[0]);
}

/** Where in the line ends what ends at an offset of its shape's text: values that a list repeats follow it. */
export function endInLine({ edits, original }: ShapeText, offset: number): number {
  const [inText, inLine] = edits.find(([end]) => end === offset) ??
    edits.findLast(([end]) => end < offset) ?? [0, 0];
  return original(offset + inLine - inText);
}
