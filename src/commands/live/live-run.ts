import type { ChunkTaker } from '../../input/follow/followed-reading.ts';
import type { Chunk } from '../../input/follow/polling/report.ts';
import type { IncidentEvent } from '../../triage/live/seen-incidents.ts';
import { LiveLogs, type LiveOptions } from './live-logs.ts';

/** How often incidents are judged at most, in milliseconds, and by how much longer than it takes the next time is awaited. */
export const judgeEvery = 1000;
const judgePause = 10;
/** The same while nothing comes, when only the end of incidents is awaited. */
const idleEvery = 5000;
const idlePause = 200;

/** What both ways of showing share. */
export abstract class LiveRun implements ChunkTaker {
  readonly logs: LiveLogs;
  status = 0;
  /** Whether lines came since incidents were judged. */
  #isStale = false;
  #judgeFrom = 0;
  #idleFrom = 0;
  readonly #quit: AbortController;
  readonly #files: () => number;

  /** @param files how many files are followed */
  constructor(options: LiveOptions, quit: AbortController, files: () => number) {
    this.logs = new LiveLogs(options);
    this.#quit = quit;
    this.#files = files;
  }

  /** Whether nobody reads what is shown any more. */
  abstract readonly isGone: boolean;
  abstract readonly isOver: boolean;
  abstract readonly isFull: boolean;
  abstract open(): void;
  abstract close(): void;
  abstract warn(message: string): void;
  abstract flush(): Promise<void>;
  /** Nothing more comes; resolves when what is shown need not be shown any longer. */
  abstract end(): Promise<void>;
  /** Takes what is new of incidents. */
  protected abstract tell(events: readonly IncidentEvent[]): void;

  get isWithinLine(): boolean {
    return this.logs.isWithinLine;
  }

  get longLines(): number {
    return this.logs.longLines;
  }

  protected get files(): number {
    return this.#files();
  }

  take(chunk: Chunk): void {
    this.logs.take(chunk);
    this.#isStale = true;
  }

  counts(): null {
    return null;
  }

  takeUnfinished(): void {
    // Nothing is resumed, so no last line is left to a later run.
  }

  /** Judges incidents if lines came or time went on, and it was not done just now; returns whether it was done. */
  protected judge(isNeeded = false): boolean {
    const now = performance.now();
    if (!isNeeded && now < (this.#isStale ? this.#judgeFrom : this.#idleFrom)) return false;
    // An incident is over when nothing comes any more.
    if (!this.#isStale && !this.logs.hasOpenIncident) return false;
    const events = this.logs.judge();
    this.#isStale = false;
    this.tell(events);
    if (this.logs.crossed !== undefined) this.#quit.abort();
    const done = performance.now();
    this.#judgeFrom = done + Math.max(judgeEvery, judgePause * (done - now));
    this.#idleFrom = done + Math.max(idleEvery, idlePause * (done - now));
    return true;
  }
}
