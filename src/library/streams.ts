import { type Duplex, Transform, type TransformCallback } from 'node:stream';
import split2 from 'split2';
import { builtInCatalogue } from '../catalogue/built-in.ts';
import { type Source, streamOf, streamSource } from '../input/files/source.ts';
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

/** A function of the library was given what it cannot use; the message says what was expected. */
export class ArgumentError extends TypeError {
  override readonly name = 'ArgumentError';
  readonly code = 'ARGUMENT';
  readonly tip = 'See docs/library.md for what each function takes.';
}

/**
 * Bytes of a log, or text, in pieces of any size: a stream of Node's, a `ReadableStream`, an async generator, the body of a
 * response. Compressed bytes (gzip, zstd) are unpacked.
 */
export type LogStream = AsyncIterable<string | Uint8Array>;

/** A stream as the input of a command, under a name. */
export class StreamInput {
  readonly files: readonly [name: string];
  /** A piece that is neither text nor bytes: the caller's mistake, not one of the log. */
  mistake: ArgumentError | undefined;
  readonly #stream: LogStream;

  constructor(stream: LogStream, name: string) {
    this.#stream = stream;
    this.files = [name];
  }

  /** Opens it. */
  readonly open = (name: string): Promise<Source> => streamSource(streamOf(this.#bytes()), name);

  async *#bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of this.#stream) {
      if (typeof piece === 'string') yield Buffer.from(piece, 'utf8');
      else if (piece instanceof Uint8Array) yield piece;
      else {
        this.mistake = new ArgumentError(`a stream gives strings or bytes, not ${typeof piece}`);
        return;
      }
    }
  }
}

/** Whether something is a stream of a log. */
export function isLogStream(given: unknown): given is LogStream {
  return typeof given === 'object' && given !== null && Symbol.asyncIterator in given;
}
