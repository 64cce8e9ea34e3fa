import { closeSync, fstatSync } from 'node:fs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { sizeChange } from '../input/files/input-files.ts';
import { OpenLimit } from '../input/files/open-limit.ts';
import {
  latestTime,
  openPacked,
  type PackedFile,
  type Source,
  STANDARD_INPUT,
  unpack,
} from '../input/files/source.ts';
import { asInputError, isOutOfDescriptors } from '../input/input-error.ts';
import { packedWeight, pieces, smallest, threadsFor } from '../lines/scan/file-pieces.ts';
import type { Progress } from '../lines/workers/progress.ts';
import { Extent, TimeSpan } from '../recognise/time/time-span.ts';
import { ChunkCounter, type CountingChoice } from '../summary/count/chunk-counter.ts';
import { CountingThreads } from '../summary/count/counting-threads.ts';
import type { BucketChoice, SummaryContext } from '../summary/report.ts';
import type { ShareName } from '../summary/shares/share-ends.ts';
import type { ReportShare } from '../summary/summary-report.ts';
import { Tally, type TallyData } from '../tally/tally.ts';

/** How files are counted. */
interface FileCounting extends CountingChoice {
  readonly catalogue: Catalogue;
  /** Threads to count with, at most; absent: as many as pay. */
  readonly jobs?: number | undefined;
  readonly stop: AbortSignal;
  /** Told how far it is. */
  readonly progress?: Progress | undefined;
}

/**
 * Bytes of logs that make a thread of their own worth it. Each is compiled anew and recognises each shape itself, which takes as
 * long as counting so many bytes of a log of which one line in a hundred has a code.
 */
const worthAThread = 512 * 1024 ** 2;

/** A regular file that is open, from its start. */
type OpenFile = Extract<Source, { kind: 'file' }> | PackedFile;

/** What one file came to. */
interface CountedFile {
  readonly path: string;
  readonly tally: Tally;
  /** Why it could not be read to its end. */
  readonly failure: unknown;
  /** What to say when its length changed meanwhile. */
  readonly change: string | undefined;
}

/** What files came to, in their order. */
interface CountedFiles {
  readonly files: readonly CountedFile[];
  /** The first and last stamp of each piece, in epoch milliseconds. */
  readonly stamps: readonly (readonly [from: number | undefined, to: number | undefined])[];
  readonly longLines: number;
}

/** Counts files that are open, on several threads where that pays, and closes them. */
async function countFiles(
  open: readonly OpenFile[],
  counter: ChunkCounter,
  options: FileCounting,
): Promise<CountedFiles> {
  const { stop, catalogue, progress } = options;
  const stats = open.map(({ fd }) => fstatSync(fd));
  const whole = open.map(({ kind }, file) =>
    kind === 'packed'
      ? { size: stats[file]!.size * packedWeight, isUncut: true }
      : { size: stats[file]!.size },
  );
  const total = whole.reduce((sum, { size }) => sum + size, 0);
  const jobs = options.jobs ?? threadsFor(total, worthAThread);
  const work = pieces(whole, jobs).map((piece) => {
    const file = open[piece.file]!;
    const packed = file.kind === 'packed' ? file : undefined;
    return { ...piece, name: file.path, fd: file.fd, packed, latest: stats[piece.file]!.mtimeMs };
  });
  const others = total < smallest ? 0 : Math.min(jobs, work.length) - 1;
  const threads = new CountingThreads(work, others, options, catalogue, progress);
  for (let index = threads.next(); index !== undefined && !stop.aborted; index = threads.next()) {
    threads.done(index, await counter.count(work[index]!, stop, progress));
  }
  const rest = counter.rest();
  if (rest !== undefined) threads.ended(rest);
  const tallies = open.map(({ path }) => new Tally(path));
  const failures: unknown[] = open.map(() => undefined);
  const { pieces: counted, rests } = await threads.results();
  for (const [index, { failure }] of counted) {
    if (failure !== undefined) failures[work[index]!.file] ??= failure;
  }
  for (const { file, tally } of [...counted.flatMap(([, { before }]) => before ?? []), ...rests])
    tallies[file]!.mergePart(tally);
  const files = open.map(({ kind, fd, path }, index): CountedFile => {
    const tally = tallies[index]!;
    // How many bytes a compressed file holds is known from reading it only.
    const isKnown = kind === 'file' && !stop.aborted;
    const change = isKnown ? sizeChange(path, stats[index]!.size, tally.bytes) : undefined;
    closeSync(fd);
    return { path, tally, failure: failures[index], change };
  });
  return {
    files,
    stamps: counted.map(([, { from, to }]) => [from, to]),
    longLines: counted.reduce((sum, [, { longLines }]) => sum + longLines, 0),
  };
}

