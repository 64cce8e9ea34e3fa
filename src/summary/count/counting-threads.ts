import { builtInParts } from '../../catalogue/built-in.ts';
import { Catalogue, type CatalogueParts } from '../../catalogue/catalogue.ts';
import { Progress } from '../../lines/workers/progress.ts';
import type { ThreadWork } from '../../lines/workers/worker-pool.ts';
import { WorkerPool } from '../../lines/workers/worker-pool.ts';
import {
  ChunkCounter,
  type CountedFile,
  type CountedPiece,
  type CountingChoice,
  type CountingPiece,
} from './chunk-counter.ts';

interface CountingData {
  readonly choice: CountingChoice;
  /** The rows of the catalogue, where it is not the built-in one. */
  readonly parts: CatalogueParts | undefined;
  /** What the progress shares. */
  readonly progress: SharedArrayBuffer | undefined;
}

/** Shares pieces of files with threads. Small inputs are one piece, and then no thread is started. */
export class CountingThreads extends WorkerPool<CountingPiece, CountedPiece, CountingData, CountedFile> {
  /** @param threads how many besides this one */
  constructor(
    work: readonly CountingPiece[],
    threads: number,
    { choice, implied, normal, timezone, longest, range }: CountingChoice,
    { parts }: Catalogue,
    progress?: Progress,
  ) {
    super(work, threads, {
      purpose: 'summary',
      data: {
        choice: { choice, implied, normal, timezone, longest, range },
        parts: parts === builtInParts ? undefined : parts,
        progress: progress?.shared,
      },
    });
  }
}

/** Makes what counts pieces in a thread. */
export function countInThread({
  choice,
  parts,
  progress,
}: CountingData): ThreadWork<CountingPiece, CountedPiece, CountedFile> {
  const shown = progress === undefined ? undefined : new Progress(progress);
  const counter = new ChunkCounter(new Catalogue(parts ?? builtInParts), choice);
  return {
    piece: (piece) => counter.count(piece, undefined, shown),
    rest: () => counter.rest(),
  };
}
