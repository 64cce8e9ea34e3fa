import type { ShapedSink } from '../lines/line-shapes.ts';
import { RecentTexts } from '../lines/recent-texts.ts';
import type { LineEnd } from '../lines/scan/line-sink.ts';
import type { LineSpan, ShapedLine } from '../lines/shaped-line.ts';
import { fileLineOfLine, timeOfLine } from '../recognise/line-prefix.ts';
import { furtherRecords, splitRecords } from '../recognise/prefix/json/split.ts';
import type { LineTimes } from '../recognise/time/stamp-reader.ts';
import { isWithin, type TimeRange } from '../recognise/time/time-span.ts';
import type { TimestampParser } from '../recognise/time/timestamp-parser.ts';
import type { TimestampTracker } from '../recognise/time/timestamp-tracker.ts';
import { type CountedLine, shownSource } from './code-entry.ts';
import type { CountedShape } from './counted-shape.ts';
import { RangeLines } from './range-lines.ts';
import { greatest } from './stats.ts';
import type { Tally } from './tally.ts';

/** What a `LineCounter` works with. */
export interface LineCounterParts {
  readonly tally: Tally;
  readonly clock: TimestampParser;
  /** Knows the stamps before lines that have none. */
  readonly stamps: TimestampTracker;
  /** Where absent, lines of any time count, and those of none. */
  readonly range: TimeRange | undefined;
  /** Reads stamps of lines that nobody else looks at. */
  readonly times: LineTimes;
  /** Takes a line up again after `times` or `stamps` may have read others. */
  readonly resume: (line: ShapedLine<CountedShape>) => void;
}

/** Counts the lines of one input, of the range that was asked for, and their findings. */
export class LineCounter implements ShapedSink<CountedShape> {
  readonly #parts: LineCounterParts;
  readonly #ranged: RangeLines | undefined;
  readonly #hosts = new RecentTexts();

  constructor(parts: LineCounterParts) {
    this.#parts = parts;
    const { range, times, stamps } = parts;
    this.#ranged = range === undefined ? undefined : new RangeLines(times, range, () => stamps.before());
  }

  skipped(buffer: Buffer, start: number, end: number, lines: number): void {
    const { tally, stamps } = this.#parts;
    const inside = this.#ranged?.skipped(buffer, start, end, lines) ?? lines;
    // Within a range, what reports nothing counts with the lines that hold it.
    const further = lines === 0 || inside < lines ? 0 : furtherRecords(buffer, start, end);
    tally.lines += inside + further;
    tally.otherLines += lines - inside;
    stamps.skipped(buffer, start, end, lines);
  }

  line(line: ShapedLine<CountedShape>): void {
    this.#lineRead(this.#count(line));
  }

  readonly split = splitRecords;

  /** Each record counts as a line, at its own time; what follows belongs to the last one. */
  records({ buffer, start, end, lineEnd }: LineSpan, records: Iterable<ShapedLine<CountedShape>>): void {
    const { tally, stamps } = this.#parts;
    let time = stamps.before();
    let last: number | undefined;
    for (const record of records) {
      const own = this.#timeOf(record);
      time = own ?? time;
      const isInside = this.#ranged?.line(own) ?? true;
      if (isInside) tally.severity(record.column.severity);
      if (isInside && last === undefined) tally.stamp(own);
      last = own ?? last;
      this.#report(record, time);
      this.#lineRead(isInside);
    }
    if (last === undefined) stamps.line(buffer, start, end, lineEnd);
    else stamps.stamped(start, end, lineEnd, last);
  }

  longLine(line: ShapedLine<CountedShape>): void {
    this.#count(line);
    this.#ranged?.beginLongLine();
    this.#parts.stamps.beginLongLine();
  }

  longLineEnd(lineEnd: LineEnd): void {
    this.#lineRead(this.#ranged?.endLongLine() ?? true);
    this.#parts.stamps.endLongLine(lineEnd);
  }

  beforeReuse(): void {
    this.#parts.stamps.readPending();
    this.#ranged?.readPending();
  }

  /** Tells the tally the first and last stamp so far, while the bytes that came last are there. */
  finish(): void {
    const { tally, stamps } = this.#parts;
    this.beforeReuse();
    const ended = stamps.last()?.time;
    if (this.#ranged !== undefined) tally.ended = greatest(tally.ended, ended);
    const { first, last } = this.#ranged ?? { first: stamps.first, last: ended };
    tally.stamp(first);
    tally.stamp(last);
  }

  #lineRead(isInside: boolean): void {
    if (isInside) this.#parts.tally.lines++;
    else this.#parts.tally.otherLines++;
  }

  /** Counts what a line says; returns whether it is of the range. */
  #count(line: ShapedLine<CountedShape>): boolean {
    const { tally, stamps, range, resume } = this.#parts;
    const { buffer, start, end, lineEnd, column } = line;
    const { severity, findings } = column;
    if (findings.length === 0 && range === undefined) {
      tally.severity(severity);
      stamps.line(buffer, start, end, lineEnd);
      return true;
    }
    const own = this.#timeOf(line);
    const time = own ?? (findings.length === 0 ? undefined : stamps.before());
    const isInside = this.#ranged?.line(own) ?? true;
    if (own === undefined) stamps.line(buffer, start, end, lineEnd);
    else stamps.stamped(start, end, lineEnd, own);
    if (isInside) tally.severity(severity);
    if (findings.length === 0) return isInside;
    // Threads write a little out of order: what reports something counts, wherever it stands.
    if (isInside) tally.stamp(own);
    if (own === undefined) resume(line);
    this.#report(line, time);
    return isInside;
  }

  /** Counts what a line or a record reports, if it is of the range. */
  #report(line: ShapedLine<CountedShape>, time: number | undefined): void {
    const { tally, range } = this.#parts;
    const { column } = line;
    const { findings } = column;
    if (findings.length === 0) return;
    if (range !== undefined && (time === undefined || !isWithin(time, range))) {
      if (time === undefined) tally.unstamped++;
      else tally.outside++;
      return;
    }
    if (column.places?.tally !== tally) column.places = tally.places(findings);
    tally.count(column.places, time, countedLine(line, this.#hosts));
  }

  #timeOf(line: ShapedLine<CountedShape>): number | undefined {
    return timeOfLine(line.column.prefix, line, this.#parts.clock);
  }
}

/**
 * What a line of a shape is counted with.
 *
 * @param hosts gives the names of hosts
 */
export function countedLine(
  line: ShapedLine<Pick<CountedShape, 'prefix' | 'annotatedAt' | 'source'>>,
  hosts: RecentTexts,
): CountedLine {
  const { prefix, annotatedAt, source } = line.column;
  const { hostAt } = prefix;
  const from = line.start;
  return {
    source: source ?? shownSource(prefix.file, fileLineOfLine(prefix, line)),
    host: hostAt && hosts.of(line.buffer, from + line.startOf(hostAt[0]), from + line.endOf(hostAt[1])),
    text: () => (annotatedAt === -1 ? line.text : line.slice(0, line.startOf(annotatedAt))),
  };
}
