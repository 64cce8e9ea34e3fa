import { closeSync, fstatSync } from 'node:fs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { sizeChange } from '../input/files/changed-while-reading.ts';
import { openSource, type Source, STANDARD_INPUT } from '../input/files/source.ts';
import { asInputError } from '../input/input-error.ts';
import { pieces } from '../lines/scan/ranges.ts';
import type { Progress } from '../lines/workers/progress.ts';
import { Extent, StampRange } from '../recognise/time/stamp-range.ts';
import { CountingThreads } from '../summary/count/counting-threads.ts';
import { type CountingChoice, PieceCounter } from '../summary/count/piece-counter.ts';
import type { BucketChoice, SummaryContext } from '../summary/report.ts';
import type { ShareName } from '../summary/shares/share-ends.ts';
import type { ReportShare } from '../summary/summary-report.ts';
import { Tally, type TallyData } from '../tally/tally.ts';

/** Everything `summary` needs to know, decided. */
export interface SummaryOptions extends CountingChoice {
  readonly catalogue: Catalogue;
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly bucket: BucketChoice;
  /** What the only input is a share of. */
  readonly share?: ShareName | undefined;
  /** What standard input is called in the summary. */
  readonly name?: string | undefined;
  /** Threads to count with, at most. */
  readonly jobs: number;
  readonly stop: AbortSignal;
  /** Where each night is kept: with a checkpoint, counts begin anew once they are. */
  readonly nights?: KeptNights | undefined;
  /** Told how far it is. */
  readonly progress?: Progress | undefined;
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
export async function summarise(options: SummaryOptions): Promise<SummaryResult> {
  const tally = new Tally();
  const range = new StampRange(options.range);
  const faults: string[] = [];
  const warnings: string[] = [];
  const files: { readonly path: string; readonly fd: number }[] = [];
  const shares: ReportShare[] = [];
  let longLines = 0;
  let streamed = false;
  const failed = (own: Tally, path: string, error: unknown): void => {
    const { message } = asInputError(error, path === STANDARD_INPUT ? 'standard input' : path);
    own.fault = message;
    faults.push(message);
  };

  const counter = new PieceCounter(options.catalogue, options);
  for (const path of options.files) {
    if (options.stop.aborted) break;
    const own = new Tally(nameOf(path, options));
    let source: Source;
    try {
      source = await openSource(path);
    } catch (error) {
      failed(own, path, error);
      tally.merge(own.data());
      continue;
    }
    if (source.kind === 'file' && options.share === undefined) {
      files.push({ path, fd: source.fd });
      continue;
    }
    streamed = true;
    const { stop, progress, share } = options;
    const counted = await counter.input(source, own, latestOf(source), { stop, progress, share });
    if (source.kind === 'file') closeSync(source.fd);
    if (counted.failure !== undefined) failed(own, path, counted.failure);
    if (counted.share !== undefined) shares.push(counted.share);
    range.add(counted.from, counted.to);
    longLines += counted.longLines;
    tally.merge(own.data());
  }

  const stats = files.map(({ fd }) => fstatSync(fd));
  // How long a stream is, or what is compressed, nobody knows before its end.
  if (options.progress !== undefined && !streamed)
    options.progress.total = stats.reduce((sum, { size }) => sum + size, 0);
  const work = pieces(
    stats.map(({ size }) => size),
    options.jobs,
  ).map((piece) => {
    const { path: name, fd } = files[piece.file]!;
    return { ...piece, name, fd, latest: stats[piece.file]!.mtimeMs };
  });
  const others = Math.min(options.jobs, work.length) - 1;
  const threads = new CountingThreads(work, others, options, options.catalogue, options.progress);
  for (let index = threads.next(); index !== undefined && !options.stop.aborted; index = threads.next()) {
    threads.done(index, await counter.count(work[index]!, options.stop, options.progress));
  }
  const rest = counter.rest();
  if (rest !== undefined) threads.ended(rest);
  const perFile = files.map(({ path }) => new Tally(path));
  const broken: unknown[] = files.map(() => undefined);
  const { pieces: counted, rests } = await threads.results();
  for (const [index, piece] of counted) {
    longLines += piece.longLines;
    range.add(piece.from, piece.to);
    if (piece.failure !== undefined) broken[work[index]!.file] ??= piece.failure;
  }
  for (const { file, tally: part } of [...counted.flatMap(([, { before }]) => before ?? []), ...rests])
    perFile[file]!.mergePart(part);
  files.forEach(({ fd, path }, index) => {
    const own = perFile[index]!;
    const change = options.stop.aborted ? undefined : sizeChange(path, stats[index]!.size, own.bytes);
    if (broken[index] !== undefined) failed(own, path, broken[index]);
    else if (change !== undefined) warnings.push(change);
    closeSync(fd);
    tally.merge(own.data());
  });
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

/** The latest time in epoch milliseconds that stamps without a year can mean: no line of a file is younger than the file. */
function latestOf(source: Source): number {
  return source.kind === 'file' ? fstatSync(source.fd).mtimeMs : Date.now();
}
