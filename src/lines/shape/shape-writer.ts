import { stampOf } from './clocks.ts';
import { escapeOver } from './escapes.ts';
import { isFieldNumber } from './field-numbers.ts';
import { isLed, isLetter } from './number-leads.ts';
import type { ShapeRules } from './rules.ts';
import { isBehindSource, nameStart } from './source-names.ts';

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
const mostStamps = 16;

/** A clock stamp with its date and zone: as many bytes in the text as in the plain line. */
export interface StampSpan {
  readonly inText: number;
  readonly inLine: number;
  readonly length: number;
}

/** A run, and what the text was before it. */
interface Run {
  readonly from: number;
  readonly to: number;
  text: string;
  pending: number;
  edits: number;
}

/** Writes the text of the shape of one line, which has no escapes of terminals. */
export class ShapeWriter {
  text = '';
  readonly edits: [inText: number, inLine: number][] = [];
  readonly stamps: StampSpan[] = [];
  readonly #line: string;
  readonly #rules: ShapeRules;
  /** What of the line is not in the text yet begins here. */
  #pending = 0;
  /** The last runs since the line's start, or since a clock. */
  #recent: Run[] = [];
  /** Values of the list of numbers in hand. */
  #list: Set<string> | undefined;

  constructor(line: string, rules: ShapeRules) {
    this.#line = line;
    this.#rules = rules;
  }

  write(): this {
    const line = this.#line;
    let pos = 0;
    for (;;) {
      digit.lastIndex = pos;
      const match = digit.exec(line);
      if (match === null) break;
      let from = match.index;
      while (from > pos && isLetter(line.charCodeAt(from - 1))) from--;
      rest.lastIndex = match.index;
      rest.test(line);
      pos = escapeOver(line, from) ?? this.#run(this.#cut(from, match.index, rest.lastIndex), rest.lastIndex);
    }
    this.#keep(line.length);
    return this;
  }

