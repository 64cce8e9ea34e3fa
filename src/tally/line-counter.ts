import * as layout from '../recognise/memory-layout.ts';
import type { PrintedSource } from '../recognise/printed-sources.ts';
import { earliest, noRoom, unknownHour } from '../recognise/verdict.ts';
import { instantiate } from '../recognise/web-assembly.ts';
import type { WholeLines } from '../recognise/whole-lines.ts';
import { counterBase64 } from './line-counter.generated.ts';
import type { Tally } from './tally.ts';

/** What assembly/index.ts exports. */
interface Exports {
  countLines(from: number, to: number, begin: number): number;
  lastStamp(begin: number, end: number): number;
}

/** The hour of a place that holds none. */
const noHour = -1;

const hourLength = 3_600_000;
const minuteLength = 60_000;

/** Says when an hour begins, given as a prefix has it, if all of it counts. */
export type BeginOf = (hour: number) => number | undefined;

/** A line that was counted. */
export interface CountedLine {
  /** Where its mark is: an address in the memory. */
  readonly mark: number;
  /** Where the line begins whose stamp says when it was printed. */
  readonly stamped: number;
  /** When that was, in epoch milliseconds. */
  readonly time: number;
}

/**
 * Counts lines where they stand in a scanner's memory, as `Tally.add` does one by one, as far as they can be read as a whole and
 * are none of the earliest that report a code. What it counted gets into the tally by `settle` and `finish`.
 */
export class LineCounter {
  readonly #whole: WholeLines;
  readonly #tally: Tally;
  readonly #beginOf: BeginOf;
  readonly #exports: Exports;
  /** What the header of the line says that was looked at last. */
  readonly #found: Int32Array;
  readonly #totals: Int32Array;
  readonly #moment: Float64Array;
  readonly #hours: Int32Array;
  readonly #begins: Float64Array;
  readonly #firsts: Float64Array;
  readonly #lasts: Float64Array;
  readonly #groups: Int32Array;
  readonly #minutes: Int32Array;
  readonly #sourceCounts: Int32Array;
  readonly #sourcesUsed: Int32Array;
  #sources: readonly PrintedSource[];
  #nextHour = 0;

