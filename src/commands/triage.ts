import { closeSync, fstatSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { knownConsequences } from '../catalogue/consequences/index.ts';
import { knownMessages } from '../catalogue/known-messages/index.ts';
import { sizeChange } from '../input/files/changed-while-reading.ts';
import type { InputFault } from '../input/files/input-files.ts';
import { openSource, type Source, STANDARD_INPUT } from '../input/files/source.ts';
import { asInputError } from '../input/input-error.ts';
import { type Extent, StampRange } from '../recognise/time/stamp-range.ts';
import { safeLog } from '../render/text/safe-text.ts';
import { hostsOf } from '../triage/collect/hosts.ts';
import type { GatheredInput, Wording } from '../triage/collect/input-evidence.ts';
import { emptyLog } from '../triage/collect/log-collector.ts';
import { contextAt } from '../triage/read/line-context.ts';
import { type ReadLog, type TriageChoice, TriageReader } from '../triage/read/triage-reader.ts';
import { TriageThreads } from '../triage/read/triage-threads.ts';
import type { LineRange } from '../triage/report/line-ranges.ts';
import { triageOutcome } from '../triage/report/report.ts';
import type { TriageReport } from '../triage/report/triage-report.ts';
import type { Baseline } from '../triage/templates/baseline.ts';
import { readBaseline } from './triage-baseline.ts';

/** Everything `triage` needs to know, decided. */
export interface TriageOptions extends TriageChoice {
  readonly catalogue: Catalogue;
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  /** What was named besides, and cannot be read. */
  readonly unread: readonly InputFault[];
  /** Threads to read with, at most. */
  readonly jobs: number;
  /** Lines of context around sample lines. */
  readonly context: number;
  readonly correctSkew: boolean;
  /** Logs or reports of an earlier time, against which patterns are new. */
  readonly baseline: readonly string[];
  /** A time in epoch milliseconds as ISO 8601 with offset. */
  readonly iso: (time: number) => string;
  readonly stop: AbortSignal;
}

/** A report, and what went wrong on the way, as lines for standard error. */
export interface TriageResult {
  readonly report: TriageReport;
  /** Which lines each incident is made of, by its id. */
  readonly ranges: ReadonlyMap<number, readonly LineRange[]>;
  readonly faults: readonly string[];
  /** What was strange, but kept nothing from being read. */
  readonly warnings: readonly string[];
  /** Lines of which only the first part was looked at. */
  readonly longLines: number;
}

/** For less than this no thread is worth starting. */
const smallest = 16 * 1024 ** 2;

/**
 * Reads all inputs and works out what happened. Nothing is thrown for an input's sake.
 *
 * @throws InputError when a baseline cannot be read
 */
export async function triage(options: TriageOptions): Promise<TriageResult> {
  const hosts = hostsOf(options.files.map((path) => (path === STANDARD_INPUT ? 'standard input' : path)));
  const reading = new TriageReading(options, hosts);
  const baseline = options.baseline.length === 0 ? undefined : await reading.baseline(options.baseline);
  for (const [index, path] of options.files.entries()) {
    if (!options.stop.aborted) await reading.open(index, path);
  }
  for (const fault of options.unread) reading.miss(fault);
  await reading.readFiles();
  const { report, lines } = triageOutcome(reading.inputs(), {
    consequences: knownConsequences,
    messages: new Map(knownMessages.map((message) => [message.id, message])),
    codes: options.catalogue.codes,
    correctSkew: options.correctSkew,
    baseline,
    choice: options.lines,
    wording: reading.wording(),
  });
  reading.close();
  return {
    report,
    ranges: lines,
    faults: reading.faults,
    warnings: reading.warnings,
    longLines: reading.longLines,
  };
}

/** What is known of one input while it is read. */
interface OpenInput {
  readonly name: string;
  readonly host: string;
  /** Of a regular file, which stays open for its lines' context. */
  readonly fd?: number;
  read?: ReadLog;
  fault?: string;
  readonly range: StampRange;
}

/** The inputs of one run. */
class TriageReading {
  readonly faults: string[] = [];
  readonly warnings: string[] = [];
  longLines = 0;
  readonly #options: TriageOptions;
  readonly #hosts: readonly string[];
  readonly #inputs: OpenInput[] = [];
  readonly #reader: TriageReader;

  constructor(options: TriageOptions, hosts: readonly string[]) {
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

  /** Opens an input; what is no regular file is read at once. */
  async open(index: number, path: string): Promise<void> {
    const input: OpenInput = { name: path, host: this.#hosts[index]!, range: new StampRange() };
    let source: Source;
    try {
      source = await openSource(path);
    } catch (error) {
      this.#inputs.push(input);
      this.#fail(input, error);
      return;
    }
    if (source.kind === 'file') {
      this.#inputs.push({ ...input, fd: source.fd });
      return;
    }
    this.#inputs.push(input);
    await this.#stream(input, source);
  }

  /** Takes in what cannot be read, for the report to say so. */
  miss({ name, message }: InputFault): void {
    this.#inputs.push({ name, host: name, fault: message, range: new StampRange() });
    this.faults.push(message);
  }

  /** Reads the regular files that are open, on several threads where that pays. */
  async readFiles(): Promise<void> {
    const { options, open } = {
      options: this.#options,
      open: this.#inputs.filter(({ fd, read }) => fd !== undefined && read === undefined),
    };
    const stats = new Map(open.map((input) => [input, fstatSync(input.fd!)]));
    // The largest first, so that no thread is left with one at the end.
    open.sort((a, b) => stats.get(b)!.size - stats.get(a)!.size);
    const total = open.reduce((sum, input) => sum + stats.get(input)!.size, 0);
    const threads = total < smallest ? 1 : Math.min(options.jobs, open.length, availableParallelism() * 4);
    const work = open.map((input) => ({
      fd: input.fd!,
      name: input.name,
      host: input.host,
      latest: stats.get(input)!.mtimeMs,
    }));
    const choice = { ...options, inputs: options.files.length };
    const sharing = new TriageThreads(work, threads - 1, choice, options.catalogue);
    for (let index = sharing.next(); index !== undefined && !options.stop.aborted; index = sharing.next())
      sharing.done(index, await this.#reader.file(work[index]!, options.stop));
    for (const [index, read] of (await sharing.results()).pieces) {
      const input = open[index]!;
      const { size } = stats.get(input)!;
      input.read = read;
      this.longLines += read.longLines;
      const change = options.stop.aborted ? undefined : sizeChange(input.name, size, read.bytes);
      if (read.failure !== undefined) this.#fail(input, read.failure);
      else if (change !== undefined) this.warnings.push(change);
    }
  }

  /** What was gathered, in the order of the inputs. */
  inputs(): GatheredInput[] {
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

  /** Puts lines into words; reads the context of lines from the files that are still open. */
  wording(): Wording {
    const { iso, context } = this.#options;
    const descriptors = new Map(this.#inputs.map(({ name, fd }) => [name, fd]));
    return {
      iso,
      visible: safeLog,
      context: ({ name }, { offset }) => {
        const fd = descriptors.get(name);
        return fd === undefined ? { before: [], after: [] } : contextAt(fd, offset, context);
      },
    };
  }

  close(): void {
    for (const { fd } of this.#inputs) if (fd !== undefined) closeSync(fd);
  }

  async #stream(input: OpenInput, source: Source): Promise<void> {
    const read = await this.#reader.read(source, input.name, input.host, this.#options.stop);
    input.read = read;
    this.longLines += read.longLines;
    if (read.failure !== undefined) this.#fail(input, read.failure);
  }

  #fail(input: OpenInput, error: unknown): void {
    const { message } = asInputError(error, input.name === STANDARD_INPUT ? 'standard input' : input.name);
    input.fault = message;
    this.faults.push(message);
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
