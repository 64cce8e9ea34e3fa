/** How far a run is. All threads add to it; one of them shows it. */
export class Progress {
  /** What threads share. */
  readonly shared: SharedArrayBuffer;
  /** Bytes to be read, once that is known. */
  total: number | undefined;
  readonly #counts: BigInt64Array;

  /** @param shared of the progress that another thread made */
  constructor(shared = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#counts = new BigInt64Array(shared);
  }

  /** Bytes read so far. */
  get bytes(): number {
    return Number(Atomics.load(this.#counts, 0));
  }

  /** Lines with a finding that were counted so far. */
  get found(): number {
    return Number(Atomics.load(this.#counts, 1));
  }

  add(bytes: number, found: number): void {
    Atomics.add(this.#counts, 0, BigInt(bytes));
    Atomics.add(this.#counts, 1, BigInt(found));
  }
}

/** Adds to a progress what came since it was last told. */
export class ProgressPart {
  readonly #progress: Progress | undefined;
  #bytes = 0;
  #found = 0;

  constructor(progress: Progress | undefined) {
    this.#progress = progress;
  }

  /** Takes in how much there is now. */
  reached(bytes: number, found: number): void {
    this.#progress?.add(bytes - this.#bytes, found - this.#found);
    this.#bytes = bytes;
    this.#found = found;
  }
}
