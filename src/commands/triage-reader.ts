import { createReadStream, fstatSync, type PathLike } from 'node:fs';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { KnownMessageMatcher } from '../catalogue/known-messages/matcher.ts';
import type { Source } from '../input/files/source.ts';
import { BlockScanner } from '../lines/scan/block-scanner.ts';
import { EveryLineScanner } from '../lines/scan/every-line.ts';
import { FileScan } from '../lines/scan/file-scan.ts';
import { scanPipe } from '../lines/scan/pipe-scan.ts';
import { scanStream } from '../lines/scan/stream-scan.ts';
import { type FilterChoice, FindingFilter } from '../recognise/finding-filter.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { Clock } from '../recognise/time/clock.ts';
import type { LineChoice } from '../triage/collect/line-choice.ts';
import { type CollectedLog, type LineTaker, LogCollector } from '../triage/collect/log-collector.ts';
import { type CountingChoice, recogniserOptions } from './piece-counter.ts';
import { StreamEnds } from './stream-ends.ts';
import { TriageSink } from './triage-sink.ts';

/** How lines are understood and which of them count. */
export interface TriageChoice extends CountingChoice {
  readonly lines: LineChoice;
}

/** A regular file to be read from its start to its end. */
export interface TriageFile {
  /** An open descriptor; threads of a process share it, and read by position. */
  readonly fd: number;
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

/** What a stream came to, with its first and last bytes. */
export interface ReadStream extends ReadLog {
  readonly head: Buffer;
  readonly tail: Buffer;
}

/** Blocks between two turns of the event loop: a few milliseconds. */
const blocksPerTurn = 32;

/** Reads inputs for triage, one after the other, each in its order. */
export class TriageReader {
  readonly #choice: TriageChoice;
  readonly #catalogue: Catalogue;
  readonly #recogniser: Recogniser;
  readonly #filter: FindingFilter;
  readonly #messages = new KnownMessageMatcher();
  #scanner: BlockScanner | undefined;

  constructor(catalogue: Catalogue, choice: TriageChoice) {
    this.#catalogue = catalogue;
    this.#choice = choice;
    this.#recogniser = new Recogniser(catalogue, recogniserOptions(choice));
    this.#filter = new FindingFilter(choice.choice);
  }

  /** Whether lines can report codes in ways that only a look at every line finds. */
  get needsEveryLine(): boolean {
    return this.#choice.normal || this.#catalogue.needsEveryLine;
  }

  /** Reads a regular file block by block; stopped early, it returns what it has seen until then. */
  async file({ fd, name, host, latest }: TriageFile, stop?: AbortSignal): Promise<ReadLog> {
    const collector = this.#collector(name, host, latest);
    const read = await this.pass(fd, collector, stop);
    return { ...read, log: collector.data() };
  }

  /** Reads a regular file block by block into a taker. */
  async pass(fd: number, taker: LineTaker, stop?: AbortSignal): Promise<Omit<ReadLog, 'log'>> {
    const sink = this.#sink(taker);
    this.#scanner ??= this.#newScanner();
    const before = { ...this.#scanner.counts };
    let failure: unknown;
    try {
      const scan = new FileScan(fd, this.#scanner, sink, { from: 0, to: Number.POSITIVE_INFINITY });
      for (let block = 1; scan.step(); block++) {
        if (block % blocksPerTurn !== 0) continue;
        await setImmediate();
        if (!stop?.aborted) continue;
        this.#scanner.end(sink);
        break;
      }
    } catch (error) {
      failure = error;
    }
    const { bytes, longLines } = this.#scanner.counts;
    return {
      lines: sink.lines,
      bytes: bytes - before.bytes,
      longLines: longLines - before.longLines,
      ...(failure === undefined ? {} : { failure }),
    };
  }

  /** Reads a stream, or a file of which every line is looked at, as it comes. */
  async stream(
    source: Source,
    name: string,
    host: string,
    endBytes: number,
    stop: AbortSignal,
  ): Promise<ReadStream> {
    const latest = source.kind === 'file' ? fstatSync(source.fd).mtimeMs : Date.now();
    const collector = this.#collector(name, host, latest);
    const read = await this.passStream(source, collector, endBytes, stop);
    return { ...read, log: collector.data() };
  }

  /** Reads a stream, or a file of which every line is looked at, into a taker. */
  async passStream(
    source: Source,
    taker: LineTaker,
    endBytes: number,
    stop: AbortSignal,
  ): Promise<Omit<ReadStream, 'log'>> {
    const sink = this.#sink(taker);
    const ends = new StreamEnds(sink, endBytes);
    const { longest } = this.#choice;
    const scanner = this.needsEveryLine ? new EveryLineScanner(longest) : this.#newScanner();
    const readable =
      source.kind === 'stream'
        ? source.readable
        : createReadStream(null as unknown as PathLike, {
            fd: source.fd,
            highWaterMark: 1 << 18,
            autoClose: false,
            start: 0,
          });
    const descriptor = source.kind === 'stream' ? source.descriptor : undefined;
    const abort = (): void => void readable.destroy();
    stop.addEventListener('abort', abort, { once: true });
    let failure: unknown;
    try {
      if (descriptor !== undefined && scanner instanceof BlockScanner)
        await scanPipe(readable as Socket, descriptor, scanner, ends);
      else await scanStream(readable, scanner, ends);
    } catch (error) {
      if (!stop.aborted) failure = error;
    }
    stop.removeEventListener('abort', abort);
    return {
      lines: sink.lines,
      bytes: ends.bytes,
      longLines: scanner instanceof EveryLineScanner ? scanner.longLines : scanner.counts.longLines,
      head: ends.head,
      tail: ends.tail,
      ...(failure === undefined ? {} : { failure }),
    };
  }

  #collector(name: string, host: string, latest: number): LogCollector {
    const { timezone, lines } = this.#choice;
    return new LogCollector(name, host, new Clock({ timezone, latest }), lines);
  }

  #newScanner(): BlockScanner {
    const scanner = new BlockScanner({ maxLine: this.#choice.longest });
    this.#recogniser.share(scanner);
    return scanner;
  }

  #sink(collector: LineTaker): TriageSink {
    return new TriageSink({
      recogniser: this.#recogniser,
      filter: this.#filter,
      messages: this.#messages,
      collector,
      isFiltered: isFiltered(this.#choice.choice),
    });
  }
}

/** Whether only some findings count. */
export function isFiltered({ components, groups, codes, severities }: FilterChoice): boolean {
  return [components, groups, codes, severities].some((chosen) => chosen !== undefined && chosen.length > 0);
}
