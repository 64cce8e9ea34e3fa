import { setImmediate } from 'node:timers/promises';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { AheadScan, slotSize } from '../lines/scan/ahead-scan.ts';
import { BlockScanner } from '../lines/scan/block-scanner.ts';
import { FileScan } from '../lines/scan/file-scan.ts';
import type { FileRange } from '../lines/scan/range-taker.ts';
import { type FilterChoice, FindingFilter } from '../recognise/finding-filter.ts';
import { Recogniser, type RecogniserOptions } from '../recognise/recogniser.ts';
import { Clock } from '../recognise/time/clock.ts';
import { stampBefore } from '../recognise/time/look-back.ts';
import { StampReader } from '../recognise/time/stamp-reader.ts';
import { type StampBefore, StampTracker } from '../recognise/time/stamp-tracker.ts';
import type { TimeRange } from '../recognise/time/time-range.ts';
import type { WholeLines } from '../recognise/whole-lines.ts';
import { Tally, type TallyData } from '../tally/tally.ts';
import { type Progress, ProgressPart } from './progress.ts';
import { countingSink } from './whole-line-sink.ts';

/** How lines are understood and which findings count. */
export interface CountingChoice {
  readonly choice: FilterChoice;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly timezone: string;
  /** Bytes of a line that are looked at. */
  readonly longest: number;
  /** Findings of other times are not counted. */
  readonly range?: TimeRange | undefined;
}

/** One piece of a file to be counted. */
export interface CountingPiece {
  /** Which of the files it is of. */
  readonly file: number;
  /** An open descriptor; threads of a process share it, and read by position. */
  readonly fd: number;
  /** The file's name as the caller gave it. */
  readonly name: string;
  readonly range: FileRange;
  /** What the file's stamps without a year cannot lie behind, in epoch milliseconds. */
  readonly latest: number;
}

/** What pieces of a file came to, of which one counter took some. */
export interface CountedFile {
  readonly file: number;
  readonly tally: TallyData;
}

/** What a piece came to, but for its counts. */
export interface CountedPiece {
  /** The counts of the file before, when this is a file's first piece. */
  readonly before?: CountedFile;
  readonly longLines: number;
  /** Why it could not be read to its end. */
  readonly failure?: unknown;
}

/** What a recogniser is to look for; the only component that is asked for settles shared numbers. */
export function recogniserOptions({ choice, implied, normal }: CountingChoice): RecogniserOptions {
  const only = choice.components?.length === 1 ? choice.components[0] : undefined;
  return { implied, normal, ...(only === undefined ? {} : { component: only }) };
}

/** Two slots need room for two lines at their limit; memory is not spent on both when they may be this long. */
const longestAhead = 1 << 26;

/** Bytes that are looked at in one go: the least of which what JavaScript does for each go takes no time worth naming. */
const blockSize = 1 << 19;

/** Blocks between two turns of the event loop: a few milliseconds. */
const blocksPerTurn = 8;

/**
 * Counts pieces of files, one after the other, with one recogniser and one buffer. Pieces of one file come together, so that
 * their counts need not be put together: they are the counts of the file so far.
 */
export class PieceCounter {
  readonly #choice: CountingChoice;
  readonly #recogniser: Recogniser;
  readonly #filter: FindingFilter;
  readonly #readsAhead: boolean;
  readonly #scanner: BlockScanner;
  readonly #whole: WholeLines | undefined;
  #file: number | undefined;
  #tally = new Tally();

  /** @param readsAhead whether another core is free to read what comes next meanwhile */
  constructor(catalogue: Catalogue, choice: CountingChoice, readsAhead = false) {
    this.#choice = choice;
    this.#recogniser = new Recogniser(catalogue, recogniserOptions(choice));
    this.#filter = new FindingFilter(choice.choice);
    this.#readsAhead = readsAhead && choice.longest <= longestAhead;
    this.#scanner = new BlockScanner({
      maxLine: choice.longest,
      blockSize,
      ...(this.#readsAhead ? { slotSize } : {}),
    });
    this.#whole = this.#recogniser.share(this.#scanner);
  }

  /** The counts of the last file, once no more of its pieces come; undefined when there was none. */
  rest(): CountedFile | undefined {
    if (this.#file === undefined) return undefined;
    const counted = { file: this.#file, tally: this.#tally.data() };
    this.#file = undefined;
    return counted;
  }

  /** Counts one piece; stopped early, it counts what it read until then. */
  async count(piece: CountingPiece, stop?: AbortSignal, progress?: Progress): Promise<CountedPiece> {
    const part = new ProgressPart(progress);
    const finished = piece.file === this.#file ? undefined : this.rest();
    if (piece.file !== this.#file) {
      this.#file = piece.file;
      this.#tally = new Tally(piece.name);
    }
    const tally = this.#tally;
    const foundBefore = tally.found;
    const clock = new Clock({ timezone: this.#choice.timezone, latest: piece.latest });
    const { longest, range } = this.#choice;
    const reader = new StampReader(clock, longest, this.#recogniser.prefixes);
    const lookBack = (): StampBefore | undefined => stampBefore(piece.fd, piece.range.from, reader);
    const sink = countingSink(
      {
        recogniser: this.#recogniser,
        filter: this.#filter,
        tally,
        clock,
        stamps: new StampTracker(reader, piece.range.from === 0 ? undefined : lookBack),
        range,
      },
      this.#whole,
    );
    const before = { ...this.#scanner.counts };
    const scan = this.#readsAhead
      ? new AheadScan(piece.fd, this.#scanner, sink, piece.range)
      : new FileScan(piece.fd, this.#scanner, sink, piece.range);
    let failure: unknown;
    try {
      for (let block = 1; await scan.step(); block++) {
        if (block % blocksPerTurn !== 0) continue;
        part.reached(scan.bytes, tally.found - foundBefore);
        await setImmediate();
        if (!stop?.aborted) continue;
        this.#scanner.end(sink);
        break;
      }
    } catch (error) {
      failure = error;
    }
    if (scan instanceof AheadScan) await scan.close();
    sink.finish?.();
    const { bytes, longLines } = this.#scanner.counts;
    tally.bytes += bytes - before.bytes;
    part.reached(bytes - before.bytes, tally.found - foundBefore);
    return {
      ...(finished === undefined ? {} : { before: finished }),
      longLines: longLines - before.longLines,
      ...(failure === undefined ? {} : { failure }),
    };
  }
}
