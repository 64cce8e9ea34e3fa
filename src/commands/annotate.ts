import { closeSync, createReadStream, fstatSync, type PathLike } from 'node:fs';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { sizeChange } from '../input/files/changed-while-reading.ts';
import { openSource, type Source, STANDARD_INPUT } from '../input/files/source.ts';
import { asInputError, InputError } from '../input/input-error.ts';
import { BlockScanner } from '../lines/scan/block-scanner.ts';
import { EveryLineScanner } from '../lines/scan/every-line.ts';
import { FileScan } from '../lines/scan/file-scan.ts';
import { scanPipe } from '../lines/scan/pipe-scan.ts';
import { BlockWriter } from '../output/block-writer.ts';
import type { LineOutput } from '../output/line-output.ts';
import { isWriteFailure } from '../output/write-failure.ts';
import { type FilterChoice, FindingFilter } from '../recognise/finding-filter.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { Clock } from '../recognise/time/clock.ts';
import { tallyTable } from '../render/summary/tally-table.ts';
import { Tally } from '../tally/tally.ts';
import { annotateOutput, prettyRenderer, warnOfLongLines } from './annotate-output.ts';
import { annotatorBytes, BlockAnnotator } from './block-annotator.ts';
import { RecordWriter } from './record-stream.ts';
import { StopSignal } from './stop-signal.ts';
import { type AnnotatingSink, TextAnnotator } from './text-annotator.ts';

/** Everything `annotate` needs to know, decided. */
export interface AnnotateOptions {
  readonly catalogue: Catalogue;
  /** Paths in order; `-` is standard input. */
  readonly files: readonly string[];
  readonly choice: FilterChoice;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly timezone: string;
  /** Print only lines with a finding. */
  readonly only: boolean;
  readonly output: 'text' | 'ndjson' | 'pretty';
  readonly colour: boolean;
  /** Print the counts per group on standard error at the end. */
  readonly summary: boolean;
  /** Milliseconds between counts on the way, if any. */
  readonly interval: number | undefined;
  /** Bytes of a line that are looked at. */
  readonly longest: number;
  /** Show control characters of the log harmlessly, since the output is a terminal. */
  readonly harmless: boolean;
  /** What a caller may have meant by a file that does not exist, if anything. */
  readonly meant?: (path: string) => string | undefined;
}

/**
 * Annotates the inputs in order onto standard output and prints the counts on standard error. Returns the exit status: 0,
 * 2 when an input could not be read (the others still are), or what a signal asks for.
 */
export async function annotate(options: AnnotateOptions): Promise<number> {
  const stop = new StopSignal();
  const run = new AnnotateRun(options, stop.signal);
  const timer =
    options.interval === undefined
      ? undefined
      : setInterval(() => run.printCounts(), options.interval).unref();
  let status = 0;
  for (const path of options.files) {
    if (stop.signal.aborted || run.writer.closed) break;
    try {
      await run.input(path);
    } catch (error) {
      // Not this input's fault, and no other one would fare better.
      if (isWriteFailure(error)) throw error;
      process.stderr.write(`mooncake-annotate: ${complaint(error, path, options).message}\n`);
      status = 2;
    }
  }
  clearInterval(timer);
  await run.writer.flush();
  run.printWarnings();
  // A reader that has gone (`| head -1`) has had enough of everything.
  if (options.summary && !run.writer.closed) run.printCounts();
  stop.release();
  return stop.status ?? status;
}

function complaint(error: unknown, path: string, options: AnnotateOptions): InputError {
  const fault = asInputError(error, named(path));
  const meant = fault.code === 'missing' ? options.meant?.(path) : undefined;
  return meant === undefined ? fault : new InputError('missing', path, fault.reason, meant, { cause: error });
}

function named(path: string): string {
  return path === STANDARD_INPUT ? 'standard input' : path;
}

/** Bytes that are looked at in one go; with the output of as many they still fit into a core's own cache. */
const blockSize = 1 << 18;

/** One run over all inputs. */
class AnnotateRun {
  readonly writer: LineOutput;
  readonly #options: AnnotateOptions;
  readonly #stop: AbortSignal;
  readonly #recogniser: Recogniser;
  readonly #filter: FindingFilter;
  readonly #tally = new Tally();
  /** What annotates the input in hand. */
  #annotator: AnnotatingSink | undefined;
  #longLines = 0;
  /** Whether the output so far ends within a line. */
  #lineOpen = false;
  #printed = false;

