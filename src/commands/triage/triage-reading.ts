import { closeSync, fstatSync, openSync, type Stats, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { InputFault } from '../../input/files/input-files.ts';
import { sizeChange } from '../../input/files/input-files.ts';
import { OpenLimit } from '../../input/files/open-limit.ts';
import { openPacked, type PackedFile, type Source, STANDARD_INPUT } from '../../input/files/source.ts';
import { asInputError, isOutOfDescriptors } from '../../input/input-error.ts';
import { packedWeight, smallest, threadsFor } from '../../lines/scan/file-pieces.ts';
import { type Extent, TimeSpan } from '../../recognise/time/time-span.ts';
import { safeLog } from '../../render/text/safe-text.ts';
import { emptyLog, type InputEvidence, type Wording } from '../../triage/collect/input-evidence.ts';
import { contextAt, type LineContext } from '../../triage/read/line-context.ts';
import {
  type ReadLog,
  type TriageChoice,
  TriageReader,
  TriageThreads,
} from '../../triage/read/triage-reader.ts';
import type { Baseline } from '../../triage/templates/baseline.ts';
import { readBaseline } from './triage-baseline.ts';

/**
 * Bytes of logs that make a thread of their own worth it: each recognises each shape itself. With two threads two logs of 128 MB take
 * a third more memory, and end no sooner.
 */
const worthAThread = 256 * 1024 ** 2;

/** How inputs are read. */
export interface ReadingOptions extends TriageChoice {
  readonly catalogue: Catalogue;
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  /** Threads to read with, at most; absent: as many as pay. */
  readonly jobs?: number | undefined;
  /** Lines of context around sample lines. */
  readonly context: number;
  /** A time in epoch milliseconds as ISO 8601 with offset. */
  readonly iso: (time: number) => string;
  readonly stop: AbortSignal;
  /** How an input is opened, where they are no files: default `openPacked`. */
  readonly open?: typeof openPacked | undefined;
}

/** What is known of one input while it is read. */
interface ReadingInput {
  /** What the report calls it. */
  readonly name: string;
  readonly path: string;
  readonly host: string;
  /** Of a regular file that is open. */
  fd?: number | undefined;
  packed?: PackedFile | undefined;
  /** Which file it was, once it is closed: under its name may be another one by then. */
  identity?: Pick<Stats, 'dev' | 'ino'> | undefined;
  read?: ReadLog;
  fault?: string;
  readonly range: TimeSpan;
}

/** An input that is open. */
type OpenInput = ReadingInput & { readonly fd: number };

/** The inputs of one run of `triage`. */
export class TriageReading {
  readonly faults: string[] = [];
  readonly warnings: string[] = [];
  longLines = 0;
  readonly #options: ReadingOptions;
  readonly #hosts: readonly string[];
  readonly #inputs: ReadingInput[] = [];
  /** Those that are open, of which the last ones stay so for the context of their lines. */
  #open: OpenInput[] = [];
  readonly #reader: TriageReader;
  readonly #limit = new OpenLimit();

  constructor(options: ReadingOptions, hosts: readonly string[]) {
    this.#options = options;
    this.#hosts = hosts;
    this.#reader = new TriageReader(options.catalogue, { ...options, inputs: options.files.length });
  }

  /** Reads what was normal at an earlier time. */
  baseline(files: readonly string[]): Promise<Baseline> {
    // What is looked for now does not narrow what was there before.
    const reader = new TriageReader(this.#options.catalogue, { ...this.#options, choice: {}, lines: {} });
    return readBaseline(files, reader, this.#options.stop);
  }

  /**
   * Opens an input. What is no regular file is read at once; those that are open, when there are enough of them.
   *
   * @param name what the report calls it
   */
  async open(index: number, path: string, name = path): Promise<void> {
    const input: ReadingInput = { name, path, host: this.#hosts[index]!, range: new TimeSpan() };
    this.#inputs.push(input);
    await this.#openInput(input);
  }

  async #openInput(input: ReadingInput): Promise<void> {
    if (this.#open.length >= this.#limit.most) {
      await this.readOpen();
      this.close();
    }
    let source: Source | PackedFile;
    try {
      source = await (this.#options.open ?? openPacked)(input.path);
    } catch (error) {
      if (this.#open.length === 0 || !isOutOfDescriptors(error)) this.#fail(input, error);
      else {
        const closed = this.#limit.makeRoom(this.#open);
        for (const one of closed) closeInput(one);
        await this.readOpen();
        this.close();
        for (const one of [...closed, input]) await this.#openInput(one);
      }
      return;
    }
    if (source.kind === 'stream') {
      this.#take(input, await this.#reader.read(source, input.name, input.host, this.#options.stop));
      return;
    }
    input.fd = source.fd;
    input.packed = source.kind === 'packed' ? source : undefined;
    this.#open.push(input as OpenInput);
  }

  /** Takes in what cannot be read, for the report to say so. */
  miss({ name, message }: InputFault): void {
    this.#inputs.push({ name, path: name, host: name, fault: message, range: new TimeSpan() });
    this.faults.push(message);
  }

  /** Reads the regular files that are open, on several threads where that pays. */
  async readOpen(): Promise<void> {
    const { jobs, stop, catalogue } = this.#options;
    const open = this.#open.map((input) => ({ input, stats: fstatSync(input.fd) }));
    const weight = ({ input, stats }: (typeof open)[number]): number =>
      stats.size * (input.packed === undefined ? 1 : packedWeight);
    // The largest first, so that no thread is left with one at the end.
    open.sort((a, b) => weight(b) - weight(a));
    const total = open.reduce((sum, one) => sum + weight(one), 0);
    const most = jobs ?? threadsFor(total, worthAThread);
    const threads = total < smallest ? 1 : Math.min(most, open.length, availableParallelism() * 4);
    const work = open.map(({ input: { fd, packed, name, host }, stats: { mtimeMs: latest } }) => ({
      fd,
      packed,
      name,
      host,
      latest,
    }));
    const choice = { ...this.#options, inputs: this.#options.files.length };
    const sharing = new TriageThreads(work, threads - 1, choice, catalogue);
    for (let index = sharing.next(); index !== undefined && !stop.aborted; index = sharing.next())
      sharing.done(index, await this.#reader.file(work[index]!, stop));
    for (const [index, read] of (await sharing.results()).pieces) {
      const { input, stats } = open[index]!;
      this.#take(input, read);
      input.identity = { dev: stats.dev, ino: stats.ino };
      // How many bytes a compressed file holds is known from reading it only.
      const isKnown = !stop.aborted && read.failure === undefined && input.packed === undefined;
      const change = isKnown ? sizeChange(input.name, stats.size, read.bytes) : undefined;
      if (change !== undefined) this.warnings.push(change);
    }
  }

  /** What was gathered, in the order of the inputs. */
  inputs(): InputEvidence[] {
    const { since, until } = this.#options.lines;
    return this.#inputs.map(({ name, host, read, fault, range }) => {
      const log = read?.log ?? emptyLog();
      range.add(log.clock.from);
      range.add(log.clock.to);
      const { from, to } = clipped(range.seen, since, until);
      const { lines = 0, bytes = 0 } = read ?? {};
      return { name, host, lines, bytes, from, to, covers: range.seen, fault, log };
    });
  }

  /** Puts lines into words; reads the context of lines from the files, opening again those that had to be closed. */
  wording(): Wording {
    const { iso, context } = this.#options;
    const inputs = new Map(this.#inputs.map((input) => [input.name, input]));
    return {
      iso,
      visible: safeLog,
      context: ({ name }, { offset }) => {
        const input = inputs.get(name);
        if (input === undefined || input.packed !== undefined) return noContext;
        if (input.fd !== undefined) return contextAt(input.fd, offset, context);
        return reopened(input, (fd) => contextAt(fd, offset, context)) ?? noContext;
      },
    };
  }

  /** Closes the files that are open. */
  close(): void {
    for (const input of this.#open) closeInput(input);
    this.#open = [];
  }

  #take(input: ReadingInput, read: ReadLog): void {
    input.read = read;
    this.longLines += read.longLines;
    if (read.failure !== undefined) this.#fail(input, read.failure);
  }

  #fail(input: ReadingInput, error: unknown): void {
    const { message } = asInputError(error, input.path === STANDARD_INPUT ? 'standard input' : input.path);
    input.fault = message;
    this.faults.push(message);
  }
}

function closeInput(input: OpenInput): void {
  closeSync(input.fd);
  (input as ReadingInput).fd = undefined;
}

const noContext: LineContext = { before: [], after: [] };

/** What can be read of a file that was closed; undefined where another one, or none, has its name by now. */
function reopened<Result>(
  { path, identity }: ReadingInput,
  read: (fd: number) => Result,
): Result | undefined {
  if (identity === undefined) return undefined;
  const isSame = ({ dev, ino }: Stats): boolean => dev === identity.dev && ino === identity.ino;
  let fd: number | undefined;
  try {
    // Opening a FIFO would wait for its writer.
    if (!isSame(statSync(path))) return undefined;
    fd = openSync(path, 'r');
    return isSame(fstatSync(fd)) ? read(fd) : undefined;
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** The part of an input's time that is looked at. */
function clipped(
  { from, to }: Extent,
  since: number | undefined,
  until: number | undefined,
): { readonly from: number | undefined; readonly to: number | undefined } {
  if (from === undefined || to === undefined) return { from, to };
  const first = Math.max(from, since ?? from);
  const last = Math.min(to, until ?? to);
  return first > last ? { from: undefined, to: undefined } : { from: first, to: last };
}
