import { builtInParts } from '../../catalogue/built-in.ts';
import { Catalogue, type CatalogueParts } from '../../catalogue/catalogue.ts';
import { KnownMessageMatcher } from '../../catalogue/known-messages/matcher.ts';
import { latestTime, type PackedFile, type Source, unpack } from '../../input/files/source.ts';
import { LineShapes } from '../../lines/line-shapes.ts';
import { readSource } from '../../lines/read-source.ts';
import { LineScanner } from '../../lines/scan/line-scanner.ts';
import type { ThreadWork } from '../../lines/workers/worker-pool.ts';
import { WorkerPool } from '../../lines/workers/worker-pool.ts';
import { joiningSink } from '../../recognise/continuations.ts';
import { type FilterChoice, FindingFilter } from '../../recognise/finding.ts';
import { Recogniser } from '../../recognise/recogniser.ts';
import { TimestampParser } from '../../recognise/time/timestamp-parser.ts';
import { yearsAhead } from '../../recognise/time/years-ahead.ts';
import { type CountingChoice, recogniserOptions } from '../../summary/count/chunk-counter.ts';
import type { LineTaker } from '../collect/collected-line.ts';
import type { LineChoice } from '../collect/line-choice.ts';
import { type CollectedLog, LogCollector } from '../collect/log-collector.ts';
import { memoryShare } from '../collect/memory-shares.ts';
import { describeForTriage, type TriagedShape, triageMarks } from './triage-marks.ts';
import { TriageSink } from './triage-sink.ts';

/** How lines are understood and which of them count. */
export interface TriageChoice extends CountingChoice {
  /** Read lines that belong together, as those of a traceback do, as one. */
  readonly multiline?: boolean | undefined;
  readonly lines: LineChoice;
  /** How many inputs are kept in memory together. */
  readonly inputs?: number | undefined;
}

/** A regular file to be read from its start to its end. */
export interface TriageFile {
  /** An open descriptor; threads of a process share it, and read by position. */
  readonly fd: number;
  /** The file, where it is compressed. */
  readonly packed?: PackedFile | undefined;
  readonly name: string;
  readonly host: string;
  /** What its stamps without a year cannot lie behind, in epoch milliseconds. */
  readonly latest: number;
}

/** What an input came to. */
export interface ReadLog {
  readonly log: CollectedLog;
  readonly lines: number;
  readonly bytes: number;
  readonly longLines: number;
  /** Why it could not be read to its end. */
  readonly failure?: unknown;
}

/** Makes what triage keeps of shapes of lines. */
export function triageShapes(
  catalogue: Catalogue,
  choice: TriageChoice,
  scanner: LineScanner,
): LineShapes<TriagedShape> {
  const recogniser = new Recogniser(catalogue, recogniserOptions(choice));
  const messages = new KnownMessageMatcher([...catalogue.knownMessages.values()], (pattern) =>
    recogniser.shapeTextOf(pattern),
  );
  const filter = new FindingFilter(choice.choice);
  const describe = describeForTriage(recogniser, filter, messages, isFiltered(choice.choice));
  return new LineShapes(scanner, recogniser.shapeRules, describe);
}

/** Bytes that are looked at in one go. */
const blockSize = 1 << 18;

/** Reads inputs for triage, one after the other, each in its order. */
export class TriageReader {
  readonly #choice: TriageChoice;
  readonly #scanner: LineScanner;
  readonly #everyLine: boolean;
  readonly #shapes: LineShapes<TriagedShape>;

  constructor(catalogue: Catalogue, choice: TriageChoice) {
    this.#choice = choice;
    const marks = triageMarks(catalogue);
    this.#scanner = new LineScanner({
      maxLine: choice.longest,
      blockSize,
      ...marks,
    });
    // With multiline any line may go on in the next one; with hosts any line may be the only one of its host.
    this.#everyLine = marks.everyLine || choice.multiline === true || (choice.lines.hosts ?? []).length > 0;
    this.#shapes = triageShapes(catalogue, choice, this.#scanner);
  }

  /** Reads a regular file; stopped early, it returns what it has seen until then. */
  async file({ fd, packed, name, host, latest }: TriageFile, stop?: AbortSignal): Promise<ReadLog> {
    const source: Source =
      packed === undefined ? { kind: 'file', fd, path: name, size: 0 } : await unpack(packed);
    return this.#collect(source, name, host, latest, stop);
  }

  /** Reads any source as it comes. */
  async read(source: Source, name: string, host: string, stop?: AbortSignal): Promise<ReadLog> {
    const latest = latestTime(source);
    return this.#collect(source, name, host, latest, stop);
  }

  /** Reads any source into a taker, which reads its stamps by this clock. */
  async pass(
    source: Source,
    taker: LineTaker,
    clock: TimestampParser,
    stop?: AbortSignal,
  ): Promise<Omit<ReadLog, 'log'>> {
    const { longest } = this.#choice;
    const scanner = this.#scanner;
    const lookAtAll = (): void => {
      scanner.everyLine = true;
    };
    scanner.everyLine = this.#everyLine;
    const sink = new TriageSink({ taker, clock, longest, shapes: this.#shapes, lookAtAll });
    const joined = joiningSink(this.#shapes.into(sink, yearsAhead(clock)), this.#choice.multiline === true);
    const before = { ...this.#scanner.counts };
    let failure: unknown;
    try {
      await readSource(source, this.#scanner, joined.sink, { stop });
    } catch (error) {
      failure = error;
    }
    joined.flush();
    sink.end();
    const { bytes, longLines } = this.#scanner.counts;
    return {
      lines: sink.lines,
      bytes: bytes - before.bytes,
      longLines: longLines - before.longLines,
      ...(failure === undefined ? {} : { failure }),
    };
  }

  async #collect(
    source: Source,
    name: string,
    host: string,
    latest: number,
    stop: AbortSignal | undefined,
  ): Promise<ReadLog> {
    const { timezone, lines, inputs = 1 } = this.#choice;
    const clock = new TimestampParser({ timezone, latest });
    const collector = new LogCollector(name, host, lines, memoryShare(inputs));
    const read = await this.pass(source, collector, clock, stop);
    return { ...read, log: collector.data() };
  }
}

/** Whether only some findings count. */
export function isFiltered({ components, groups, codes, severities }: FilterChoice): boolean {
  return [components, groups, codes, severities].some((chosen) => chosen !== undefined && chosen.length > 0);
}

interface TriageData {
  readonly choice: TriageChoice;
  /** The rows of the catalogue, where it is not the built-in one. */
  readonly parts: CatalogueParts | undefined;
}

/** Shares whole files with threads: the order of a file's lines matters, so none is cut. */
export class TriageThreads extends WorkerPool<TriageFile, ReadLog, TriageData> {
  /** @param threads how many besides this one */
  constructor(
    files: readonly TriageFile[],
    threads: number,
    { choice, implied, normal, timezone, longest, lines, inputs, multiline }: TriageChoice,
    { parts }: Catalogue,
  ) {
    super(files, threads, {
      purpose: 'triage',
      data: {
        choice: { choice, implied, normal, timezone, longest, lines, inputs, multiline },
        parts: parts === builtInParts ? undefined : parts,
      },
    });
  }
}

/** Makes what reads files in a thread. */
export function readInThread({ choice, parts }: TriageData): ThreadWork<TriageFile, ReadLog> {
  const reader = new TriageReader(new Catalogue(parts ?? builtInParts), choice);
  return { piece: (file) => reader.file(file) };
}
