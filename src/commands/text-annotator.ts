import type { LineEnd, SegmentSink } from '../lines/scan/segment-sink.ts';
import type { LineOutput } from '../output/line-output.ts';
import { annotationsAt } from '../recognise/annotated.ts';
import type { FindingFilter } from '../recognise/finding-filter.ts';
import { Line } from '../recognise/line.ts';
import type { Severity } from '../recognise/prefix.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import type { WholeLines } from '../recognise/whole-lines.ts';
import { Annotations } from '../render/lines/annotation.ts';
import type { Tally } from '../tally/tally.ts';
import { WholeAnnotations } from './whole-annotations.ts';

/** What a `TextAnnotator` works with. */
export interface TextAnnotatorParts {
  readonly recogniser: Recogniser;
  readonly filter: FindingFilter;
  readonly tally: Tally;
  /** What reads whole lines where they stand, where it can. */
  readonly whole?: WholeLines | undefined;
  readonly writer: LineOutput;
  /** Write only lines with a finding. */
  readonly only: boolean;
  readonly colour: boolean;
  /** Whether what was written before, of another input, ends within a line. */
  readonly lineOpen: boolean;
}

const lineFeed = 10;

/** Bytes at the end of a long line in which its annotations are looked for; a line with every code has fewer. */
const mostAnnotated = 64 * 1024;

const colours: Readonly<Record<Severity, string>> = {
  D: '\x1b[36m',
  I: '\x1b[36m',
  W: '\x1b[33m',
  E: '\x1b[31m',
  F: '\x1b[31m',
};

/** What annotates the lines of one input. */
export interface AnnotatingSink extends SegmentSink {
  /** Whether what was written so far ends within a line. */
  readonly lineOpen: boolean;
  /** Hands all that it holds back to the output: to be called before waiting for more input, and at its end. */
  flush(): void;
  /** Brings the tally up to date. */
  count(): void;
}

/** Writes every byte that the scanner hands on, and behind each line with findings their annotations; counts both. */
export class TextAnnotator implements AnnotatingSink {
  readonly #parts: TextAnnotatorParts;
  readonly #annotations = new Annotations();
  readonly #whole: WholeAnnotations | undefined;
  /** What is to stand behind the long line that is passing, and whether the line is written at all. */
  #pending = '';
  #passing: 'written' | 'left out' | undefined;
  /** The last bytes of that line so far. */
  #tail = Buffer.alloc(0);
  /** Whether the last line written has no end yet, and whether it is another input's. */
  #open: boolean;
  #foreign: boolean;
  /** Bytes that are to be written next, gathered as long as they lie side by side. */
  #span: Buffer = Buffer.alloc(0);
  #spanStart = 0;
  #spanEnd = 0;

  constructor(parts: TextAnnotatorParts) {
    this.#parts = parts;
    const { whole, filter, colour, tally } = parts;
    // The colour is the severity's, of which whole lines do not tell.
    if (whole !== undefined && filter.isOpen && !colour)
      this.#whole = new WholeAnnotations(whole, this.#annotations, tally);
    this.#open = this.#foreign = parts.lineOpen;
  }

  /** Whether another input has left a line open, which is to be ended before anything else is written. */
  get isForeign(): boolean {
    return this.#foreign;
  }

  /** Says that others have written whole lines. */
  closeLine(): void {
    this.#open = false;
  }

  get lineOpen(): boolean {
    return this.#open;
  }

  quiet(buffer: Buffer, start: number, end: number, lines: number): void {
    const { tally, only } = this.#parts;
    tally.lines += lines;
    if (this.#passing === 'left out' || (only && this.#passing === undefined)) return;
    if (this.#pending !== '') this.#keepTail(buffer, start, end);
    this.#write(buffer, start, end);
  }

  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void {
    const { tally, only } = this.#parts;
    tally.lines++;
    const whole = this.#whole?.of(start, end, windows);
    const annotations =
      whole === undefined
        ? this.#recognise(buffer, start, end, windows)
        : whole.length === 0
          ? undefined
          : whole;
    if (only && annotations === undefined) return;
    const next = end + lineEnd.length;
    if (annotations === undefined || annotations.length === 0) {
      this.#write(buffer, start, next);
      return;
    }
    this.#write(buffer, start, end);
    this.#writeText(annotations);
    this.#write(buffer, end, next);
  }

  longCandidate(buffer: Buffer, start: number, end: number, windows: number): void {
    const annotations = this.#recognise(buffer, start, end, windows);
    this.#pending = annotations === undefined ? '' : String(annotations);
    this.#passing = this.#parts.only && annotations === undefined ? 'left out' : 'written';
    if (this.#pending !== '') this.#keepTail(buffer, start, end);
    if (this.#passing === 'written') this.#write(buffer, start, end);
  }

  longCandidateEnd(lineEnd: LineEnd): void {
    this.#parts.tally.lines++;
    const annotated = this.#pending !== '' && annotationsAt(this.#tail.toString('latin1')) !== -1;
    if (this.#passing === 'written') {
      if (!annotated) this.#writeText(this.#pending);
      this.#writeText(lineEnd);
    }
    this.#passing = undefined;
    this.#pending = '';
    this.#tail = Buffer.alloc(0);
  }

  flush(): void {
    this.settle();
  }

  count(): void {
    this.#whole?.settle();
  }

  settle(): void {
    if (this.#spanStart === this.#spanEnd) return;
    // A file that ends within a line must not run into the next file's first one.
    if (this.#foreign) this.#parts.writer.text('\n');
    this.#foreign = false;
    this.#parts.writer.bytes(this.#span, this.#spanStart, this.#spanEnd);
    this.#open = this.#span[this.#spanEnd - 1] !== lineFeed;
    this.#spanStart = this.#spanEnd;
  }

  #write(buffer: Buffer, start: number, end: number): void {
    if (start === end) return;
    if (start !== this.#spanEnd || buffer !== this.#span) {
      this.settle();
      this.#span = buffer;
      this.#spanStart = start;
    }
    this.#spanEnd = end;
  }

  #writeText(text: string | Buffer): void {
    if (text.length === 0) return;
    this.settle();
    this.#parts.writer.text(text);
    this.#open = text !== '\n' && text !== '\r\n';
  }

  #keepTail(buffer: Buffer, start: number, end: number): void {
    const piece = buffer.subarray(Math.max(start, end - mostAnnotated), end);
    this.#tail = Buffer.concat([this.#tail, piece]).subarray(-mostAnnotated);
  }

  /** The annotations to write behind a line; empty when it carries them already, undefined when nothing was found. */
  #recognise(buffer: Buffer, start: number, end: number, windows: number): string | Buffer | undefined {
    const { recogniser, filter, tally, colour } = this.#parts;
    const line = new Line(buffer, start, end);
    const { prefix, findings: all, annotatedAt } = recogniser.recognise(line, windows);
    const findings = filter.pass(all, prefix.severity);
    if (findings.length === 0) return undefined;
    tally.add(findings, undefined);
    if (annotatedAt !== -1) return '';
    const text = this.#annotations.of(findings);
    return colour ? coloured(String(text), prefix.severity) : text;
  }
}

/** Annotations in the colour of the line's severity; the colour begins behind the separator, which stays plain. */
function coloured(text: string, severity: Severity | undefined): string {
  const start = text.indexOf('<- ') + 3;
  return `${text.slice(0, start)}${colours[severity ?? 'I']}${text.slice(start)}\x1b[0m`;
}
