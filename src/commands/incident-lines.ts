import { closeSync } from 'node:fs';
import { latestTime, openSource } from '../input/files/source.ts';
import { asInputError } from '../input/input-error.ts';
import { TimestampParser } from '../recognise/time/timestamp-parser.ts';
import { annotateText } from '../render/lines/annotation.ts';
import type { CollectedLine, LineTaker, ReadLine } from '../triage/collect/collected-line.ts';
import { isChosen, isInTime, type LineChoice } from '../triage/collect/line-choice.ts';
import { LineClock } from '../triage/collect/line-clock.ts';
import { TriageReader } from '../triage/read/triage-reader.ts';
import type { LineRange } from '../triage/report/incident.ts';
import type { TriageOptions } from './triage.ts';

/** The annotated lines of incidents, merged by time, and what went wrong on the way. */
export interface MergedIncidentLines {
  /** As latin1, each with a line feed. */
  readonly lines: readonly string[];
  readonly faults: readonly string[];
  /** Lines that found no place in memory. */
  readonly dropped: number;
}

/** Characters of lines that are held until all are merged. */
const mostText = 256 * 1024 ** 2;

/**
 * Reads the inputs again for the lines of incidents, and merges them by time; lines of one time in the order of the inputs, those
 * without any first. Inputs that hold none are not read.
 *
 * @param ahead milliseconds that a host's clock is ahead, where times are to be corrected
 */
export async function incidentLines(
  options: TriageOptions,
  ranges: readonly LineRange[],
  ahead: (host: string) => number,
): Promise<MergedIncidentLines> {
  const reader = new TriageReader(options.catalogue, options);
  const found = new FoundLines();
  const faults: string[] = [];
  const byInput = new Map<string, LineRange[]>();
  for (const range of ranges) {
    const own = byInput.get(range.input);
    if (own === undefined) byInput.set(range.input, [range]);
    else own.push(range);
  }
  for (const [index, path] of options.files.entries()) {
    const own = byInput.get(path);
    if (own === undefined || options.stop.aborted) continue;
    try {
      const source = await openSource(path);
      const latest = latestTime(source);
      const clock = new TimestampParser({ timezone: options.timezone, latest });
      const selector = new LineSelector(own, index, found, ahead, options.lines);
      const { failure } = await reader.pass(source, selector, clock, options.stop);
      if (source.kind === 'file') closeSync(source.fd);
      if (failure !== undefined) faults.push(asInputError(failure, path).message);
    } catch (error) {
      faults.push(asInputError(error, path).message);
    }
  }
  return { lines: found.merged(), faults, dropped: found.dropped };
}

interface FoundLine {
  readonly time: number;
  readonly input: number;
  readonly line: number;
  readonly text: string;
}

/** Lines that were found, as long as there is room. */
class FoundLines {
  dropped = 0;
  readonly #lines: FoundLine[] = [];
  #room = mostText;

  add(line: FoundLine): void {
    if (line.text.length > this.#room) this.dropped++;
    else {
      this.#room -= line.text.length;
      this.#lines.push(line);
    }
  }

  merged(): string[] {
    this.#lines.sort((a, b) => a.time - b.time || a.input - b.input || a.line - b.line);
    return this.#lines.map(({ text }) => text);
  }
}

/** Picks the lines of some ranges out of one input. */
class LineSelector implements LineTaker {
  readonly #byKey = new Map<string, LineRange[]>();
  readonly #hosts: ReadonlySet<string>;
  readonly #input: number;
  readonly #clock = new LineClock();
  readonly #found: FoundLines;
  readonly #ahead: (host: string) => number;
  readonly #choice: LineChoice;

  constructor(
    ranges: readonly LineRange[],
    input: number,
    found: FoundLines,
    ahead: (host: string) => number,
    choice: LineChoice,
  ) {
    for (const range of ranges) this.#byKey.set(range.key, [...(this.#byKey.get(range.key) ?? []), range]);
    this.#hosts = new Set(ranges.map(({ host }) => host));
    this.#input = input;
    this.#found = found;
    this.#ahead = ahead;
    this.#choice = choice;
  }

  healthy({ time }: ReadLine): void {
    this.#clock.read(time);
  }

  pass(time: number): void {
    this.#clock.pass(time);
  }

  severe({ time }: ReadLine): void {
    this.#clock.read(time);
  }

  add({ text, head, time: own, findings, key, line }: CollectedLine): void {
    const time = this.#clock.read(own);
    if (head.host !== undefined && !this.#hosts.has(head.host)) return;
    const range = this.#byKey
      .get(key)
      ?.find(
        ({ first, last, host }) =>
          line >= first && line <= last && (head.host === undefined || host === head.host),
      );
    if (range === undefined || !isInTime(this.#choice, time)) return;
    if (!isChosen(this.#choice, text, head, range.host)) return;
    this.#found.add({
      time: time === undefined ? Number.NEGATIVE_INFINITY : time - this.#ahead(range.host),
      input: this.#input,
      line,
      text: `${annotateText(text, findings)}\n`,
    });
  }
}
