import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { builtInParts } from '../catalogue/built-in.ts';
import { Catalogue, type CatalogueParts } from '../catalogue/catalogue.ts';
import { type ReadLog, type TriageChoice, type TriageFile, TriageReader } from './triage-reader.ts';

const purpose = 'mooncake-annotate: read logs for triage';

interface ThreadData {
  readonly purpose: typeof purpose;
  readonly files: readonly TriageFile[];
  readonly choice: TriageChoice;
  /** The rows of the catalogue, where it is not the built-in one. */
  readonly parts: CatalogueParts | undefined;
  /** The index of the next file that nobody reads yet. */
  readonly next: Int32Array;
}

/** Shares whole files with threads: the order of a file's lines matters, so none is cut. This thread reads too. */
export class TriageThreads {
  readonly #files: readonly TriageFile[];
  readonly #next = new Int32Array(new SharedArrayBuffer(4));
  readonly #read = new Map<number, ReadLog>();
  readonly #ends: Promise<void>[] = [];

  /** @param threads how many besides this one */
  constructor(files: readonly TriageFile[], threads: number, choice: TriageChoice, catalogue: Catalogue) {
    this.#files = files;
    for (let started = 0; started < threads; started++) this.#ends.push(this.#start(choice, catalogue.parts));
  }

  /** The index of a file that is this thread's to read now; undefined when all are taken. */
  next(): number | undefined {
    return taken(this.#next, this.#files.length);
  }

  /** Says what a file came to. */
  done(index: number, read: ReadLog): void {
    this.#read.set(index, read);
  }

  /** Resolves when every thread has ended, with what each file came to, by index. */
  async results(): Promise<ReadonlyMap<number, ReadLog>> {
    await Promise.all(this.#ends);
    return this.#read;
  }

  async #start(choice: TriageChoice, parts: CatalogueParts): Promise<void> {
    // The file that holds this class serves as the thread's program too, wherever the bundler put it.
    const { choice: findings, implied, normal, timezone, longest, lines } = choice;
    const worker = new Worker(new URL(import.meta.url), {
      workerData: {
        purpose,
        files: this.#files,
        choice: { choice: findings, implied, normal, timezone, longest, lines },
        parts: parts === builtInParts ? undefined : parts,
        next: this.#next,
      } satisfies ThreadData,
    });
    worker.on('message', ([index, read]: [number, ReadLog]) => this.done(index, read));
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
  const { files, choice, parts, next } = workerData as ThreadData;
  const reader = new TriageReader(new Catalogue(parts ?? builtInParts), choice);
  for (let index = taken(next, files.length); index !== undefined; index = taken(next, files.length)) {
    parentPort!.postMessage([index, await reader.file(files[index]!)]);
  }
}
