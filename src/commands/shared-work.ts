import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** What a thread is started with. */
interface ThreadData<Piece, Data> {
  readonly purpose: string;
  readonly pieces: readonly Piece[];
  /** The index of the next piece that nobody has taken yet. */
  readonly next: Int32Array;
  readonly data: Data;
}

/** What threads run. */
export interface ThreadProgram<Data> {
  /** The file of the module that calls `workAsThread`, wherever the bundler put it. */
  readonly file: URL;
  /** Tells this work from others that the same file may hold. */
  readonly purpose: string;
  /** What each thread needs to know, as data that can be copied. */
  readonly data: Data;
}

/**
 * Shares pieces of work with threads: whoever is free takes the next one, this thread too. What came of them does not depend
 * on who did them.
 */
export class SharedWork<Piece, Result, Data> {
  readonly #pieces: readonly Piece[];
  readonly #next = new Int32Array(new SharedArrayBuffer(4));
  readonly #results = new Map<number, Result>();
  readonly #ends: Promise<void>[] = [];

  /** @param threads how many besides this one */
  constructor(pieces: readonly Piece[], threads: number, program: ThreadProgram<Data>) {
    this.#pieces = pieces;
    for (let started = 0; started < threads; started++) this.#ends.push(this.#start(program));
  }

  /** The index of a piece that is this thread's now; undefined when all are taken. */
  next(): number | undefined {
    return taken(this.#next, this.#pieces.length);
  }

  /** Says what a piece came to. */
  done(index: number, result: Result): void {
    this.#results.set(index, result);
  }

  /** Resolves when every thread has ended, with what each piece came to, in the order of the pieces. */
  async results(): Promise<[number, Result][]> {
    await Promise.all(this.#ends);
    return [...this.#results].sort(([a], [b]) => a - b);
  }

  async #start({ file, purpose, data }: ThreadProgram<Data>): Promise<void> {
    const worker = new Worker(file, {
      workerData: { purpose, pieces: this.#pieces, next: this.#next, data } satisfies ThreadData<Piece, Data>,
    });
    worker.on('message', ([index, result]: [number, Result]) => this.done(index, result));
    await new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
  }
}

/**
 * Does pieces of work until none is left, when this is a thread that was started for this purpose; does nothing elsewhere.
 *
 * @param begin makes, from what the thread needs to know, what does one piece
 */
export async function workAsThread<Piece, Result, Data>(
  purpose: string,
  begin: (data: Data) => (piece: Piece) => Promise<Result>,
): Promise<void> {
  if (isMainThread || (workerData as Partial<ThreadData<Piece, Data>> | null)?.purpose !== purpose) return;
  const { pieces, next, data } = workerData as ThreadData<Piece, Data>;
  const work = begin(data);
  for (let index = taken(next, pieces.length); index !== undefined; index = taken(next, pieces.length))
    parentPort!.postMessage([index, await work(pieces[index]!)]);
}

function taken(next: Int32Array, length: number): number | undefined {
  const index = Atomics.add(next, 0, 1);
  return index < length ? index : undefined;
}
