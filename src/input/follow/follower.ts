/**
 * Following files that grow and rotate, by name, without losing or repeating a line: `names` finds out which files a name
 * means, `files` knows one file whatever it is called, `rotation` finds files that lost their name, `polling` runs a pass
 * over all of them.
 *
 * A file's role, and what changes it:
 *
 * ```
 *   met under a followed name            found between two polls          there before, or a copy
 *            │                                    │                               │
 *            ▼       name lost, or another's      ▼                               ▼
 *        ┌─────────┐ ───────────────────────► ┌─────────┐                     ┌───────┐
 *        │ current │                          │ rotated │                     │ other │ not read
 *        └─────────┘ ◄─────────────────────── └─────────┘                     └───────┘
 *          │     ▲       name points back       │     ▲                           │ name points at it:
 *          │     │                              │     │ grew after all            │ what came since is read
 *          │     └── truncated: from its start  │     │                           ▼
 *          │                                    ▼     │                        current
 *          │ its content went on          ┌──────────┐│
 *          └── in a successor ───────────►│ finished ├┘
 *              (copy or archive)          └──────────┘
 *                                  quiet for `drainFor`, archive read to
 *                                  its end, or went on in a successor
 * ```
 *
 * A poll pass has an order on which all else rests: read what is open to its end, find what lost its name, ask what the names
 * mean now, and only then read what is new; so the older file of a name always comes before its newer one.
 */

import { type Clock, type FileSystem, realClock, realFileSystem } from './files/file-system.ts';
import type { Position, StartPosition } from './files/position.ts';
import type { Chunk } from './polling/report.ts';
import { type FollowCounters, FollowReport, type FollowWarning } from './polling/report.ts';
import { Tracker } from './polling/tracker.ts';
import { WatchHints } from './polling/watch-hints.ts';

/** How to follow. Times are in milliseconds. */
export interface FollowOptions {
  /** where to start in files that are there at the beginning; default 0 lines before the end */
  readonly from?: StartPosition;
  /** how often to poll when nothing hints at a change; default 250, more when a poll is costly */
  readonly poll?: number;
  /** the least time between two polls that hints of changes cause; default 5, more when a poll is costly */
  readonly debounce?: number;
  /** whether to watch the directories for hints; default true */
  readonly watch?: boolean;
  /** how long a file is read on after its name went to another and nothing came; default 10 000 */
  readonly drainFor?: number;
  /** how many descriptors may be open at once; default 256 */
  readonly maxOpen?: number;
  /** positions of an earlier run: reading goes on exactly there, and all other files are read from their start */
  readonly resume?: readonly Position[];
  /**
   * called once unless it resumes: all files that are there at the beginning are known, nothing has been handed on, and
   * {@link Follower.positions} tells where reading starts; reading waits for it
   */
  readonly onStart?: () => void | Promise<void>;
  readonly onWarning?: (warning: FollowWarning) => void;
  /** called after each poll, when everything there was has been handed on; reading waits for it */
  readonly onIdle?: () => void | Promise<void>;
  readonly clock?: Clock;
  readonly fileSystem?: FileSystem;
}

/** What becomes of a last line without its end: handed on as `cut`, or left for a later run that resumes. */
type LastLine = 'emit' | 'leave';

const DEFAULT_POLL_MS = 250;
const DEFAULT_DEBOUNCE_MS = 5;

/** Looks that hints cause, and that find nothing, take at most about a fifth of the time. */
const REST_FACTOR = 4;

/** Polls take at most about a twentieth of the time, however many files there are. */
const IDLE_FACTOR = 20;
const DEFAULT_DRAIN_MS = 10_000;
const DEFAULT_MAX_OPEN = 256;

/**
 * Follows files by name, as `tail -F` does: FILE, DIR (its files) and GLOB arguments.
 *
 * Whole lines are handed on, in order for each file; a followed name's older file is read to its end before its
 * newer one. Survives renaming and re-creation, switched symbolic links, copytruncate, several rotations between
 * two polls (also when they compressed the files), absent names, directories that return, lost permissions,
 * late writes to a renamed file, replacement by a file of the same size, reused inodes and stale handles.
 *
 * What cannot be seen: a file that is truncated in place and grows past the reading position between two polls,
 * with the same first 1024 bytes and the same 64 bytes before the position, is taken for the same file. What is
 * written to a file between the last poll and its truncation is lost if no copy of it stands beside it, and so
 * is a file that came and was deleted between two polls; the former is counted as a gap, the latter leaves no
 * trace.
 *
 * Read it either with `for await` or with {@link run}, once; reading waits while a chunk is being dealt with.
 */
