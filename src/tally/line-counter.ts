import type { ShapedSink } from '../lines/line-shapes.ts';
import type { LineEnd } from '../lines/scan/line-sink.ts';
import type { ShapedLine } from '../lines/shaped-line.ts';
import type { Finding } from '../recognise/finding.ts';
import type { FindingFilter } from '../recognise/finding-filter.ts';
import { ownNames } from '../recognise/line-prefix.ts';
import type { Prefix } from '../recognise/prefix/prefix.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import type { Clock } from '../recognise/time/clock.ts';
import type { StampTracker } from '../recognise/time/stamp-tracker.ts';
import { isWithin, type TimeRange } from '../recognise/time/time-range.ts';
import type { Tally } from './tally.ts';

/** What counting keeps of a shape of lines. */
export interface CountedShape {
  readonly prefix: Prefix;
  /** The findings that count. */
  readonly findings: readonly Finding[];
  /** Where annotations begin that the line already carries, or -1. */
  readonly annotatedAt: number;
}

/** Makes what counting keeps of a shape, from its text. */
export function describeForCounting(recogniser: Recogniser, filter: FindingFilter) {
  return (text: string): CountedShape => {
    const { prefix, findings, annotatedAt } = recogniser.recogniseShape(text);
    return { prefix, findings: filter.pass(findings, prefix.severity), annotatedAt };
  };
}

/** What a `LineCounter` works with. */
export interface LineCounterParts {
  readonly tally: Tally;
  readonly clock: Clock;
  /** Knows the stamps before lines that have none. */
  readonly stamps: StampTracker;
  /** Where absent, findings of any time count, and those of none. */
  readonly range: TimeRange | undefined;
}

/** Bytes from a stamp's beginning in which it is read. */
const longestStamp = 100;

/** Counts the findings of the lines of one input, and nothing else. */
export class LineCounter implements ShapedSink<CountedShape> {
  readonly #parts: LineCounterParts;

  constructor(parts: LineCounterParts) {
    this.#parts = parts;
  }

  skipped(buffer: Buffer, start: number, end: number, lines: number): void {
    this.#parts.tally.lines += lines;
    this.#parts.stamps.skipped(buffer, start, end, lines);
  }

  line(line: ShapedLine<CountedShape>): void {
    this.#parts.tally.lines++;
    this.#count(line);
  }

  longLine(line: ShapedLine<CountedShape>): void {
    this.#count(line);
    this.#parts.stamps.beginLongLine();
  }

  longLineEnd(lineEnd: LineEnd): void {
    this.#parts.tally.lines++;
    this.#parts.stamps.endLongLine(lineEnd);
  }

  beforeReuse(): void {
    this.#parts.stamps.settle();
  }

  #count(line: ShapedLine<CountedShape>): void {
    const { tally, clock, stamps, range } = this.#parts;
    const { buffer, start, end, lineEnd, column } = line;
    const { prefix, findings, annotatedAt } = column;
    tally.severity(prefix);
    if (findings.length === 0) {
      stamps.line(buffer, start, end, lineEnd);
      return;
    }
    let time: number | undefined;
    if (prefix.stamp !== -1) {
      const at = line.startOf(prefix.stamp);
      time = clock.of(line.slice(at, at + longestStamp), { stamp: 0 });
    }
    if (time === undefined) {
      time = stamps.before();
      stamps.line(buffer, start, end, lineEnd);
    } else {
      stamps.stamped(start, end, lineEnd, time);
    }
    if (range !== undefined && (time === undefined || !isWithin(time, range))) {
      if (time === undefined) tally.unstamped++;
      else tally.outside++;
      return;
    }
    tally.add(findings, time, {
      file: prefix.file,
      fileLine: prefix.fileLine,
      host: prefix.host === undefined ? undefined : ownNames(prefix, line.text).host,
      text: () => (annotatedAt === -1 ? line.text : line.slice(0, line.startOf(annotatedAt))),
    });
  }
}
