import { isatty } from 'node:tty';
import type { Catalogue } from '../catalogue/catalogue.ts';
import {
  type Chunk,
  type FollowCounters,
  type FollowedFile,
  STANDARD_INPUT,
  type StartPosition,
} from '../input/index.ts';
import { NamedOutput, type Naming, printable } from '../output/named-output.ts';
import { FindingFilter } from '../recognise/finding-filter.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { Clock } from '../recognise/time/clock.ts';
import type { LineRecord } from '../render/lines/record.ts';
import { tallyTable } from '../render/summary/tally-table.ts';
import { Tally } from '../tally/tally.ts';
import type { AnnotateOptions } from './annotate.ts';
import { annotateOutput, prettyRenderer, warnOfLongLines } from './annotate-output.ts';
import { type CheckpointChoice, CheckpointKeeper } from './checkpoint-keeper.ts';
import { ChunkScanner } from './chunk-scanner.ts';
import { type ChunkTaker, FollowedReading, modified, notResumable } from './followed-files.ts';
import { FollowedRecords } from './followed-records.ts';
import { StopSignal } from './stop-signal.ts';
import { TextAnnotator } from './text-annotator.ts';

/** Everything that annotating followed files, or files from a checkpoint on, needs to know, decided. */
export interface FollowOptions extends AnnotateOptions {
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
export async function follow(options: FollowOptions): Promise<number> {
  if (options.files.includes(STANDARD_INPUT)) throw notResumable(STANDARD_INPUT);
  const keeper = options.checkpoint && new CheckpointKeeper(options.checkpoint);
  if (keeper?.resumed && keeper.resumed.tally !== null)
    throw keeper.foreign('holds counts of summary', 'name another file');
  const render =
    options.output === 'pretty'
      ? await prettyRenderer(options.colour)
      : (record: LineRecord) => `${JSON.stringify(record)}\n`;
  const stop = new StopSignal();
  const annotated = new AnnotatedChunks(options, render);
  const { files, live } = options;
  const reading = new FollowedReading({ files, live, keeper, stop: stop.signal, warn }, annotated);
  const timer =
    options.interval === undefined
      ? undefined
      : setInterval(() => annotated.printCounts(reading.counters), options.interval).unref();
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
    if (options.summary && !annotated.isOver) annotated.printCounts(reading.counters);
    return stop.status ?? (reading.failed && live === undefined ? 2 : 0);
  } finally {
    clearInterval(timer);
    process.off('SIGHUP', hangup);
    stop.release();
  }
}

function warn(message: string): void {
  process.stderr.write(`mooncake-annotate: ${message}\n`);
}

/** How one file's lines are understood. */
interface FileReading {
  /** When it began, in the process's milliseconds. */
  readonly began: number;
  readonly recogniser: Recogniser;
  readonly clock: Clock;
  readonly annotator: TextAnnotator;
}

/** How long a clock serves: what it takes for the future depends on when it was made. */
const readingMs = 3_600_000;

/** Annotates chunks of followed files. */
class AnnotatedChunks implements ChunkTaker {
  readonly #options: FollowOptions;
  readonly #output: NamedOutput;
  readonly #render: (record: LineRecord) => string;
  readonly #filter: FindingFilter;
  readonly #tally = new Tally();
  readonly #scanner: ChunkScanner;
  readonly #records: FollowedRecords;
  readonly #readings = new WeakMap<FollowedFile, FileReading>();
  #recogniser: Recogniser;
  #printed = false;

  constructor(options: FollowOptions, render: (record: LineRecord) => string) {
    this.#options = options;
    this.#render = render;
    this.#output = new NamedOutput(annotateOutput(options), options.naming);
    this.#filter = new FindingFilter(options.choice);
    this.#recogniser = this.#recogniserOf(options.catalogue);
    this.#scanner = new ChunkScanner(options.normal || options.catalogue.needsEveryLine, options.longest);
    this.#records = new FollowedRecords(options.longest);
  }

  get longLines(): number {
    return this.#scanner.longLines + this.#records.shortened;
  }

  get isWithinLine(): boolean {
    return this.#scanner.isWithinLine || this.#records.isWithinLine;
  }

  get isOver(): boolean {
    return this.#output.closed;
  }

  get isFull(): boolean {
    return this.#output.waiting;
  }

  take(chunk: Chunk): void {
    const { file } = chunk;
    const { clock, annotator } = this.#readingOf(file);
    this.#tally.bytes += chunk.bytes.length;
    if (this.#options.output === 'text') {
      this.#output.begin(file, this.#scanner.goesOn(file));
      this.#scanner.scan(chunk, () => annotator);
    } else {
      this.#output.begin(file, false);
      this.#records.take(chunk, { ...this.#partsWith(clock), render: this.#render });
    }
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

  printCounts(counters: FollowCounters): void {
    if (this.#printed && this.#options.interval !== undefined) process.stderr.write('\n');
    this.#printed = true;
    process.stderr.write(tallyTable(this.#tally, counters));
  }

  /** Takes the catalogue as it is now; one with a fault leaves the last good one. */
  async reload(): Promise<void> {
    const { reload } = this.#options;
    if (reload === undefined) return;
    try {
      const catalogue = await reload();
      this.#recogniser = this.#recogniserOf(catalogue);
      this.#scanner.everyLine = this.#options.normal || catalogue.needsEveryLine;
    } catch (error) {
      warn(
        `the catalogue was not read again: ${printable(error instanceof Error ? error.message : String(error))}`,
      );
    }
  }

  #recogniserOf(catalogue: Catalogue): Recogniser {
    const { choice, implied, normal } = this.#options;
    const only = choice.components?.length === 1 ? choice.components[0] : undefined;
    return new Recogniser(catalogue, {
      implied,
      normal,
      ...(only === undefined ? {} : { component: only }),
    });
  }

  /** How a file is understood now: anew after an hour, and with another catalogue. */
  #readingOf(file: FollowedFile): FileReading {
    const now = performance.now();
    const known = this.#readings.get(file);
    if (known !== undefined && now - known.began < readingMs && known.recogniser === this.#recogniser)
      return known;
    const { live, timezone, colour } = this.#options;
    const latest = live === undefined ? modified(file.path) : Date.now();
    const clock = new Clock({ timezone, latest });
    const annotator = new TextAnnotator({ ...this.#partsWith(clock), colour, lineOpen: false });
    const reading = { began: now, recogniser: this.#recogniser, clock, annotator };
    this.#readings.set(file, reading);
    return reading;
  }

  #partsWith(clock: Clock) {
    return {
      recogniser: this.#recogniser,
      filter: this.#filter,
      tally: this.#tally,
      clock,
      writer: this.#output,
      only: this.#options.only,
    };
  }
}