  /** Where a run begins that has letters at its front, behind which it may be cut. */
  #cut(from: number, firstDigit: number, to: number): number {
    const letters = this.#line.slice(from, firstDigit);
    if (letters === '') return from;
    if (/^0x[0-9a-f]/i.test(this.#line.slice(firstDigit, to))) return firstDigit;
    const { words, stems, glued } = this.#rules;
    if (words.has(this.#line.slice(from, to))) return from;
    if (stems.has(letters)) return firstDigit;
    const beginning = glued.find((word) => letters.length > word.length && letters.startsWith(word));
    return from + (beginning?.length ?? 0);
  }

  /** Takes a run over, or puts a specimen for it. Returns where to go on. */
  #run(from: number, to: number): number {
    const { text } = this;
    const run = { from, to, text, pending: this.#pending, edits: this.edits.length };
    this.#recent = [...this.#recent, run].slice(-mostRecentRuns);
    const stamp = stampOf(this.#line, this.#recent);
    if (stamp !== undefined) {
      this.#list = undefined;
      this.#clock(stamp.from, stamp.to, stamp.runs);
      return stamp.to;
    }
    if (/^\d+$/.test(this.#line.slice(from, to))) {
      this.#number(from, to);
      return to;
    }
    this.#list = undefined;
    return this.#word(from, to);
  }

  /** Takes a clock over with the runs of its date, each digit as 0. */
  #clock(from: number, to: number, runs: number): void {
    this.#takeBack(this.#recent.at(-runs)!);
    this.#keep(from);
    if (this.stamps.length < mostStamps)
      this.stamps.push({ inText: this.text.length, inLine: from, length: to - from });
    this.text += this.#line.slice(from, to).replaceAll(/\d/g, '0');
    this.#pending = to;
    this.#recent = [];
  }

  /** Takes over a number that may be a code, or puts a specimen for it. A list holds each value once. */
  #number(from: number, to: number): void {
    const line = this.#line;
    const digits = line.slice(from, to);
    const isNegative = line[from - 1] === '-';
    const isAlone = standsAlone.test(line.slice(Math.max(0, from - 2), from));
    if (!isAlone && isBehindSource(line, from) && digits.length <= 6) this.#keepName(from - 1);
    const isKept = isAlone ? digits.length <= 5 : this.#isKept(from, to);
    const value = isKept ? `${isAlone ? '-' : ''}${digits}` : isAlone ? 'long' : 'decimal';
    const list = this.#list;
    if (list !== undefined && /^, ?$/.test(line.slice(this.#pending, isNegative ? from - 1 : from))) {
      if (list.has(value)) {
        this.#leaveOut(to);
        return;
      }
      if (list.size < mostListValues) list.add(value);
    } else {
      const opener = line[isNegative ? from - 2 : from - 1];
      this.#list = opener === '[' || opener === '{' ? new Set([value]) : undefined;
    }
    if (!isKept) this.#put(from, isAlone ? specimens.longNegative : this.#rules.decimal, to);
    else if (this.#list !== undefined) {
      // The list's next value is compared with what stands behind this one.
      this.#keep(to);
      this.edits.push([this.text.length, to]);
    }
  }

  /** Whether a number stays: the rules name it, or it tells a severity or the line of a source file. */
  #isKept(from: number, to: number): boolean {
    const line = this.#line;
    const { words, led } = this.#rules;
    const digits = line.slice(from, to);
    if (digits.length <= 6 && isBehindSource(line, from)) return true;
    if (isFieldNumber(line, from, to)) return true;
    return (
      digits.length <= 8 &&
      (words.has(digits) || (led?.numbers.has(digits) === true && isLed(line, from, led.ends)))
    );
  }

  /** Takes back what was put for runs in the name of the source file that ends at an offset. */
  #keepName(end: number): void {
    const name = nameStart(this.#line, end);
    const runs = this.#recent.filter((run) => run.from >= name);
    if (runs.length === 1) return;
    this.#takeBack(runs[0]!);
    // A stamp may take back to a later one of them.
    const state = { text: this.text, pending: this.#pending, edits: this.edits.length };
    for (const run of runs) Object.assign(run, state);
  }

  /** Takes over a run with letters in it, or puts a specimen for it. Returns where it ends: a unit is no part of its number. */
  #word(from: number, to: number): number {
    const { words, units, decimal } = this.#rules;
    const word = this.#line.slice(from, to);
    const hexadecimal = /^0x[0-9a-f]+/i.exec(word);
    if (hexadecimal !== null) {
      const isShort = word.length <= 16 || word.length === longestHexadecimal;
      if (isShort && words.has(word.toLowerCase())) return to;
      return this.#put(from, specimens.hexadecimal, from + hexadecimal[0].length);
    }
    if (word.length <= 16 && words.has(word)) return to;
    const unit = /^\d+([A-Za-z]+)$/.exec(word)?.[1];
    if (unit !== undefined && units.has(unit)) return this.#put(from, decimal, to - unit.length);
    const isDated = this.#line[to] === ' ' && datedSeverity.test(word);
    return this.#put(from, isDated ? `${word[0]}7777` : specimens.other, to);
  }

  /** Puts a specimen for a part of the line, whose end it returns. */
  #put(from: number, specimen: string, to: number): number {
    this.#keep(from);
    this.text += specimen;
    this.#leaveOut(to);
    return to;
  }

  /** Takes over what is not in the text yet, up to an offset. */
  #keep(to: number): void {
    this.text += this.#line.slice(this.#pending, to);
    this.#pending = to;
  }

  #leaveOut(to: number): void {
    this.#pending = to;
    this.edits.push([this.text.length, to]);
  }

  /** Makes the text again what it was before a run. */
  #takeBack({ text, pending, edits }: Run): void {
    this.text = text;
    this.#pending = pending;
    this.edits.length = edits;
  }
}
