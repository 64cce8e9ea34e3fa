import { closeSync, fstatSync } from 'node:fs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { sizeChange } from '../input/files/changed-while-reading.ts';
import type { PackedFile } from '../input/files/packed-file.ts';
import type { Source } from '../input/files/source.ts';
import { packedWeight, pieces, smallest } from '../lines/scan/ranges.ts';
import type { Progress } from '../lines/workers/progress.ts';
import type { ChunkCounter, CountingChoice } from '../summary/count/chunk-counter.ts';
import { CountingThreads } from '../summary/count/counting-threads.ts';
import { Tally } from '../tally/tally.ts';

/** How files are counted. */
export interface FileCounting extends CountingChoice {
  readonly catalogue: Catalogue;
  /** Threads to count with, at most. */
  readonly jobs: number;
  readonly stop: AbortSignal;
  /** Told how far it is. */
  readonly progress?: Progress | undefined;
}

/** A regular file that is open, from its start. */
export type OpenFile = Extract<Source, { kind: 'file' }> | PackedFile;

/** What one file came to. */
export interface CountedFile {
  readonly path: string;
  readonly tally: Tally;
  /** Why it could not be read to its end. */
  readonly failure: unknown;
  /** What to say when its length changed meanwhile. */
  readonly change: string | undefined;
}

/** What files came to, in their order. */
export interface CountedFiles {
  readonly files: readonly CountedFile[];
  /** The first and last stamp of each piece, in epoch milliseconds. */
  readonly stamps: readonly (readonly [from: number | undefined, to: number | undefined])[];
  readonly longLines: number;
}

/** Counts files that are open, on several threads where that pays, and closes them. */
export async function countFiles(
  open: readonly OpenFile[],
  counter: ChunkCounter,
  options: FileCounting,
): Promise<CountedFiles> {
  const { jobs, stop, catalogue, progress } = options;
  const stats = open.map(({ fd }) => fstatSync(fd));
  const whole = open.map(({ kind }, file) =>
    kind === 'packed'
      ? { size: stats[file]!.size * packedWeight, isUncut: true }
      : { size: stats[file]!.size },
  );
  const work = pieces(whole, jobs).map((piece) => {
    const file = open[piece.file]!;
    const packed = file.kind === 'packed' ? file : undefined;
    return { ...piece, name: file.path, fd: file.fd, packed, latest: stats[piece.file]!.mtimeMs };
  });
  const total = whole.reduce((sum, { size }) => sum + size, 0);
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
