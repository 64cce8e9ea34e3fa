import { PlaceCounts, type PlaceData } from './bounded-names.ts';
import { Histogram, type HistogramData } from './histogram.ts';
import { couldPrecede, firstSample, type Sample, shownText } from './sample.ts';
import { greatest, least } from './stats.ts';

/** How often one code was found. Times are epoch milliseconds, undefined while no line with a stamp reported it. */
export interface CodeCount {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | undefined;
  readonly lines: number;
  readonly stated: number;
  readonly implied: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Lines per time bucket. */
  readonly buckets: Histogram;
}

/** Where one line came from, and its text when that is wanted (latin1, without annotations). */
export interface CountedLine {
  /** The place in the source that printed it, as `shownSource` gives it. */
  readonly source: string | undefined;
  readonly host: string | undefined;
  readonly text: () => string;
}

/** A place in the source for reports: `client_service.cpp:1126`; undefined where the line names no file. */
export function shownSource(file: string | undefined, fileLine: number): string | undefined {
  return file === undefined ? undefined : shownText(fileLine === 0 ? file : `${file}:${fileLine}`);
}

/** What was counted of one code, as plain data. */
export interface CodeData extends Omit<CodeCount, 'component' | 'group' | 'buckets'> {
  readonly buckets: HistogramData;
  readonly inputs: PlaceData;
  readonly hosts: PlaceData;
  readonly sources: PlaceData;
  readonly sample?: Sample | undefined;
}

/** Counts the lines of one code. */
export class CodeCounts implements CodeCount {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | undefined;
  lines = 0;
  stated = 0;
  implied = 0;
  first: number | undefined;
  last: number | undefined;
  readonly buckets = new Histogram();
  /** Lines that were merged: the others are of the tally's own input. */
  #merged = 0;
  readonly #inputs = new PlaceCounts();
  readonly #hosts = new PlaceCounts();
  readonly #sources = new PlaceCounts();
  #sample: Sample | undefined;

  constructor({ component, group, name, value }: Pick<CodeCount, 'component' | 'group' | 'name' | 'value'>) {
    this.component = component;
    this.group = group;
    this.name = name;
    this.value = value;
  }

  /** Counts lines, of which the place in the source is known that printed them. */
  count(lines: number, isImplied: boolean, source: string | undefined): void {
    this.lines += lines;
    if (isImplied) this.implied += lines;
    else this.stated += lines;
    if (source !== undefined) this.#sources.add(source, lines);
  }

  /** Takes in the time of a line. */
  time(time: number): void {
    if (this.first === undefined || time < this.first) this.first = time;
    if (this.last === undefined || time > this.last) this.last = time;
    this.buckets.add(time);
  }

  /** Takes in the host of a line, and keeps the line when it is the earliest; to be called before `time`. */
  line(line: CountedLine, time: number | undefined, input: string): void {
    if (line.host !== undefined) this.#hosts.add(line.host);
    const { first } = this;
    if (first === undefined || (time !== undefined && time <= first)) this.#keep(line, time, input);
  }

  #keep(line: CountedLine, time: number | undefined, input: string): void {
    const kept = this.#sample;
    const text = line.text();
    if (kept !== undefined && kept.time === time && !couldPrecede(text, kept.line)) return;
    this.#sample = firstSample(kept, { line: shownText(text), input, time });
  }

  /** Adds what another entry counted. */
  merge(from: CodeData): void {
    this.lines += from.lines;
    this.stated += from.stated;
    this.implied += from.implied;
    this.#merged += from.lines;
    this.first = least(this.first, from.first);
    this.last = greatest(this.last, from.last);
    this.buckets.merge(from.buckets);
    this.#inputs.merge(from.inputs);
    this.#hosts.merge(from.hosts);
    this.#sources.merge(from.sources);
    this.#sample = firstSample(this.#sample, from.sample);
  }

  /** @param input the tally's own input, to which all lines belong that were not merged */
  data(input: string | undefined): CodeData {
    const { name, value, lines, stated, implied, first, last } = this;
    if (input !== undefined && lines > this.#merged) {
      this.#inputs.add(input, lines - this.#merged);
      this.#merged = lines;
    }
    return {
      name,
      value,
      lines,
      stated,
      implied,
      first,
      last,
      buckets: this.buckets.data(),
      inputs: this.#inputs.data(),
      hosts: this.#hosts.data(),
      sources: this.#sources.data(),
      ...(this.#sample === undefined ? {} : { sample: this.#sample }),
    };
  }
}