export class Follower implements AsyncIterable<Chunk> {
  readonly #options: FollowOptions;
  readonly #clock: Clock;
  readonly #report: FollowReport;
  readonly #tracker: Tracker;
  readonly #hints: WatchHints;
  #pause = new AbortController();
  #closing: LastLine | undefined;

  /** @param targets files, directories and glob patterns; they need not exist yet */
  constructor(targets: readonly string[], options: FollowOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? realClock;
    this.#report = new FollowReport(options.onWarning ?? (() => {}));
    this.#tracker = new Tracker(targets, {
      fs: options.fileSystem ?? realFileSystem,
      from: options.from ?? 0,
      maxOpen: options.maxOpen ?? DEFAULT_MAX_OPEN,
      drainFor: options.drainFor ?? DEFAULT_DRAIN_MS,
      now: () => this.#clock.now(),
      report: this.#report,
      resume: options.resume,
      onStart: options.onStart,
    });
    this.#hints = new WatchHints(() => this.wake());
  }

  /** What happened so far. */
  get counters(): Readonly<FollowCounters> {
    return this.#report.counters;
  }

  /** How many names mean a file now. */
  get files(): number {
    return this.#tracker.files;
  }

  /**
   * Where reading stands, for a checkpoint: all chunks handed on so far are counted as dealt with, the one being
   * dealt with included.
   */
  positions(): Position[] {
    return this.#tracker.positions();
  }

  /** Looks again at once, or once more after the poll that is under way. */
  wake(): void {
    this.#pause.abort();
  }

  /**
   * Ends in order: one last poll at everything, then the last lines without an end (see {@link LastLine}), then
   * the iteration ends.
   */
  close(lastLine: LastLine = 'emit'): void {
    this.#closing ??= lastLine;
    this.wake();
  }

  /** Calls `sink` with each chunk and waits for it, until {@link close} was called and everything was read. */
  async run(sink: (chunk: Chunk) => void | Promise<void>): Promise<void> {
    for await (const chunk of this) await sink(chunk);
  }

  /** One poll at everything, without waiting: for callers (and tests) that have their own rhythm. */
  poll(): AsyncGenerator<Chunk, void, undefined> {
    return this.#tracker.poll();
  }

  /**
   * For callers that poll once and resume later: gives files up that were rotated away before the earlier run ended and in
   * which this one found nothing new, and hands on their last lines if these have no end.
   */
  giveUpQuiet(): AsyncGenerator<Chunk, void, undefined> {
    return this.#tracker.giveUpQuiet();
  }

  /** Hands on the last lines without an end and gives the descriptors back, for callers that use {@link poll}. */
  *end(lastLine: LastLine = 'emit'): Generator<Chunk, void, undefined> {
    if (lastLine === 'emit') yield* this.#tracker.cutAll();
    yield* this.#tracker.giveUpLost();
    this.#tracker.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Chunk, void, undefined> {
    let leastCost = 0;
    try {
      while (this.#closing === undefined) {
        this.#pause = new AbortController();
        const { signal } = this.#pause;
        let cost = 0;
        const pass = this.#tracker.poll();
        for (;;) {
          const started = this.#clock.now();
          const next = await pass.next();
          cost += this.#clock.now() - started;
          if (next.done) break;
          yield next.value;
        }
        await this.#options.onIdle?.();
        if (this.#options.watch !== false) this.#hints.watch(this.#tracker.directories());
        // The least that a poll costs; one that caught up with much says nothing about the next.
        leastCost = Math.min(cost, leastCost * 2 + 1);
        if (this.#closing === undefined) await this.#wait(signal, leastCost);
      }
      yield* this.#tracker.poll();
      yield* this.end(this.#closing);
    } finally {
      this.#hints.close();
      this.#tracker.close();
    }
  }

  async #wait(signal: AbortSignal, cost: number): Promise<void> {
    const poll = Math.max(this.#options.poll ?? DEFAULT_POLL_MS, cost * IDLE_FACTOR);
    const debounce = Math.min(
      poll,
      Math.max(this.#options.debounce ?? DEFAULT_DEBOUNCE_MS, cost * REST_FACTOR),
    );
    const started = this.#clock.now();
    if (!signal.aborted) await this.#clock.wait(poll, signal);
    const early = debounce - (this.#clock.now() - started);
    // A busy writer hints thousands of times a second; looking that often would only cost.
    if (early > 0 && this.#closing === undefined) await this.#clock.wait(early, new AbortController().signal);
  }
}
