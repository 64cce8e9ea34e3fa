import { type Duplex, Transform, type TransformCallback } from 'node:stream';
import split2 from 'split2';
import { builtInCatalogue } from '../catalogue/built-in.ts';
import { LineShapes } from '../lines/line-shapes.ts';
import { LineScanner } from '../lines/scan/line-scanner.ts';
import type { LineSink } from '../lines/scan/line-sink.ts';
import { describeForAnnotating, LineAnnotator } from '../output/line-annotator.ts';
import type { LineOutput } from '../output/line-output.ts';
import { FindingFilter } from '../recognise/finding.ts';
import { prefilterMarks } from '../recognise/prefilter.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { Tally } from '../tally/tally.ts';
import { type AnnotatedLine, type AnnotateOptions, LineReader } from './annotate.ts';

/** What an `annotateStream` does besides. */
export interface AnnotateStreamOptions extends AnnotateOptions {
  /** Hand on only lines with a finding. */
  readonly only?: boolean;
  /** Append text to JSON lines, too, instead of adding a member `mooncake` to them (default false). */
  readonly append?: boolean;
  /** Bytes of a line that are looked at; the rest of a longer one passes without a look. Default 1 MiB. */
  readonly maxLine?: number;
}

/** A line of a `recordStream`, with its number and text. */
export interface LineOfStream extends AnnotatedLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * Bytes in, bytes out: every line as it came, with annotations behind it where it reports something.
 *
 * @example process.stdin.pipe(annotateStream()).pipe(process.stdout)
 */
export function annotateStream(options: AnnotateStreamOptions = {}): Transform {
  return new AnnotateStream(options);
}

/**
 * Bytes or text in, objects out: one for each line. A line is held in memory as a whole.
 *
 * @example for await (const { text, findings } of createReadStream('store.log').pipe(recordStream())) ...
 */
export function recordStream(options: AnnotateOptions = {}): Duplex {
  const reader = new LineReader(options);
  let line = 0;
  return split2(/\r?\n/, (text: string): LineOfStream => ({ ...reader.read(text), line: ++line, text }));
}

class AnnotateStream extends Transform {
  readonly #scanner: LineScanner;
  readonly #annotator: LineAnnotator;
  readonly #sink: LineSink;

  constructor({
    catalogue = builtInCatalogue(),
    only = false,
    append = false,
    maxLine,
    ...options
  }: AnnotateStreamOptions) {
    super();
    const recogniser = new Recogniser(catalogue, options);
    const marks = prefilterMarks(catalogue);
    this.#scanner = new LineScanner({
      ...marks,
      everyLine: options.normal === true || marks.everyLine,
      ...(maxLine === undefined ? {} : { maxLine }),
    });
    this.#annotator = new LineAnnotator({ tally: new Tally(), writer: new StreamOutput(this), only, append });
    const describe = describeForAnnotating(recogniser, new FindingFilter(), { colour: false, append });
    this.#sink = new LineShapes(this.#scanner, recogniser.shapeRules, describe).into(this.#annotator);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#scanner.push(chunk, this.#sink);
    this.#annotator.flush();
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#scanner.end(this.#sink);
    this.#annotator.flush();
    done();
  }
}

/** Pushes what is written into a stream. */
class StreamOutput implements LineOutput {
  readonly waiting = false;
  readonly closed = false;
  readonly #stream: Transform;

  constructor(stream: Transform) {
    this.#stream = stream;
  }

  bytes(bytes: Buffer, start: number, end: number): void {
    // The buffer is used again.
    this.#stream.push(Buffer.from(bytes.subarray(start, end)));
  }

  text(text: string | Buffer): void {
    this.#stream.push(text);
  }

  async room(): Promise<void> {}
  async send(): Promise<void> {}
  async flush(): Promise<void> {}
}
