import { closeSync } from 'node:fs';
import { sizeChange } from '../input/files/input-files.ts';
import { latestTime, openSource, type Source, STANDARD_INPUT } from '../input/files/source.ts';
import { asInputError, InputError } from '../input/input-error.ts';
import { LineShapes } from '../lines/line-shapes.ts';
import { readPaced } from '../lines/read-source.ts';
import { LineScanner } from '../lines/scan/line-scanner.ts';
import type { LineSink } from '../lines/scan/line-sink.ts';
import { describeForAnnotating, LineAnnotator } from '../output/line-annotator.ts';
import type { LineOutput } from '../output/line-output.ts';
import { isWriteFailure, tell } from '../output/print.ts';
import { describeForRecords, type RecordedShape, RecordWriter } from '../output/record-writer.ts';
import { joiningSink } from '../recognise/continuations.ts';
import { FindingFilter } from '../recognise/finding.ts';
import { prefilterMarks } from '../recognise/prefilter.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { TimestampParser } from '../recognise/time/timestamp-parser.ts';
import { yearsAhead } from '../recognise/time/years-ahead.ts';
import type { LineRecord } from '../render/lines/record.ts';
import { tallyTable } from '../render/summary/summary-table.ts';
import { recogniserOptions } from '../summary/count/chunk-counter.ts';
import { Tally } from '../tally/tally.ts';
import type { AnnotateCommandOptions } from './annotate-output.ts';
import { annotateOutput, PrintedCounts, recordRenderer, warnOfLongLines } from './annotate-output.ts';
import { blockSize, type WrittenInputs } from './selected-inputs.ts';
import { StopSignal } from './stop-signal.ts';

/**
 * Annotates the inputs in order onto standard output and prints the counts on standard error. Returns the exit status: 0,
 * 2 when an input could not be read (the others still are), or what a signal asks for.
 */
export async function annotateInputs(options: AnnotateCommandOptions): Promise<number> {
  const stop = new StopSignal();
  const { output: writer, writer: behind } = annotateOutput(options, stop);
  const tally = new Tally();
  const counts = new PrintedCounts(options, () => tallyTable(tally), behind);
  const inputs: WrittenInputs =
    options.selection !== undefined
      ? new (await import('./selected-inputs.ts')).SelectedInputs(
          { ...options, selection: options.selection },
          tally,
          writer,
          await recordRenderer(options),
        )
      : options.output === 'text'
        ? new AnnotatedInputs(options, tally, writer)
        : new RecordedInputs(options, tally, writer, await recordRenderer(options));
  const timer =
    options.interval === undefined
      ? undefined
      : setInterval(() => counts.printNews(), options.interval).unref();
  for (const { message } of options.unread ?? []) tell(message);
  let status = options.unread?.length ? 2 : 0;
  for (const path of options.files) {
    if (stop.signal.aborted || writer.closed) break;
    try {
      const source = await openSource(path);
      try {
        const bytes = await inputs.read(source, path, stop.signal);
        if (source.kind === 'file' && !stop.signal.aborted && !writer.closed) {
          const change = sizeChange(path, source.size, bytes);
          if (change !== undefined) tell(change);
        }
      } finally {
        if (source.kind === 'file') closeSync(source.fd);
      }
    } catch (error) {
      // Not this input's fault, and no other one would fare better.
      if (isWriteFailure(error)) throw error;
      tell(complaint(error, path, options).message);
      status = 2;
    }
  }
  clearInterval(timer);
  await writer.flush();
  warnOfLongLines(inputs.longLines, options);
  const nothing = inputs.nothing?.();
  if (nothing !== undefined && !stop.signal.aborted && !writer.closed) {
    tell(nothing);
    status = 2;
  }
  // A reader that has gone (`| head -1`) has had enough of everything.
  if (options.summary && !writer.closed) counts.print();
  stop.release();
  return stop.status ?? status;
}

function complaint(error: unknown, path: string, options: AnnotateCommandOptions): InputError {
  const fault = asInputError(error, path === STANDARD_INPUT ? 'standard input' : path);
  const meant = fault.code === 'missing' ? options.meant?.(path) : undefined;
  return meant === undefined ? fault : new InputError('missing', path, fault.reason, meant, { cause: error });
}

/** Writes inputs with annotations. */
class AnnotatedInputs implements WrittenInputs {
  readonly #scanner: LineScanner;
  readonly #annotator: LineAnnotator;
  readonly #joined: { readonly sink: LineSink; readonly flush: () => void };
  readonly #writer: LineOutput;

  constructor(options: AnnotateCommandOptions, tally: Tally, writer: LineOutput) {
    const { catalogue, normal, longest, choice, only, append, multiline } = options;
    const recogniser = new Recogniser(catalogue, recogniserOptions(options));
    this.#writer = writer;
    const marks = prefilterMarks(catalogue);
    this.#scanner = new LineScanner({
      maxLine: longest,
      blockSize,
      ...marks,
      everyLine: normal || multiline || marks.everyLine,
    });
    const describe = describeForAnnotating(recogniser, new FindingFilter(choice), options);
    this.#annotator = new LineAnnotator({ tally, writer, only, append });
    const shapes = new LineShapes(this.#scanner, recogniser.shapeRules, describe);
    this.#joined = joiningSink(shapes.into(this.#annotator), multiline);
  }

  get longLines(): number {
    return this.#scanner.counts.longLines;
  }

  async read(source: Source, _path: string, stop: AbortSignal): Promise<number> {
    this.#annotator.beginInput();
    const { sink, flush } = this.#joined;
    const all = (): void => {
      flush();
      this.#annotator.flush();
    };
    return readPaced(source, this.#scanner, sink, this.#writer, stop, {
      flush: () => this.#annotator.flush(),
      flushHeld: all,
    });
  }
}

/** Writes inputs as records, one a line. */
class RecordedInputs implements WrittenInputs {
  readonly #options: AnnotateCommandOptions;
  readonly #tally: Tally;
  readonly #writer: LineOutput;
  readonly #render: (record: LineRecord) => string;
  readonly #scanner: LineScanner;
  readonly #shapes: LineShapes<RecordedShape>;

  constructor(
    options: AnnotateCommandOptions,
    tally: Tally,
    writer: LineOutput,
    render: (record: LineRecord) => string,
  ) {
    this.#options = options;
    this.#tally = tally;
    this.#writer = writer;
    this.#render = render;
    const recogniser = new Recogniser(options.catalogue, recogniserOptions(options));
    this.#scanner = new LineScanner({ maxLine: options.longest, blockSize, everyLine: true });
    const describe = describeForRecords(recogniser, new FindingFilter(options.choice));
    this.#shapes = new LineShapes(this.#scanner, recogniser.shapeRules, describe);
  }

  get longLines(): number {
    return this.#scanner.counts.longLines;
  }

  async read(source: Source, path: string, stop: AbortSignal): Promise<number> {
    const { timezone, only } = this.#options;
    const clock = new TimestampParser({ timezone, latest: latestTime(source) });
    const records = new RecordWriter({
      tally: this.#tally,
      clock,
      input: path,
      only,
      render: this.#render,
      writer: this.#writer,
    });
    const lines = this.#shapes.into(records, yearsAhead(clock));
    const { sink, flush } = joiningSink(lines, this.#options.multiline);
    return readPaced(source, this.#scanner, sink, this.#writer, stop, { flush: () => {}, flushHeld: flush });
  }
}
