import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { builtInParts } from '../catalogue/built-in.ts';
import { Catalogue, type CatalogueParts } from '../catalogue/catalogue.ts';
import { type CountedPiece, type CountingChoice, type CountingPiece, PieceCounter } from './piece-counter.ts';
import { Progress } from './progress.ts';

const purpose = 'mooncake-annotate: count pieces';

interface ThreadData {
  readonly purpose: typeof purpose;
  readonly work: readonly CountingPiece[];
  readonly choice: CountingChoice;
  /** The rows of the catalogue, where it is not the built-in one. */
  readonly parts: CatalogueParts | undefined;
  /** The index of the next piece that nobody counts yet. */
  readonly next: Int32Array;
  /** What the progress shares. */
  readonly progress: SharedArrayBuffer | undefined;
}

/**
 * Shares pieces of work with threads: whoever is free takes the next one, this thread too. Small inputs are one piece, and
 * then no thread is started.
 */
export class CountingThreads {
  readonly #work: readonly CountingPiece[];
  readonly #next = new Int32Array(new SharedArrayBuffer(4));
  readonly #counted = new Map<number, CountedPiece>();
  readonly #ends: Promise<void>[] = [];

  /** @param threads how many besides this one */
  constructor(
    work: readonly CountingPiece[],
    threads: number,
    choice: CountingChoice,
    catalogue: Catalogue,
    progress?: Progress,
  ) {
    this.#work = work;
    for (let started = 0; started < threads; started++)
      this.#ends.push(this.#start(choice, catalogue.parts, progress));
  }

  /** The index of a piece that is this thread's to count now; undefined when all are taken. */
  next(): number | undefined {
    return taken(this.#next, this.#work.length);
  }

  /** Says what a piece came to. */
  done(index: number, counted: CountedPiece): void {
    this.#counted.set(index, counted);
  }

  /** Resolves when every thread has ended, with all that was counted in the order of the pieces. */
  async results(): Promise<[number, CountedPiece][]> {
    await Promise.all(this.#ends);
    return [...this.#counted].sort(([a], [b]) => a - b);
  }

  async #start(
    { choice, implied, normal, timezone, longest, range }: CountingChoice,
    parts: CatalogueParts,
    progress: Progress | undefined,
  ): Promise<void> {
    // The file that holds this class serves as the thread's program too, wherever the bundler put it.
    const worker = new Worker(new URL(import.meta.url), {
      workerData: {
        purpose,
        work: this.#work,
        choice: { choice, implied, normal, timezone, longest, range },
        parts: parts === builtInParts ? undefined : parts,
        next: this.#next,
        progress: progress?.shared,
      } satisfies ThreadData,
    });
    worker.on('message', ([index, counted]: [number, CountedPiece]) => this.done(index, counted));
    await new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
  }
}

function taken(next: Int32Array, length: number): number | undefined {
  const index = Atomics.add(next, 0, 1);
  return index < length ? index : undefined;
}

if (!isMainThread && (workerData as Partial<ThreadData> | null)?.purpose === purpose) {
  const { work, choice, parts, next, progress: shared } = workerData as ThreadData;
  const progress = shared === undefined ? undefined : new Progress(shared);
  const counter = new PieceCounter(new Catalogue(parts ?? builtInParts), choice);
  for (let index = taken(next, work.length); index !== undefined; index = taken(next, work.length)) {
    parentPort!.postMessage([index, await counter.count(work[index]!, undefined, progress)]);
  }
}
