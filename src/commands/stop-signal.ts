import { tell } from '../output/print.ts';

/** What ended the program early. */
type StopReason = 'SIGINT' | 'SIGTERM';

/** Where what was read is written to. */
interface WatchedOutput {
  /** Whether something waits for its reader. */
  readonly isPending: boolean;
  /** A number that changes whenever the reader takes something of it. */
  readonly progress: number;
}

/** The exit status that shells know for an end by each signal. */
const statusOf: Readonly<Record<StopReason, number>> = { SIGINT: 130, SIGTERM: 143 };

/** How long a reader may take nothing once the program is to stop, and how often that is looked at, in milliseconds. */
const patience = 700;
const lookEvery = 100;

/**
 * Turns SIGINT and SIGTERM into an orderly stop: the first aborts `signal`, so that everything read is still written and
 * counted; a second one ends the process at once, as signals do by default. So does a reader that takes nothing any more.
 */
export class StopSignal {
  readonly #controller = new AbortController();
  readonly #breaksLine: boolean;
  #output: WatchedOutput | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #stop = (reason: StopReason): void => {
    if (this.#controller.signal.aborted) {
      this.#end(reason);
      return;
    }
    // A terminal has written `^C`, where the counts would go on.
    if (reason === 'SIGINT' && this.#breaksLine && process.stderr.isTTY) process.stderr.write('\n');
    this.#controller.abort(reason);
    if (this.#output !== undefined) this.#watchReader(this.#output, reason);
  };

  /** @param breaksLine whether Ctrl-C is typed into lines of a terminal, and not into a screen */
  constructor(breaksLine = true) {
    this.#breaksLine = breaksLine;
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

  /** Where what was read is written to: its reader may hold a stop up only while it takes something. */
  watch(output: WatchedOutput): void {
    this.#output = output;
  }

  #watchReader(output: WatchedOutput, reason: StopReason): void {
    let { progress } = output;
    let since = performance.now();
    this.#timer = setInterval(() => {
      if (!output.isPending || output.progress !== progress) {
        progress = output.progress;
        since = performance.now();
      } else if (performance.now() - since >= patience) {
        tell('the reader of the output takes nothing; what waits for it is not written');
        this.#end(reason);
      }
    }, lookEvery).unref();
  }

  /** process.exit() would wait for threads, one of which may be writing to a pipe whose reader stands still. */
  #end(reason: StopReason): void {
    this.release();
    process.kill(process.pid, reason);
  }

  /** Leaves signals to their default again. */
  release(): void {
    clearInterval(this.#timer);
    process.off('SIGINT', this.#stop);
    process.off('SIGTERM', this.#stop);
  }
}
