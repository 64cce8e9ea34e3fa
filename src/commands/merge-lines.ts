import { closeSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { closeSource, latestTime, openSource, type Source, STANDARD_INPUT } from '../input/files/source.ts';
import { asInputError, InputError, isOutOfDescriptors } from '../input/input-error.ts';
import { InterleavedLines } from '../lines/interleaved-lines.ts';
import { LineScanner } from '../lines/scan/line-scanner.ts';
import { NamedOutput, type Naming } from '../output/line-output.ts';
import { LineQueue } from '../output/line-queue.ts';
import { tell } from '../output/print.ts';
import { explainEmptySelection, noTimes, type Selection } from '../output/selection/selected-lines.ts';
import { tallyTable } from '../render/summary/summary-table.ts';
import { Tally } from '../tally/tally.ts';
import type { AnnotateCommandOptions } from './annotate-output.ts';
import { annotateOutput, PrintedCounts, recordRenderer, warnOfLongLines } from './annotate-output.ts';
import { type JoiningSink, sinkMaker } from './selected-inputs.ts';
import { StopSignal } from './stop-signal.ts';

/**
 * Annotates several inputs at once, merged by time: of the next line of each, the earliest is written. A line without a stamp
 * stays behind the one before it. Memory depends on the number of inputs, not on their length. Returns the exit status.
 */
export async function mergeLines(
  options: AnnotateCommandOptions & { readonly naming: Naming },
): Promise<number> {
  const stop = new StopSignal();
  const { output: standard, writer } = annotateOutput(options, stop);
  const output = new NamedOutput(standard, options.naming);
  const tally = new Tally();
  const times = noTimes();
  const selection = options.selection ?? everything(options);
  const scanner = new LineScanner({ maxLine: options.longest, everyLine: true });
  const lines = new InterleavedLines<MergedInput>(scanner);
  const sinkOf = sinkMaker({ ...options, selection }, scanner, {
    tally,
    times,
    render: await recordRenderer(options),
  });
  const faults = (options.unread ?? []).map(({ message }) => message);
  const inputs: MergedInput[] = [];
  for (const path of options.files) {
    const fail = (error: unknown): void =>
      void faults.push(asInputError(error, path === STANDARD_INPUT ? 'standard input' : path).message);
    try {
      const source = await openSource(path);
      const latest = latestTime(source);
      const queue = new LineQueue(path);
      const parts = { writer: queue, begin: (time: number | undefined) => queue.begin(time) };
      inputs.push(new MergedInput(inputs.length, source, queue, sinkOf(parts, path, latest), lines, fail));
    } catch (error) {
      if (!isOutOfDescriptors(error)) {
        fail(error);
        continue;
      }
      for (const input of inputs) input.close();
      throw new InputError(
        'failed',
        path,
        `too many open files: --merge reads all ${options.files.length} inputs at once`,
        `raise the limit of this process: ulimit -n ${options.files.length + 100}`,
      );
    }
  }
  await writeMerged(inputs, output, stop.signal);
  for (const input of inputs) input.close();
  await output.flush();
  const nothing = tally.lines === 0 ? undefined : explainEmptySelection(times, { ...options, selection });
  if (nothing !== undefined && !stop.signal.aborted && !output.closed) faults.push(nothing);
  for (const fault of faults) tell(fault);
  warnOfLongLines(lines.longLines, options);
  if (options.summary && !output.closed) new PrintedCounts(options, () => tallyTable(tally), writer).print();
  stop.release();
  return stop.status ?? (faults.length > 0 ? 2 : 0);
}

function everything({ only }: AnnotateCommandOptions): Selection {
  return { grep: [], exclude: [], range: undefined, only, before: 0, after: 0 };
}

/** Lines between two turns of the event loop, in which signals are noticed. */
const linesPerTurn = 4096;

async function writeMerged(
  inputs: readonly MergedInput[],
  output: NamedOutput,
  stop: AbortSignal,
): Promise<void> {
  /** Inputs with a line, the earliest first; of one time in the order in which they were named. */
  const sorted: MergedInput[] = [];
  const place = (input: MergedInput): void => {
    let from = 0;
    for (let to = sorted.length; from < to; ) {
      const middle = (from + to) >> 1;
      if (sorted[middle]!.isBefore(input)) from = middle + 1;
      else to = middle;
    }
    sorted.splice(from, 0, input);
  };
  const refill = async (input: MergedInput): Promise<void> => {
    await input.fill(output, stop);
    if (input.time !== undefined) place(input);
  };
  for (const input of inputs) await refill(input);
  for (let written = 1; sorted.length > 0 && !stop.aborted && !output.closed; written++) {
    const input = sorted.shift()!;
    input.writeNext(output);
    if (input.time === undefined) await refill(input);
    else place(input);
    if (output.waiting) await output.room();
    if (written % linesPerTurn === 0) await setImmediate();
  }
}

const chunkSize = 1 << 17;

/** One of the inputs that are merged: it reads on when its last line was taken. */
class MergedInput {
  /** Which of the inputs it is; they are written in this order where times are equal. */
  readonly #order: number;
  readonly #source: Source;
  readonly #queue: LineQueue;
  readonly #sink: JoiningSink;
  readonly #lines: InterleavedLines<MergedInput>;
  readonly #fail: (error: unknown) => void;
  readonly #chunks: AsyncIterator<Buffer> | undefined;
  #isOver = false;

  constructor(
    order: number,
    source: Source,
    queue: LineQueue,
    sink: JoiningSink,
    lines: InterleavedLines<MergedInput>,
    fail: (error: unknown) => void,
  ) {
    this.#order = order;
    this.#source = source;
    this.#queue = queue;
    this.#sink = sink;
    this.#lines = lines;
    this.#fail = fail;
    if (source.kind === 'stream') this.#chunks = source.readable[Symbol.asyncIterator]();
  }

  /** When the line was printed that it writes next; undefined where it has none. */
  get time(): number | undefined {
    return this.#queue.time;
  }

  /** Whether its next line comes before that of another input. */
  isBefore(other: MergedInput): boolean {
    return this.time === other.time ? this.#order < other.#order : this.time! < other.time!;
  }

  writeNext(output: NamedOutput): void {
    this.#queue.writeNext(output);
  }

  /** Reads until there is a line, or the input ends. */
  async fill(output: NamedOutput, stop: AbortSignal): Promise<void> {
    while (this.time === undefined && !this.#isOver && !stop.aborted) {
      const bytes = await this.#read(output, stop);
      this.#isOver = bytes.length === 0;
      this.#lines.scan(this, bytes, this.#isOver ? 'line' : 'open', this.#sink.sink);
      // A line is held until the next one of its input shows whether it goes on.
      if (this.#isOver) this.#sink.flushHeld();
      else this.#sink.flush();
    }
  }

  close(): void {
    if (this.#source.kind === 'file') closeSync(this.#source.fd);
    else if (!this.#isOver) closeSource(this.#source);
  }

  /** The next bytes; none at the end, and where no more can be read. */
  async #read(output: NamedOutput, stop: AbortSignal): Promise<Buffer> {
    try {
      if (this.#source.kind === 'file') {
        await setImmediate();
        const chunk = Buffer.allocUnsafe(chunkSize);
        return chunk.subarray(0, readSync(this.#source.fd, chunk, 0, chunkSize, null));
      }
      // What was written is to be seen before more of a slow pipe is waited for.
      await output.send();
      const { readable } = this.#source;
      const abort = (): void => void readable.destroy();
      stop.addEventListener('abort', abort, { once: true });
      const next = await this.#chunks!.next();
      stop.removeEventListener('abort', abort);
      return next.done ? Buffer.alloc(0) : Buffer.from(next.value);
    } catch (error) {
      if (!stop.aborted) this.#fail(error);
      return Buffer.alloc(0);
    }
  }
}
