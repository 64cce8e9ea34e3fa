import { closeSync, openSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { CheckpointKeeper } from '../checkpoint/checkpoint-keeper.ts';
import { STANDARD_INPUT } from '../files/source.ts';
import { asInputError, CheckpointError, InputError, isDirectory } from '../input-error.ts';
import type { StartPosition } from './files/position.ts';
import { Follower } from './follower.ts';
import type { Chunk, FollowCounters, FollowEvent } from './polling/report.ts';

/** Takes the chunks of followed files. */
export interface ChunkTaker {
  take(chunk: Chunk): void;
  /** Whether it stands within a line, from where no later run could go on. */
  readonly isWithinLine: boolean;
  /** Whether nobody wants more. */
  readonly isOver: boolean;
  /** Whether so much waits to be written that `flush` should be called now. */
  readonly isFull: boolean;
  /** Hands on what waits to be written; resolves when all of it has left the process. */
  flush(): Promise<void>;
  /** What was counted so far, as JSON data for a checkpoint; null when nothing is to be kept. */
  counts(counters: FollowCounters): unknown;
  /** Takes a last line without its end, which the checkpoint leaves to a later run. */
  takeUnfinished(chunk: Chunk): void;
}

/** How followed files are read. */
export interface FollowedRun {
  readonly files: readonly string[];
  /** Wait for more, looking this often; absent: read what is there, once. */
  readonly live?: { readonly from: StartPosition; readonly poll: number } | undefined;
  readonly keeper: CheckpointKeeper | undefined;
  readonly stop: AbortSignal;
  /** A line for standard error, without the program's name. */
  readonly warn: (message: string) => void;
  /** The same, for what is as it should be: where reading goes on. */
  readonly tell?: ((message: string) => void) | undefined;
}

/** Chunks between two turns of the event loop, in which signals are noticed. */
const chunksPerTurn = 8;

/** How long a live run that was stopped still reads what was written before, in milliseconds. */
const lastLookMs = 1000;

const faults: ReadonlySet<FollowEvent> = new Set([
  'missing',
  'unreadable',
  'unsupported',
  'failed',
  'archive',
]);

/**
 * Hands the lines of followed files to a taker until it is stopped, or once, and keeps the checkpoint: whenever one is
 * written, all lines before its positions have been dealt with, and none behind them has been counted.
 */
export class FollowedReading {
  readonly #run: FollowedRun;
  readonly #taker: ChunkTaker;
  readonly #follower: Follower;
  #failed = false;
  /** Whether something was handed on since the last pause. */
  #hasPending = false;
  #chunks = 0;
  /** Whether something was handed on since the checkpoint was written. */
  #isBehind = false;
  #saveFailed = false;

  /** @throws CheckpointError when the checkpoint is not for these inputs */
  constructor(run: FollowedRun, taker: ChunkTaker) {
    const { keeper, live } = run;
    this.#run = run;
    this.#taker = taker;
    const named = keeper === undefined ? run.files : keeper.targets(run.files);
    const resumed = keeper?.resumed?.files;
    const known = new Set(resumed?.map(({ name }) => name));
    const targets =
      live === undefined ? named.filter((path) => known.has(path) || this.#isReadable(path)) : named;
    this.#follower = new Follower(targets, {
      from: live?.from ?? 'start',
      ...(live === undefined ? { watch: false } : { poll: live.poll }),
      ...(resumed === undefined ? {} : { resume: resumed }),
      // A run that is killed early must leave where it began.
      onStart: () => this.#save('start'),
      onIdle: () => this.#pause(),
      onWarning: ({ event, message }) => {
        if (faults.has(event)) this.#failed = true;
        // A truncation is reported as a gap.
        if (event === 'truncation' && run.tell !== undefined) run.tell(message);
        else run.warn(message);
      },
    });
  }

  /** What happened to the files so far. */
  get counters(): FollowCounters {
    return this.#follower.counters;
  }

  /** How many files are followed, by the names that they have now. */
  get files(): number {
    return this.#follower.files;
  }

  /** Whether an input could not be read, or not to its end. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Looks at everything again at once. */
  wake(): void {
    this.#follower.wake();
  }

  /**
   * Reads until it is stopped or, unless it is to wait, everything was read.
   *
   * @throws CheckpointError when the checkpoint cannot be written
   */
  async read(): Promise<void> {
    const { keeper, tell = this.#run.warn } = this.#run;
    for (const line of keeper?.resumption() ?? []) tell(line);
    if (this.#run.live === undefined) await this.#readOnce();
    else await this.#readOn();
    await this.#taker.flush();
  }

  async #readOnce(): Promise<void> {
    const { stop, keeper } = this.#run;
    for await (const chunk of this.#follower.poll()) {
      await this.#take(chunk);
      if (stop.aborted || this.#taker.isOver) break;
    }
    if (!stop.aborted) for await (const chunk of this.#follower.giveUpQuiet()) await this.#take(chunk);
    await this.#save('end');
    for (const chunk of this.#follower.end(stop.aborted ? 'leave' : 'emit')) {
      if (keeper === undefined) await this.#take(chunk);
      else this.#taker.takeUnfinished(chunk);
    }
  }

  async #readOn(): Promise<void> {
    const { stop, keeper } = this.#run;
    const lastLine = keeper === undefined ? 'emit' : 'leave';
    let deadline = Number.POSITIVE_INFINITY;
    const close = (): void => {
      deadline = performance.now() + lastLookMs;
      this.#follower.close(lastLine);
    };
    if (stop.aborted) close();
    stop.addEventListener('abort', close, { once: true });
    for await (const chunk of this.#follower) {
      await this.#take(chunk);
      if (this.#taker.isOver || performance.now() > deadline) break;
    }
    stop.removeEventListener('abort', close);
    for (const chunk of this.#follower.end(lastLine)) await this.#take(chunk);
    await this.#save('end');
  }

  async #take(chunk: Chunk): Promise<void> {
    const { keeper } = this.#run;
    this.#taker.take(chunk);
    this.#hasPending = true;
    this.#isBehind = true;
    if (this.#taker.isFull) await this.#taker.flush();
    if (keeper?.isDue) await this.#save();
    if (++this.#chunks % chunksPerTurn === 0) await setImmediate();
  }

  async #pause(): Promise<void> {
    if (this.#hasPending) {
      await this.#taker.flush();
      this.#hasPending = false;
      if (this.#taker.isOver) this.#follower.close('leave');
    }
    if (this.#isBehind && this.#run.keeper?.isDue) await this.#save();
  }

  async #save(when: 'start' | 'meanwhile' | 'end' = 'meanwhile'): Promise<void> {
    const { keeper } = this.#run;
    const taker = this.#taker;
    if (keeper === undefined || taker.isWithinLine || taker.isOver) return;
    const positions = this.#follower.positions();
    const counts = taker.counts(this.counters);
    await taker.flush();
    if (taker.isOver) return;
    try {
      keeper.save(positions, counts);
      this.#isBehind = false;
      this.#saveFailed = false;
    } catch (error) {
      // A disk that is full for a while must not end a run; the older checkpoint is still a true one.
      if (when !== 'meanwhile' || !(error instanceof CheckpointError) || error.code === 'busy') throw error;
      if (!this.#saveFailed) this.#run.warn(error.message);
      this.#saveFailed = true;
    }
  }

  /** Whether an input of a run that does not wait can be opened; says why not. */
  #isReadable(path: string): boolean {
    try {
      const stats = statSync(path);
      if (stats.isDirectory()) throw isDirectory(path);
      if (!stats.isFile()) throw notResumable(path);
      closeSync(openSync(path, 'r'));
      return true;
    } catch (error) {
      this.#failed = true;
      this.#run.warn(asInputError(error, path).message);
      return false;
    }
  }
}

/** The error for an input of which nothing remains that could be found again. */
export function notResumable(path: string): InputError {
  const name = path === STANDARD_INPUT ? 'standard input' : path;
  return new InputError('unsupported', name, 'cannot be followed or resumed', 'name regular files');
}

/** When a file was last written, in epoch milliseconds; now when that cannot be told. */
export function modificationTime(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}
