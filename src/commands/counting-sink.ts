import type { LineEnd, SegmentSink } from '../lines/scan/segment-sink.ts';
import type { FindingFilter } from '../recognise/finding-filter.ts';
import { Line } from '../recognise/line.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import type { Clock } from '../recognise/time/clock.ts';
import type { StampTracker } from '../recognise/time/stamp-tracker.ts';
import { isWithin, type TimeRange } from '../recognise/time/time-range.ts';
import type { Tally } from '../tally/tally.ts';

/** What a `CountingSink` works with. */
export interface CountingParts {
  readonly recogniser: Recogniser;
  readonly filter: FindingFilter;
  readonly tally: Tally;
  readonly clock: Clock;
  /** Knows the stamps before lines that have none. */
  readonly stamps: StampTracker;
  /** Where absent, findings of any time count, and those of none. */
  readonly range: TimeRange | undefined;
}

/** Counts the findings of what a scanner hands on, and nothing else. */
export class CountingSink implements SegmentSink {
  readonly #parts: CountingParts;

  constructor(parts: CountingParts) {
    this.#parts = parts;
  }

  quiet(buffer: Buffer, start: number, end: number, lines: number): void {
    this.#parts.tally.lines += lines;
    this.#parts.stamps.quiet(buffer, start, end, lines);
  }

  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void {
    this.#parts.tally.lines++;
    this.#count(buffer, start, end, lineEnd, windows);
  }

  longCandidate(buffer: Buffer, start: number, end: number, windows: number): void {
    this.#count(buffer, start, end, '', windows);
    this.#parts.stamps.beginLongLine();
  }

  longCandidateEnd(lineEnd: LineEnd): void {
    this.#parts.tally.lines++;
    this.#parts.stamps.endLongLine(lineEnd);
  }

  settle(): void {
    this.#parts.stamps.settle();
  }

  #count(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void {
    const { recogniser, filter, tally, clock, stamps, range } = this.#parts;
    const line = new Line(buffer, start, end);
    const { prefix, findings: all, annotatedAt } = recogniser.recognise(line, windows);
    tally.severity(prefix);
    const findings = filter.pass(all, prefix.severity);
    if (findings.length === 0) {
      stamps.line(buffer, start, end, lineEnd);
      return;
    }
    let time = clock.of(line, prefix);
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
    tally.add(findings, time, prefix, annotatedAt === -1 ? line : line.upTo(annotatedAt));
  }
}
