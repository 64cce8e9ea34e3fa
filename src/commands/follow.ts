import { isatty } from 'node:tty';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type CheckpointChoice, CheckpointKeeper } from '../input/checkpoint/checkpoint-keeper.ts';
import { STANDARD_INPUT } from '../input/files/source.ts';
import type { StartPosition } from '../input/follow/files/position.ts';
import {
  type ChunkTaker,
  FollowedReading,
  modificationTime,
  notResumable,
} from '../input/follow/followed-reading.ts';
import type { Chunk, FollowCounters, FollowedFile } from '../input/follow/polling/report.ts';
import { InterleavedLines } from '../lines/interleaved-lines.ts';
import { LineShapes } from '../lines/line-shapes.ts';
import { LineScanner } from '../lines/scan/line-scanner.ts';
import type { LineSink } from '../lines/scan/line-sink.ts';
import type { BlockWriter } from '../output/block-writer.ts';
import { type AnnotatedShape, describeForAnnotating, LineAnnotator } from '../output/line-annotator.ts';
import { NamedOutput, type Naming } from '../output/line-output.ts';
import { tell } from '../output/print.ts';
import {
  describeForRecords,
  type LineNumbers,
  type RecordedShape,
  RecordWriter,
} from '../output/record-writer.ts';
import { noTimes } from '../output/selection/selected-lines.ts';
import { joiningSink } from '../recognise/continuations.ts';
import { FindingFilter } from '../recognise/finding.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { TimestampParser } from '../recognise/time/timestamp-parser.ts';
import { yearsAhead } from '../recognise/time/years-ahead.ts';
import type { LineRecord } from '../render/lines/record.ts';
import { tallyTable } from '../render/summary/summary-table.ts';
import { recogniserOptions } from '../summary/count/chunk-counter.ts';
import { Tally } from '../tally/tally.ts';
import type { AnnotateCommandOptions } from './annotate-output.ts';
import { annotateOutput, PrintedCounts, recordRenderer, warnOfLongLines } from './annotate-output.ts';
import { type SinkMaker, sinkMaker } from './selected-inputs.ts';
import { StopSignal } from './stop-signal.ts';

/** Everything that annotating followed files, or files from a checkpoint on, needs to know, decided. */
export interface FollowCommandOptions extends AnnotateCommandOptions {
  /** Follow the files; absent: read what is there, once. */
  readonly live: { readonly from: StartPosition; readonly poll: number } | undefined;
  readonly naming: Naming;
  readonly checkpoint: CheckpointChoice | undefined;
  /** Reads the catalogue anew, on SIGHUP; when it throws, the last good one stays. */
  readonly reload?: (() => Promise<Catalogue>) | undefined;
}

/**
 * Annotates followed files, or files from a checkpoint on, onto standard output and prints the counts on standard error.
 * Returns the exit status, as `annotate` does.
 */
export async function follow(options: FollowCommandOptions): Promise<number> {
  if (options.files.includes(STANDARD_INPUT)) throw notResumable(STANDARD_INPUT);
  const keeper = options.checkpoint && new CheckpointKeeper(options.checkpoint);
  try {
    return await followWith(options, keeper);
  } finally {
    keeper?.release();
  }
}

async function followWith(
  options: FollowCommandOptions,
  keeper: CheckpointKeeper | undefined,
): Promise<number> {
  if (keeper?.resumed && keeper.resumed.tally !== null)
    throw keeper.foreign('holds counts of summary', 'name another file');
  const render = await recordRenderer(options);
  const stop = new StopSignal();
  const annotated = new AnnotatedChunks(options, render, stop);
  const { files, live } = options;
  const reading = new FollowedReading({ files, live, keeper, stop: stop.signal, warn }, annotated);
  const counts = new PrintedCounts(options, () => annotated.table(reading.counters), annotated.writer);
  const timer =
    options.interval === undefined
      ? undefined
      : setInterval(() => counts.printNews(), options.interval).unref();
  const hangup = (): void => {
    // A terminal that has gone sends it too, and then nobody is left to read.
    if (process.stdout.isTTY && !isatty(1)) process.kill(process.pid, 'SIGTERM');
    void annotated.reload();
    reading.wake();
  };
  if (live !== undefined) process.on('SIGHUP', hangup);
  try {
    await reading.read();
    warnOfLongLines(annotated.longLines, options);
    // A reader that has gone (`| head -1`) has had enough of everything.
    if (options.summary && !annotated.isOver) counts.print();
    return stop.status ?? (reading.failed && live === undefined ? 2 : 0);
  } finally {
    clearInterval(timer);
    process.off('SIGHUP', hangup);
    stop.release();
  }
}

function warn(message: string): void {
  tell(message);
}

/** What takes one file's lines. */
interface FileReading {
  /** When it began, in the process's milliseconds. */
  readonly began: number;
  /** Which catalogue it began with. */
  readonly shapes: object;
  readonly sink: LineSink;
  /** Hands all that it holds back to the output. */
  readonly flush: () => void;
}

/** How long a clock serves: what it takes for the future depends on when it was made. */
const readingMs = 3_600_000;

/** Shapes with what is kept of each, or what makes sinks of selected lines. */
type Shapes = LineShapes<AnnotatedShape> | LineShapes<RecordedShape> | SinkMaker;

