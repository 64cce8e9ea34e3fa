import type { ShapedSink } from '../lines/line-shapes.ts';
import type { LineEnd } from '../lines/scan/line-sink.ts';
import type { ShapedLine } from '../lines/shaped-line.ts';
import { annotationsAt } from '../recognise/annotated.ts';
import type { Finding, FindingFilter } from '../recognise/finding.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import { annotationsOf, codesMember, colouredAnnotationsOf } from '../render/lines/annotation.ts';
import { recordCode } from '../render/lines/record.ts';
import type { Tally } from '../tally/tally.ts';
import type { LineOutput } from './line-output.ts';

/** What annotating keeps of a shape of lines. */
export interface AnnotatedShape {
  /** The findings that count. */
  readonly findings: readonly Finding[];
  /** What is added; empty where the line carries annotations already. */
  readonly annotation: Buffer;
  /** Where it is put, in the shape's text: into a JSON line; -1: behind the line. */
  readonly annotateAt: number;
}

/** How annotations look. */
export interface AnnotationStyle {
  readonly colour: boolean;
  /** Whether a JSON line gets them as text behind it, too, instead of as a member. */
  readonly append: boolean;
}

/** Makes what annotating keeps of a shape, from its text. */
export function describeForAnnotating(
  recogniser: Recogniser,
  filter: FindingFilter,
  { colour, append }: AnnotationStyle,
) {
  return (text: string): AnnotatedShape => {
    const { prefix, findings: all, annotatedAt, json } = recogniser.recogniseShape(text);
    const findings = filter.pass(all, prefix.severity);
    if (findings.length === 0) return quiet;
    if (annotatedAt !== -1 || json?.isAnnotated) return { findings, annotation: nothing, annotateAt: -1 };
    if (json !== undefined && !append) {
      const annotation = Buffer.from(codesMember(json.member, findings.map(recordCode)));
      return { findings, annotation, annotateAt: json.end };
    }
    const annotation = colour ? colouredAnnotationsOf(findings, prefix.severity) : annotationsOf(findings);
    return { findings, annotation: Buffer.from(annotation), annotateAt: -1 };
  };
}

const nothing: Buffer = Buffer.alloc(0);
const quiet: AnnotatedShape = { findings: [], annotation: nothing, annotateAt: -1 };
const lineFeed = 10;

/** Bytes at the end of a long line in which its annotations are looked for; a line with every code has fewer. */
const mostAnnotated = 64 * 1024;

/** What a `LineAnnotator` works with. */
interface LineAnnotatorParts {
  readonly tally: Tally;
  readonly writer: LineOutput;
  /** Write only lines with a finding. */
  readonly only: boolean;
  /** Whether annotations stand behind JSON lines, too. */
  readonly append: boolean;
}

/** Writes every byte that it is given, and with each line with findings their annotations; counts both. */
export class LineAnnotator implements ShapedSink<AnnotatedShape> {
  readonly #parts: LineAnnotatorParts;
  /** What is to stand behind the long line that is passing, and whether the line is written at all. */
  #pending = nothing;
  #passing: 'written' | 'left out' | undefined;
  /** The last bytes of that line so far. */
  #tail: Buffer = nothing;
  /** Whether the last line written has no end yet, and whether it is another input's. */
  #open = false;
  #foreign = false;
  /** Bytes that are to be written next, gathered as long as they lie side by side. */
  #span: Buffer = nothing;
  #spanStart = 0;
  #spanEnd = 0;

  constructor(parts: LineAnnotatorParts) {
    this.#parts = parts;
  }

  /** Says that what comes next is another input's: it must not run into a last line without an end. */
  beginInput(): void {
    this.flush();
    this.#foreign = this.#open;
  }

  /** Writes a line of its own between two lines of an input that are no neighbours. */
  separate(): void {
    this.beforeReuse();
    if (this.#open) this.#parts.writer.text('\n');
    this.#foreign = false;
    this.#parts.writer.text('--\n');
    this.#open = false;
  }

  /** Hands all that it holds back to the output: to be called before waiting for more input, and at its end. */
  flush(): void {
    this.beforeReuse();
  }

  skipped(buffer: Buffer, start: number, end: number, lines: number): void {
    const { tally, only } = this.#parts;
    tally.lines += lines;
    if (this.#passing === 'left out' || (only && this.#passing === undefined)) return;
    if (this.#pending.length > 0) this.#keepTail(buffer, start, end);
    this.#write(buffer, start, end);
  }

  line(line: ShapedLine<AnnotatedShape>): void {
    const { tally, only } = this.#parts;
    const { buffer, start, end, lineEnd, column } = line;
    const { findings, annotation, annotateAt } = column;
    tally.lines++;
    tally.add(findings, undefined);
    if (only && findings.length === 0) return;
    const next = end + lineEnd.length;
    if (annotation.length === 0) {
      this.#write(buffer, start, next);
      return;
    }
    const at = annotateAt === -1 ? end : start + line.startOf(annotateAt);
    this.#write(buffer, start, at);
    this.#writeText(annotation);
    this.#write(buffer, at, next);
  }

  longLine({ buffer, start, end, column }: ShapedLine<AnnotatedShape>): void {
    const { tally, only, append } = this.#parts;
    tally.add(column.findings, undefined);
    // Where the object ends cannot be known, and text behind it would be none of JSON.
    this.#pending = !append && isJsonStart(buffer, start, end) ? nothing : column.annotation;
    this.#passing = only && column.findings.length === 0 ? 'left out' : 'written';
    if (this.#pending.length > 0) this.#keepTail(buffer, start, end);
    if (this.#passing === 'written') this.#write(buffer, start, end);
  }

  longLineEnd(lineEnd: LineEnd): void {
    this.#parts.tally.lines++;
    const annotated = this.#pending.length > 0 && annotationsAt(this.#tail.toString('latin1')) !== -1;
    if (this.#passing === 'written') {
      if (!annotated) this.#writeText(this.#pending);
      this.#writeText(lineEnd);
    }
    this.#passing = undefined;
    this.#pending = nothing;
    this.#tail = Buffer.alloc(0);
  }

  beforeReuse(): void {
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
      this.beforeReuse();
      this.#span = buffer;
      this.#spanStart = start;
    }
    this.#spanEnd = end;
  }

  #writeText(text: string | Buffer): void {
    if (text.length === 0) return;
    this.beforeReuse();
    this.#parts.writer.text(text);
    this.#open = text !== '\n' && text !== '\r\n';
  }

  #keepTail(buffer: Buffer, start: number, end: number): void {
    const piece = buffer.subarray(Math.max(start, end - mostAnnotated), end);
    this.#tail = Buffer.concat([this.#tail, piece]).subarray(-mostAnnotated);
  }
}

/** Whether bytes begin as a JSON object does that has a member. */
function isJsonStart(buffer: Buffer, start: number, end: number): boolean {
  return /^[ \t]*\{[ \t]*"/.test(buffer.toString('latin1', start, Math.min(end, start + 64)));
}