  /** @param beginOf what knows when hours begin; it is asked once for each, or every time when there is no answer */
  constructor(whole: WholeLines, tally: Tally, beginOf: BeginOf) {
    this.#whole = whole;
    this.#tally = tally;
    this.#beginOf = beginOf;
    this.#sources = whole.sources;
    const imports = { env: { memory: whole.memory }, reader: whole.reading };
    this.#exports = instantiate(counterBase64, imports) as Exports;
    const { buffer } = whole.memory;
    this.#found = new Int32Array(buffer, layout.found, 16);
    this.#totals = new Int32Array(buffer, layout.counterTotals, 11);
    this.#moment = new Float64Array(buffer, layout.counterTotals + 8, 1);
    this.#hours = new Int32Array(buffer, layout.counterHours, 4 * layout.mostHours);
    this.#begins = new Float64Array(buffer, layout.counterHours, 2 * layout.mostHours);
    this.#firsts = new Float64Array(buffer, layout.counterFirsts, layout.mostEntries);
    this.#lasts = new Float64Array(buffer, layout.counterLasts, layout.mostEntries);
    this.#groups = new Int32Array(buffer, layout.counterGroups, layout.mostEntries);
    this.#minutes = new Int32Array(buffer, layout.counterMinutes, 60 * layout.mostEntries * layout.mostHours);
    this.#sourceCounts = new Int32Array(buffer, layout.counterSources, 2 * layout.counterSourceEntries);
    this.#sourcesUsed = new Int32Array(buffer, layout.counterSourcesUsed, 1);
    for (const numbers of [this.#totals, this.#groups, this.#minutes, this.#sourceCounts, this.#sourcesUsed])
      numbers.fill(0);
    this.#hours.fill(noHour);
    this.#lasts.fill(Number.NEGATIVE_INFINITY);
    this.#firsts.fill(Number.POSITIVE_INFINITY);
  }

  /** What is known of the line that was counted last. */
  get last(): CountedLine {
    return { mark: this.#totals[1]!, stamped: this.#totals[10]!, time: this.#moment[0]! };
  }

  /**
   * Where the last one begins of the whole lines between two addresses, and when it was printed, in epoch milliseconds; undefined when
   * others must look for it, or for one before.
   */
  lastStamp(begin: number, end: number): Pick<CountedLine, 'stamped' | 'time'> | undefined {
    this.#whole.enter();
    const stamped = this.#exports.lastStamp(begin, end);
    return stamped === 0 ? undefined : { stamped, time: this.#moment[0]! };
  }

  /** Says that others have counted the line at which `count` stopped. */
  othersCounted(): void {
    if (this.#totals[0] !== earliest) return;
    const entry = this.#totals[9]!;
    const first = this.#tally.firstOf(this.#whole.kinds.entries[entry]!);
    if (first !== undefined) this.#firsts[entry] = first;
  }

  /**
   * Counts lines that the scanner marked.
   *
   * @param from where their marks are, 16 bytes each, and
   * @param to where these end: addresses in the memory
   * @param begin where whole lines begin, at the first of these or before
   * @returns where the mark of the first line is that others must count; or `to`
   */
  count(from: number, to: number, begin: number): number {
    this.#whole.enter();
    if (this.#sources !== this.#whole.sources) this.#settleSources();
    for (let at = from; ; ) {
      at = this.#exports.countLines(at, to, begin);
      if (at === to || !this.#makeKnown(this.#totals[0]!)) return at;
    }
  }

  /** Adds to the tally how many lines were counted so far, without what they report. */
  settle(): void {
    const totals = this.#totals;
    this.#tally.found += totals[4]!;
    this.#tally.implied += totals[5]!;
    this.#tally.severe.F += totals[6]!;
    this.#tally.severe.E += totals[7]!;
    this.#tally.severe.W += totals[8]!;
    totals.fill(0, 4, 9);
  }

  /** Adds to the tally all that was counted. */
  finish(): void {
    this.settle();
    this.#settleSources();
    for (let hour = 0; hour < layout.mostHours; hour++) this.#settleHour(hour);
    const { entries, groups } = this.#whole.kinds;
    entries.forEach((finding, entry) => {
      if (this.#lasts[entry]! > Number.NEGATIVE_INFINITY)
        this.#tally.placeOf(finding).entry.until(this.#lasts[entry]!);
    });
    this.#lasts.fill(Number.NEGATIVE_INFINITY);
    groups.forEach((finding, group) => {
      if (this.#groups[group]! > 0) this.#tally.groupOf(finding).lines += this.#groups[group]!;
    });
    this.#groups.fill(0);
  }

  /** Whether the line at which counting stopped can be counted now. */
  #makeKnown(verdict: number): boolean {
    if (verdict === unknownHour) return this.#takeHour();
    if (verdict === noRoom) {
      this.#settleSources();
      return true;
    }
    const known = this.#whole.makeKnown(verdict);
    if (this.#sources !== this.#whole.sources) this.#settleSources();
    return known;
  }

  /** Makes the hour known of the line that was looked at last, if its lines can be counted by the minute. */
  #takeHour(): boolean {
    const [year, hour, within] = [this.#found[6]!, this.#found[7]!, this.#found[8]!];
    if (within < 0 || within >= hourLength) return false;
    const begin = this.#beginOf(year * 1_000_000 + hour);
    if (begin === undefined || begin % minuteLength !== 0) return false;
    const place = this.#nextHour;
    this.#nextHour = (place + 1) % layout.mostHours;
    this.#settleHour(place);
    this.#hours[4 * place] = year;
    this.#hours[4 * place + 1] = hour;
    this.#begins[2 * place + 1] = begin;
    return true;
  }

  #settleHour(place: number): void {
    if (this.#hours[4 * place] === noHour) return;
    const begin = this.#begins[2 * place + 1]!;
    const minutes = this.#minutes;
    this.#whole.kinds.entries.forEach((finding, entry) => {
      if (entry >= layout.mostEntries) return;
      const from = 60 * (place * layout.mostEntries + entry);
      for (let minute = 0; minute < 60; minute++) {
        const lines = minutes[from + minute]!;
        if (lines === 0) continue;
        this.#tally.placeOf(finding).entry.minute(begin + minute * minuteLength, lines);
        minutes[from + minute] = 0;
      }
    });
    this.#hours[4 * place] = noHour;
  }

  /** Adds to the tally which sources printed the lines that were counted. */
  #settleSources(): void {
    const counts = this.#sourceCounts;
    if (this.#sourcesUsed[0] !== 0) {
      const { entries } = this.#whole.kinds;
      for (let at = 0; at < counts.length; at += 2) {
        // As assembly/entries.ts puts them together.
        const key = counts[at]! - 1;
        if (key === -1) continue;
        const evidence = ((key >> 8) & 1) === 0 ? 'stated' : 'implied';
        const { entry } = this.#tally.placeOf(entries[key & 0xff]!);
        entry.many(counts[at + 1]!, evidence, this.#sources[key >> 9]);
      }
      counts.fill(0);
      this.#sourcesUsed[0] = 0;
    }
    this.#sources = this.#whole.sources;
  }
}
