import { shownPart } from '../../recognise/prefix/terminal-text.ts';
import { detachString } from '../../tally/bounded-names.ts';

/** A line that stands for others: the earliest of them. */
interface EarliestLine {
  readonly input: string;
  readonly host: string;
  /** The line's number within its input, from 1; null where it is not known. */
  readonly line: number | null;
  /** Where in its input it begins, in bytes. */
  readonly offset: number;
  /** Epoch milliseconds; null without a readable stamp. */
  readonly time: number | null;
  /** The line, at most 500 characters of it. */
  readonly text: string;
}

/** How many lines there were, when, and the earliest of them; plain data. */
export interface LineCountData {
  readonly lines: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly sample: EarliestLine;
}

/** A line as it is counted; only its first characters are kept. */
export interface TemplateLine {
  readonly input: string;
  readonly host: string;
  readonly line: number | null;
  readonly offset: number;
  readonly time: number | undefined;
  readonly text: string;
}

const longestSample = 500;

/** Counts lines and remembers the earliest: by time, then input, number and text, so that the order of counting is nothing to it. */
export class LineCount {
  lines = 0;
  first: number | null = null;
  last: number | null = null;
  sample: EarliestLine | undefined;
  /** Whether lines are still to be counted here. */
  live = true;

  add(line: TemplateLine): void {
    this.lines++;
    const time = line.time ?? null;
    this.#span(time, time);
    const { sample } = this;
    if (sample !== undefined && !isBefore(time, line.input, line.line, line.text, sample)) return;
    this.sample = {
      input: line.input,
      host: line.host,
      line: line.line,
      offset: line.offset,
      time,
      text: detachString(sampleText(line.text)),
    };
  }

  /** Adds what another one counted. */
  merge(data: LineCountData): void {
    this.lines += data.lines;
    this.#span(data.first, data.last);
    const { sample } = data;
    if (
      this.sample === undefined ||
      isBefore(sample.time, sample.input, sample.line, sample.text, this.sample)
    )
      this.sample = sample;
  }

  data(): LineCountData {
    return { lines: this.lines, first: this.first, last: this.last, sample: this.sample! };
  }

  #span(first: number | null, last: number | null): void {
    if (first !== null && (this.first === null || first < this.first)) this.first = first;
    if (last !== null && (this.last === null || last > this.last)) this.last = last;
  }
}

function isBefore(
  time: number | null,
  input: string,
  number: number | null,
  text: string,
  other: EarliestLine,
): boolean {
  if (time !== other.time) return time !== null && (other.time === null || time < other.time);
  if (input !== other.input) return input < other.input;
  if (number !== other.line) return number !== null && (other.line === null || number < other.line);
  return sampleText(text) < other.text;
}

function sampleText(text: string): string {
  return shownPart(text).slice(0, longestSample);
}

/** The counts of both together. */
export function addCounts(counts: readonly LineCountData[]): LineCountData {
  const sum = new LineCount();
  for (const count of counts) sum.merge(count);
  return sum.data();
}