  constructor(options: AnnotateOptions, stop: AbortSignal) {
    const { choice } = options;
    this.#options = options;
    this.writer = annotateOutput(options);
    this.#stop = stop;
    this.#filter = new FindingFilter(choice);
    const only = choice.components?.length === 1 ? choice.components[0] : undefined;
    this.#recogniser = new Recogniser(options.catalogue, {
      implied: options.implied,
      normal: options.normal,
      ...(only === undefined ? {} : { component: only }),
    });
  }

  /** Reads one input to its end. Throws what opening or reading it threw, after all that could be read. */
  async input(path: string): Promise<void> {
    const source = await openSource(path);
    if (this.#options.output === 'text') await this.#annotated(source, path);
    else await this.#records(source, path);
  }

  printCounts(): void {
    this.#annotator?.count();
    if (this.#printed && this.#options.interval !== undefined) process.stderr.write('\n');
    this.#printed = true;
    process.stderr.write(tallyTable(this.#tally));
  }

  printWarnings(): void {
    warnOfLongLines(this.#longLines, this.#options);
  }

  async #annotated(source: Source, path: string): Promise<void> {
    const { only, colour, normal, longest, catalogue } = this.#options;
    const parts = {
      recogniser: this.#recogniser,
      filter: this.#filter,
      tally: this.#tally,
      writer: this.writer,
      only,
      colour,
      lineOpen: this.#lineOpen,
    };
    if (normal || catalogue.needsEveryLine) {
      const scanner = new EveryLineScanner(longest);
      const annotator = new TextAnnotator(parts);
      try {
        await this.#scanStream(readableOf(source), scanner, annotator);
      } finally {
        this.#longLines += scanner.longLines;
        this.#lineOpen = annotator.lineOpen;
      }
      return;
    }
    const { writer } = this;
    // In colour, and where lines or findings are left out, all go through JavaScript.
    const isPlain = writer instanceof BlockWriter && !only && !colour && this.#filter.isOpen;
    const scanner = new BlockScanner({
      maxLine: longest,
      blockSize,
      ...(isPlain ? { reserved: annotatorBytes() } : {}),
    });
    const whole = this.#recogniser.share(scanner);
    const others = new TextAnnotator({ ...parts, whole });
    const { buffer, reserved } = scanner;
    const annotator =
      isPlain && whole !== undefined
        ? new BlockAnnotator({ whole, tally: this.#tally, writer, buffer, reserved, others })
        : others;
    this.#annotator = annotator;
    try {
      if (source.kind === 'file') await this.#scanFile(source, path, scanner, annotator);
      else if (source.descriptor === undefined) await this.#scanStream(source.readable, scanner, annotator);
      else await this.#scanPipe(source.readable as Socket, source.descriptor, scanner, annotator);
    } finally {
      if (source.kind === 'file') closeSync(source.fd);
      annotator.flush();
      annotator.count();
      this.#longLines += scanner.counts.longLines;
      this.#lineOpen = annotator.lineOpen;
    }
  }

  async #scanFile(
    { fd, size }: { readonly fd: number; readonly size: number },
    path: string,
    scanner: BlockScanner,
    annotator: AnnotatingSink,
  ): Promise<void> {
    const scan = new FileScan(fd, scanner, annotator);
    // A signal can only be noticed between turns of the event loop; a turn every few blocks costs nothing visible.
    for (let block = 1; scan.step(); block++) {
      if (this.writer.waiting) await this.writer.room();
      if (block % 16 === 0) await setImmediate();
      if (this.#stop.aborted || this.writer.closed) {
        scanner.end(annotator);
        return;
      }
    }
    const change = sizeChange(path, size, scan.bytes);
    if (change !== undefined) process.stderr.write(`mooncake-annotate: ${change}\n`);
  }

  async #scanPipe(
    input: Socket,
    descriptor: number,
    scanner: BlockScanner,
    annotator: AnnotatingSink,
  ): Promise<void> {
    const { writer } = this;
    const abort = (): void => void input.destroy();
    this.#stop.addEventListener('abort', abort, { once: true });
    try {
      await scanPipe(input, descriptor, scanner, annotator, {
        onPause: () => {
          annotator.flush();
          return writer.send();
        },
        afterBlock: () => {
          if (writer.closed) input.destroy();
          return writer.waiting ? writer.room() : undefined;
        },
      });
    } catch (error) {
      if (!this.#stop.aborted) throw error;
    } finally {
      this.#stop.removeEventListener('abort', abort);
    }
  }

  async #scanStream(
    input: Readable,
    scanner: Pick<EveryLineScanner, 'push' | 'end'>,
    annotator: AnnotatingSink,
  ): Promise<void> {
    const abort = (): void => void input.destroy();
    this.#stop.addEventListener('abort', abort, { once: true });
    let failure: unknown;
    try {
      for await (const chunk of input as AsyncIterable<Buffer>) {
        scanner.push(chunk, annotator);
        if (input.readableLength === 0) {
          annotator.flush();
          await this.writer.send();
        } else if (this.writer.waiting) await this.writer.room();
        if (this.writer.closed) break;
      }
    } catch (error) {
      if (!this.#stop.aborted) failure = error;
    }
    this.#stop.removeEventListener('abort', abort);
    scanner.end(annotator);
    if (failure !== undefined) throw failure;
  }

  async #records(source: Source, path: string): Promise<void> {
    const { only, output, longest, colour, timezone } = this.#options;
    const clock = new Clock({ timezone, latest: latestTime(source) });
    const records = new RecordWriter({
      recogniser: this.#recogniser,
      filter: this.#filter,
      tally: this.#tally,
      clock,
      input: path,
      only,
      longest,
      render: output === 'pretty' ? await prettyRenderer(colour) : (record) => `${JSON.stringify(record)}\n`,
      writer: this.writer,
      stop: this.#stop,
    });
    try {
      await records.read(readableOf(source));
    } finally {
      this.#longLines += records.shortened;
    }
  }
}

/** A source as a stream, which closes what it reads when it ends or is left. */
function readableOf(source: Source): Readable {
  if (source.kind === 'stream') return source.readable;
  return createReadStream(null as unknown as PathLike, {
    fd: source.fd,
    highWaterMark: 1 << 18,
  });
}

/** No line of a file is younger than the file; a pipe's lines may come at any time from now on. */
function latestTime(source: Source): number {
  return source.kind === 'file' ? fstatSync(source.fd).mtimeMs : Date.now();
}
