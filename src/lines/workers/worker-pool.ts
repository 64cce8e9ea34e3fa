import path from 'node:path';
import { isOutOfDescriptors } from '../../input/input-error.ts';

/** What a thread does. */
export interface ThreadWork<Piece, Result, Rest = never> {
  /** Does one piece. */
  piece(piece: Piece): Promise<Result>;
  /** What it kept to itself, once no piece is left; undefined for nothing. */
  rest?(): Rest | undefined;
}

/** The command whose work threads share; thread-work.ts knows how. */
export type ThreadPurpose = 'summary' | 'triage';

/** What a thread is started with. */
export interface ThreadData<Piece, Data> {
  readonly purpose: ThreadPurpose;
  readonly pieces: readonly Piece[];
  /** The index of the next piece that nobody has taken yet. */
  readonly next: Int32Array;
  readonly data: Data;
}

/** What threads run. */
interface ThreadProgram<Data> {
  readonly purpose: ThreadPurpose;
  /** What each thread needs to know, as data that can be copied. */
  readonly data: Data;
}

/** Bundles lie in one folder (see build-bundle.ts), that of cli/thread.ts beside the one that this module ends up in. */
const threadFile = path.join(import.meta.dirname, 'thread.js');

/** What a single executable calls the script that its threads run; it lies in no file. */
export const threadAsset = 'thread';

interface SingleExecutable {
  isSea(): boolean;
  getAsset(name: string, encoding: 'utf8'): string;
}

/** The script of a single executable's threads; undefined where the program is run from files. */
function threadScript(): string | undefined {
  const { getBuiltinModule } = process as unknown as { getBuiltinModule?: (name: string) => unknown };
  const single = getBuiltinModule?.('node:sea') as SingleExecutable | undefined;
  return single?.isSea() ? single.getAsset(threadAsset, 'utf8') : undefined;
}

/** What work came to. */
interface WorkResults<Result, Rest> {
  /** Of each piece, in the order of the pieces. */
  readonly pieces: readonly (readonly [index: number, result: Result])[];
  /** What threads kept to themselves until their last piece was done. */
  readonly rests: readonly Rest[];
}

/** What a thread says: what a piece came to, by its index, or at its end what it kept. */
export type ThreadMessage<Result, Rest> = readonly [index: number, result: Result] | { readonly rest: Rest };

/**
 * Shares pieces of work with threads: whoever is free takes the next one, this thread too. Each takes them in their order.
 * What came of them does not depend on who did them.
 */
export class WorkerPool<Piece, Result, Data, Rest = never> {
  readonly #pieces: readonly Piece[];
  readonly #next = new Int32Array(new SharedArrayBuffer(4));
  readonly #results = new Map<number, Result>();
  readonly #rests: Rest[] = [];
  readonly #ends: Promise<void>[] = [];
  /** Why a thread did not start. */
  #unstarted: unknown;

  /** @param threads how many besides this one */
  constructor(pieces: readonly Piece[], threads: number, program: ThreadProgram<Data>) {
    this.#pieces = pieces;
    for (let started = 0; started < threads; started++) this.#ends.push(this.#start(program));
  }

  /** The index of a piece that is this thread's now; undefined when all are taken. */
  next(): number | undefined {
    return takeNext(this.#next, this.#pieces.length);
  }

  /** Says what a piece came to. */
  done(index: number, result: Result): void {
    this.#results.set(index, result);
  }

  /** Says what this thread kept until its last piece was done. */
  ended(rest: Rest): void {
    this.#rests.push(rest);
  }

  /** Resolves when every thread has ended. */
  async results(): Promise<WorkResults<Result, Rest>> {
    await Promise.all(this.#ends);
    // A thread that did not start has taken no piece; the others have done them all.
    const taken = Math.min(Atomics.load(this.#next, 0), this.#pieces.length);
    if (this.#unstarted !== undefined && this.#results.size < taken) throw this.#unstarted;
    return { pieces: [...this.#results].sort(([a], [b]) => a - b), rests: this.#rests };
  }

  async #start({ purpose, data }: ThreadProgram<Data>): Promise<void> {
    const { Worker } = await import('node:worker_threads');
    const script = threadScript();
    const worker = new Worker(script ?? threadFile, {
      eval: script !== undefined,
      workerData: { purpose, pieces: this.#pieces, next: this.#next, data } satisfies ThreadData<Piece, Data>,
    });
    let hasWorked = false;
    worker.on('message', (message: ThreadMessage<Result, Rest>) => {
      hasWorked = true;
      if ('rest' in message) this.ended(message.rest);
      else this.done(...message);
    });
    await new Promise<void>((resolve, reject) => {
      worker.on('error', (error) => {
        if (hasWorked || !isOutOfDescriptors(error)) reject(error);
        else {
          this.#unstarted = error;
          resolve();
        }
      });
      worker.on('exit', () => resolve());
    });
  }
}

/** The index of a piece that nobody has taken yet, which is now the caller's; undefined when all are taken. */
export function takeNext(next: Int32Array, length: number): number | undefined {
  const index = Atomics.add(next, 0, 1);
  return index < length ? index : undefined;
}
