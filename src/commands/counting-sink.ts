import type { Clock } from '../recognise/clock.ts';
import type { FindingFilter } from '../recognise/finding-filter.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import type { SegmentSink } from '../scan/segment-sink.ts';
import type { Tally } from '../tally/tally.ts';

/** What a `CountingSink` works with. */
export interface CountingParts {
  readonly recogniser: Recogniser;
  readonly filter: FindingFilter;
  readonly tally: Tally;
  readonly clock: Clock;
}

/** Counts the findings of what a scanner hands on, and nothing else. */
export class CountingSink implements SegmentSink {
  readonly #parts: CountingParts;

  constructor(parts: CountingParts) {
    this.#parts = parts;
  }

  quiet(_buffer: Buffer, _start: number, _end: number, lines: number): void {
    this.#parts.tally.lines += lines;
  }

  candidate(buffer: Buffer, start: number, end: number): void {
    this.#parts.tally.lines++;
    this.#count(buffer, start, end);
  }

  longCandidate(buffer: Buffer, start: number, end: number): void {
    this.#count(buffer, start, end);
  }

  longCandidateEnd(): void {
    this.#parts.tally.lines++;
  }

  #count(buffer: Buffer, start: number, end: number): void {
    const { recogniser, filter, tally, clock } = this.#parts;
    const line = buffer.toString('latin1', start, end);
    const { prefix, findings: all, annotatedAt } = recogniser.recognise(line);
    tally.severity(prefix);
    const findings = filter.pass(all, prefix.severity);
    if (findings.length === 0) return;
    const text = annotatedAt === -1 ? line : line.slice(0, annotatedAt);
    tally.add(findings, clock.read(line, prefix.stamp), prefix, text);
  }
}