/** Annotates chunks of followed files. */
class AnnotatedChunks implements ChunkTaker {
  readonly #options: FollowCommandOptions;
  /** What is behind the output. */
  readonly writer: BlockWriter;
  readonly #output: NamedOutput;
  readonly #render: (record: LineRecord) => string;
  readonly #filter: FindingFilter;
  readonly #tally = new Tally();
  readonly #scanner: LineScanner;
  readonly #lines: InterleavedLines<FollowedFile>;
  readonly #readings = new WeakMap<FollowedFile, FileReading>();
  /** By the followed names, under which lines are numbered through rotations. */
  readonly #numbers = new Map<string, LineNumbers>();
  #shapes: Shapes;

  constructor(options: FollowCommandOptions, render: (record: LineRecord) => string, stop: StopSignal) {
    this.#options = options;
    this.#render = render;
    const { output, writer } = annotateOutput(options, stop);
    this.writer = writer;
    this.#output = new NamedOutput(output, options.naming);
    this.#filter = new FindingFilter(options.choice);
    this.#scanner = new LineScanner({ maxLine: options.longest });
    this.#lines = new InterleavedLines(this.#scanner);
    this.#shapes = this.#shapesWith(options.catalogue);
  }

  get longLines(): number {
    return this.#lines.longLines;
  }

  get isWithinLine(): boolean {
    return this.#lines.isWithinLine;
  }

  get isOver(): boolean {
    return this.#output.closed;
  }

  get isFull(): boolean {
    return this.#output.waiting;
  }

  take({ file, bytes, end }: Chunk): void {
    this.#tally.bytes += bytes.length;
    this.#output.begin(file, this.#lines.goesOn(file));
    const { sink, flush } = this.#readingOf(file);
    this.#lines.scan(file, bytes, end, sink);
    flush();
  }

  takeUnfinished({ file, bytes }: Chunk): void {
    warn(
      `the last line of ${JSON.stringify(file.path)} has no end yet; its ${bytes.length} bytes are left to the next run`,
    );
  }

  counts(): null {
    return null;
  }

  flush(): Promise<void> {
    return this.#output.flush();
  }

  /** The counts so far. */
  table(counters: FollowCounters): string {
    return tallyTable(this.#tally, counters);
  }

  /** Takes the catalogue as it is now; one with a fault leaves the last good one. */
  async reload(): Promise<void> {
    const { reload } = this.#options;
    if (reload === undefined) return;
    try {
      this.#shapes = this.#shapesWith(await reload());
    } catch (error) {
      warn(`the catalogue was not read again: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #shapesWith(catalogue: Catalogue): Shapes {
    const { normal, output, selection, multiline } = this.#options;
    if (selection !== undefined) {
      this.#scanner.everyLine = true;
      const parts = { tally: this.#tally, times: noTimes(), render: this.#render };
      return sinkMaker({ ...this.#options, catalogue, selection }, this.#scanner, parts);
    }
    const recogniser = new Recogniser(catalogue, recogniserOptions(this.#options));
    const { shapeRules } = recogniser;
    this.#scanner.everyLine = output !== 'text' || normal || multiline || catalogue.needsEveryLine;
    return output === 'text'
      ? new LineShapes(
          this.#scanner,
          shapeRules,
          describeForAnnotating(recogniser, this.#filter, this.#options),
        )
      : new LineShapes(this.#scanner, shapeRules, describeForRecords(recogniser, this.#filter));
  }

  /** What takes a file's lines now: another one after an hour, and with another catalogue, unless the file is within a line. */
  #readingOf(file: FollowedFile): FileReading {
    const now = performance.now();
    const known = this.#readings.get(file);
    const isCurrent = known !== undefined && now - known.began < readingMs && known.shapes === this.#shapes;
    if (known !== undefined && (isCurrent || this.#lines.goesOn(file))) return known;
    const reading = { began: now, shapes: this.#shapes, ...this.#sinkFor(file) };
    this.#readings.set(file, reading);
    return reading;
  }

  #sinkFor(file: FollowedFile): Pick<FileReading, 'sink' | 'flush'> {
    const { live, timezone, only, output, append, multiline } = this.#options;
    const latest = live === undefined ? modificationTime(file.path) : Date.now();
    const numbers = this.#numbers.get(file.name) ?? { last: 0 };
    this.#numbers.set(file.name, numbers);
    if (typeof this.#shapes === 'function') {
      const { sink, flushHeld } = this.#shapes({ writer: this.#output, numbers }, file.name, latest);
      return { sink, flush: flushHeld };
    }
    const parts = { tally: this.#tally, writer: this.#output, only };
    if (output === 'text') {
      const annotator = new LineAnnotator({ ...parts, append });
      const lines = (this.#shapes as LineShapes<AnnotatedShape>).into(annotator);
      const { sink, flush } = joiningSink(lines, multiline);
      return {
        sink,
        flush: () => {
          flush();
          annotator.flush();
        },
      };
    }
    const clock = new TimestampParser({ timezone, latest });
    const records = new RecordWriter({ ...parts, clock, input: file.name, render: this.#render, numbers });
    const shapes = this.#shapes as LineShapes<RecordedShape>;
    return joiningSink(shapes.into(records, yearsAhead(clock)), multiline);
  }
}