/** Everything `summary` needs to know, decided. */
export interface SummaryOptions extends FileCounting {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly bucket: BucketChoice;
  /** What the only input is a share of. */
  readonly share?: ShareName | undefined;
  /** What standard input is called in the summary. */
  readonly name?: string | undefined;
  /** Where each night is kept: with a checkpoint, counts begin anew once they are. */
  readonly nights?: KeptNights | undefined;
  /** How an input is opened, where they are no files: default `openPacked`. */
  readonly open?: typeof openPacked | undefined;
}

/** Says which nights a history holds. */
export interface KeptNights {
  /** What the night is called that begins now, and no other. */
  readonly name: string;
  isKept(name: string): boolean;
}

/** A summary, and what went wrong on the way, as lines for standard error. */
export interface SummaryResult {
  readonly tally: TallyData;
  readonly context: SummaryContext;
  /** The first and last stamp of the logs, whatever range was asked for. */
  readonly seen: { readonly from: number | undefined; readonly to: number | undefined };
  readonly faults: readonly string[];
  /** What was strange, but kept nothing from being counted. */
  readonly warnings: readonly string[];
  /** Whether an input could not be read, or not to its end. */
  readonly failed: boolean;
  /** Lines of which only the first part was looked at. */
  readonly longLines: number;
}

/** Counts all inputs; regular files in pieces on several threads where that pays. Nothing is thrown for an input's sake. */
export async function summariseInputs(options: SummaryOptions): Promise<SummaryResult> {
  const { progress, share, stop } = options;
  const tally = new Tally();
  const range = new TimeSpan(options.range);
  const faults: string[] = [];
  const warnings: string[] = [];
  const open: OpenFile[] = [];
  const shares: ReportShare[] = [];
  let longLines = 0;
  const addInput = (own: Tally, path: string, error: unknown): void => {
    if (error !== undefined) {
      const { message } = asInputError(error, path === STANDARD_INPUT ? 'standard input' : path);
      own.fault = message;
      faults.push(message);
    }
    tally.merge(own.data());
  };
  const counter = new ChunkCounter(options.catalogue, options);
  const countOpen = async (): Promise<void> => {
    const counted = await countFiles(open.splice(0), counter, options);
    for (const { path, tally: own, failure, change } of counted.files) {
      addInput(own, path, failure);
      if (failure === undefined && change !== undefined) warnings.push(change);
    }
    for (const [from, to] of counted.stamps) range.add(from, to);
    longLines += counted.longLines;
  };
  const limit = new OpenLimit();
  const waiting = options.files.toReversed();
  for (let path = waiting.pop(); path !== undefined && !stop.aborted; path = waiting.pop()) {
    const own = new Tally(nameOf(path, options));
    let opened: Source | OpenFile;
    try {
      opened = await (options.open ?? openPacked)(path);
    } catch (error) {
      if (open.length === 0 || !isOutOfDescriptors(error)) addInput(own, path, error);
      else {
        // Those that make room for threads and reports come later.
        const closed = limit.makeRoom(open);
        for (const { fd } of closed) closeSync(fd);
        waiting.push(path, ...closed.map((file) => file.path).reverse());
        await countOpen();
      }
      continue;
    }
    if (opened.kind !== 'stream' && share === undefined) {
      open.push(opened);
      if (open.length >= limit.most) await countOpen();
      continue;
    }
    const source = opened.kind === 'packed' ? await unpack(opened) : opened;
    const counted = await counter.input(source, own, latestTime(source), { stop, progress, share });
    if (opened.kind !== 'stream') closeSync(opened.fd);
    if (counted.share !== undefined) shares.push(counted.share);
    range.add(counted.from, counted.to);
    longLines += counted.longLines;
    addInput(own, path, counted.failure);
  }
  // How far it is can be told where all is open at once, and is as long as it seems.
  const isAll = open.length === options.files.length && open.every(({ kind }) => kind === 'file');
  if (progress !== undefined && isAll) progress.total = open.reduce((sum, { size }) => sum + size, 0);
  await countOpen();
  for (const { codes } of tally.groups()) for (const { first, last } of codes) range.add(first, last);
  const counts = tally.data();
  return {
    tally: counts,
    context: {
      ...(options.range === undefined ? range.seen : stampsOf(counts)),
      chosen: options.range,
      bucket: options.bucket,
      shares,
    },
    seen: range.seen,
    faults,
    warnings,
    failed: faults.length > 0,
    longLines,
  };
}

/** The first and last stamp of all inputs in the range that was asked for. */
export function stampsOf({ inputs: { named, other } }: TallyData): Extent {
  const extent = new Extent();
  for (const { first, last } of [...named, ...(other === undefined ? [] : [other])]) {
    extent.add(first);
    extent.add(last);
  }
  return extent;
}

/** What an input is called in the summary. */
function nameOf(path: string, { name }: SummaryOptions): string {
  return path === STANDARD_INPUT ? (name ?? path) : path;
}
