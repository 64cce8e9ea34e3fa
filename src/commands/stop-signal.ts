/** What ended the program early. */
export type StopReason = 'SIGINT' | 'SIGTERM';

/** The exit status that shells know for an end by each signal. */
const statusOf: Readonly<Record<StopReason, number>> = { SIGINT: 130, SIGTERM: 143 };

/**
 * Turns SIGINT and SIGTERM into an orderly stop: the first aborts `signal`, so that everything read is still written and
 * counted; a second one ends the process at once, as signals do by default.
 */
export class StopSignal {
  readonly #controller = new AbortController();
  readonly #stop = (reason: StopReason): void => {
    if (this.#controller.signal.aborted) this.#end(reason);
    else this.#controller.abort(reason);
  };

  constructor() {
    process.on('SIGINT', this.#stop);
    process.on('SIGTERM', this.#stop);
  }

  /** Aborted once the program is to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The exit status that the stop asks for, or undefined while there was none. */
  get status(): number | undefined {
    return this.signal.aborted ? statusOf[this.signal.reason as StopReason] : undefined;
  }

  /** process.exit() would wait for threads, one of which may be writing to a pipe whose reader stands still. */
  #end(reason: StopReason): void {
    this.release();
    process.kill(process.pid, reason);
  }

  /** Leaves signals to their default again. */
  release(): void {
    process.off('SIGINT', this.#stop);
    process.off('SIGTERM', this.#stop);
  }
}
