import { annotationsOf } from '../output/annotation.ts';
import type { BlockWriter } from '../output/block-writer.ts';
import type { Clock } from '../recognise/clock.ts';
import type { Finding } from '../recognise/finding.ts';
import type { FindingFilter } from '../recognise/finding-filter.ts';
import type { Severity } from '../recognise/prefix.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import type { LineEnd, SegmentSink } from '../scan/segment-sink.ts';
import type { Tally } from '../tally/tally.ts';

/** What a `TextAnnotator` works with. */
export interface TextAnnotatorParts {
  readonly recogniser: Recogniser;
  readonly filter: FindingFilter;
  readonly tally: Tally;
  readonly clock: Clock;
  readonly writer: BlockWriter;
  /** Write only lines with a finding. */
  readonly only: boolean;
  readonly colour: boolean;
}

const colours: Readonly<Record<Severity, string>> = {
  D: '\x1b[36m',
  I: '\x1b[36m',
  W: '\x1b[33m',
  E: '\x1b[31m',
  F: '\x1b[31m',
};

/** Writes every byte that the scanner hands on, and behind each line with findings their annotations; counts both. */
export class TextAnnotator implements SegmentSink {
  readonly #parts: TextAnnotatorParts;
  /** What is to stand behind the long line that is passing, and whether the line is written at all. */
  #pending = '';
  #passing: 'written' | 'left out' | undefined;

  constructor(parts: TextAnnotatorParts) {
    this.#parts = parts;
  }

  quiet(buffer: Buffer, start: number, end: number, lines: number): void {
    const { tally, writer, only } = this.#parts;
    tally.lines += lines;
    if (this.#passing === 'left out' || (only && this.#passing === undefined)) return;
    writer.bytes(buffer, start, end);
  }

  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd): void {
    const { tally, writer, only } = this.#parts;
    tally.lines++;
    const annotations = this.#recognise(buffer, start, end);
    if (only && annotations === undefined) return;
    if (!annotations) {
      writer.bytes(buffer, start, end);
      if (lineEnd !== '') writer.text(lineEnd);
      return;
    }
    writer.bytes(buffer, start, end);
    writer.text(annotations + lineEnd);
  }

  longCandidate(buffer: Buffer, start: number, end: number): void {
    const annotations = this.#recognise(buffer, start, end);
    this.#pending = annotations ?? '';
    this.#passing = this.#parts.only && annotations === undefined ? 'left out' : 'written';
    if (this.#passing === 'written') this.#parts.writer.bytes(buffer, start, end);
  }

  longCandidateEnd(lineEnd: LineEnd): void {
    this.#parts.tally.lines++;
    if (this.#passing === 'written') this.#parts.writer.text(this.#pending + lineEnd);
    this.#passing = undefined;
  }

  /** The annotations to write behind a line; empty when it carries them already, undefined when nothing was found. */
  #recognise(buffer: Buffer, start: number, end: number): string | undefined {
    const { recogniser, filter, tally, clock, colour } = this.#parts;
    const line = buffer.toString('latin1', start, end);
    const { prefix, findings: all, annotatedAt } = recogniser.recognise(line);
    const findings = filter.pass(all, prefix.severity);
    if (findings.length === 0) return undefined;
    tally.add(findings, clock.read(line, prefix.stamp));
    if (annotatedAt !== -1) return '';
    return colour ? coloured(findings, prefix.severity) : annotationsOf(findings);
  }
}

/** Annotations in the colour of the line's severity; the colour begins behind the separator, which stays plain. */
function coloured(findings: readonly Finding[], severity: Severity | undefined): string {
  const text = annotationsOf(findings);
  const start = text.indexOf('<- ') + 3;
  return `${text.slice(0, start)}${colours[severity ?? 'I']}${text.slice(start)}\x1b[0m`;
}
