import { closeSync, createReadStream, fstatSync, type PathLike } from 'node:fs';
import type { Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { sizeChange } from '../input/files/changed-while-reading.ts';
import { endBytes, endsOf } from '../input/files/head-and-tail.ts';
import { openSource, type Source, STANDARD_INPUT } from '../input/files/source.ts';
import { asInputError } from '../input/input-error.ts';
import { BlockScanner } from '../lines/scan/block-scanner.ts';
import { EveryLineScanner } from '../lines/scan/every-line.ts';
import { scanPipe } from '../lines/scan/pipe-scan.ts';
import { pieces } from '../lines/scan/ranges.ts';
import { scanStream } from '../lines/scan/stream-scan.ts';
import { FindingFilter } from '../recognise/finding-filter.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { Clock } from '../recognise/time/clock.ts';
import { StampRange } from '../recognise/time/stamp-range.ts';
import { StampReader } from '../recognise/time/stamp-reader.ts';
import { mostBetween, StampTracker } from '../recognise/time/stamp-tracker.ts';
import type { BucketChoice, SummaryContext } from '../summary/report.ts';
import { type ReadLine, type ShareName, shareOf } from '../summary/shares/share-ends.ts';
import type { ReportShare } from '../summary/summary-report.ts';
import { Tally, type TallyData } from '../tally/tally.ts';
import { type CountingChoice, PieceCounter, recogniserOptions } from './piece-counter.ts';
import { type Progress, ProgressPart } from './progress.ts';
import { StreamEnds } from './stream-ends.ts';
import { CountingThreads } from './summary-threads.ts';
import { countingSink } from './whole-line-sink.ts';

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
  /** Told how far it is. */
  readonly progress?: Progress | undefined;
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
    if (source.kind === 'file' && !mustStream(options)) {
      files.push({ path, fd: source.fd });
      continue;
    }
    streamed = true;
    const scanned = await countStream(source, own, range, options);
    if (scanned.failure !== undefined) failed(own, path, scanned.failure);
    if (scanned.share !== undefined) shares.push(scanned.share);
    longLines += scanned.longLines;
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
  const counter = new PieceCounter(options.catalogue, options, others === 0 && availableParallelism() > 1);
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
    if (piece.failure !== undefined) broken[work[index]!.file] ??= piece.failure;
  }
  for (const { file, tally: part } of [...counted.flatMap(([, { before }]) => before ?? []), ...rests])
    perFile[file]!.mergePart(part);
  files.forEach(({ fd, path }, index) => {
    const own = perFile[index]!;
    const { size, mtimeMs } = stats[index]!;
    const change = options.stop.aborted ? undefined : sizeChange(path, size, own.bytes);
    if (broken[index] !== undefined) failed(own, path, broken[index]);
    else if (change !== undefined) warnings.push(change);
    const clock = new Clock({ timezone: options.timezone, latest: mtimeMs });
    const { head, tail } = endsOf(fd, size);
    range.addEnds(head, tail, clock);
    closeSync(fd);
    tally.merge(own.data());
  });
  for (const { codes } of tally.groups()) {
    for (const { first, last } of codes) {
      range.add(first, last);
    }
  }
  return {
    tally: tally.data(),
    context: { ...range.within, chosen: options.range, bucket: options.bucket, shares },
    seen: range.seen,
    faults,
    warnings,
    failed: faults.length > 0,
    longLines,
  };
}

/** What an input is called in the summary. */
function nameOf(path: string, { name }: SummaryOptions): string {
  return path === STANDARD_INPUT ? (name ?? path) : path;
}

/** Whether even files are counted as they come, from their beginning to their end. */
function mustStream({ normal, catalogue, share }: SummaryOptions): boolean {
  return normal || catalogue.needsEveryLine || share !== undefined;
}

/** A stream cannot be cut into pieces, nor can a file of which every line is looked at: they are counted as they come. */
async function countStream(
  source: Source,
  tally: Tally,
  range: StampRange,
  options: SummaryOptions,
): Promise<{
  readonly longLines: number;
  readonly failure: unknown;
  readonly share?: ReportShare | undefined;
}> {
  const clock = new Clock({
    timezone: options.timezone,
    latest: source.kind === 'file' ? fstatSync(source.fd).mtimeMs : Date.now(),
  });
  const scanner =
    options.normal || options.catalogue.needsEveryLine
      ? new EveryLineScanner(options.longest)
      : new BlockScanner({ maxLine: options.longest });
  const readable =
    source.kind === 'stream'
      ? source.readable
      : createReadStream(null as unknown as PathLike, { fd: source.fd, highWaterMark: 1 << 18 });
  const recogniser = new Recogniser(options.catalogue, recogniserOptions(options));
  const filter = new FindingFilter(options.choice);
  const counting = countingSink(
    {
      recogniser,
      filter,
      tally,
      clock,
      stamps: new StampTracker(new StampReader(clock, options.longest, recogniser.prefixes)),
      range: options.range,
    },
    scanner instanceof BlockScanner ? recogniser.share(scanner) : undefined,
  );
  const sink = new StreamEnds(counting, options.share === undefined ? endBytes : mostBetween);
  const descriptor = source.kind === 'stream' ? source.descriptor : undefined;
  const abort = (): void => void readable.destroy();
  options.stop.addEventListener('abort', abort, { once: true });
  const part = new ProgressPart(options.progress);
  const afterBlock = (): undefined => {
    part.reached(sink.bytes, tally.found);
  };
  let failure: unknown;
  try {
    if (descriptor !== undefined && scanner instanceof BlockScanner)
      await scanPipe(readable as Socket, descriptor, scanner, sink, { afterBlock });
    else await scanStream(readable, scanner, sink, { afterBlock });
  } catch (error) {
    if (!options.stop.aborted) failure = error;
  }
  options.stop.removeEventListener('abort', abort);
  counting.finish?.();
  tally.bytes = sink.bytes;
  range.addEnds(sink.head.subarray(0, endBytes), sink.tail.subarray(-endBytes), clock);
  const read = (text: string): ReadLine => {
    const { prefix, findings } = recogniser.recognise(text.slice(0, options.longest));
    return { time: clock.of(text, prefix), findings: filter.pass(findings, prefix.severity) };
  };
  return {
    share: options.share && shareOf(options.share, sink, read),
    longLines: scanner instanceof EveryLineScanner ? scanner.longLines : scanner.counts.longLines,
    failure,
  };
}
