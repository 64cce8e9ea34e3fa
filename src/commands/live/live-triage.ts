import { type ChunkTaker, FollowedReading, notResumable } from '../../input/follow/followed-reading.ts';
import { type Chunk, STANDARD_INPUT } from '../../input/index.ts';
import { BlockWriter } from '../../output/block-writer.ts';
import { tell } from '../../output/message.ts';
import { keyPress } from '../../output/terminal/key-press.ts';
import type { Key } from '../../output/terminal/keys.ts';
import { TerminalScreen } from '../../output/terminal/terminal-screen.ts';
import { liveScreen } from '../../render/live/live-screen.ts';
import { type LiveFigures, type LiveView, plainView } from '../../render/live/live-state.ts';
import { colouredPaint, plainPaint } from '../../render/text/paint.ts';
import { safeText } from '../../render/text/safe-text.ts';
import { explain } from '../explain.ts';
import { StopSignal } from '../stop-signal.ts';
import { LiveLogs } from './live-logs.ts';
import type { LiveOptions } from './live-options.ts';
import { LiveUpdates } from './live-updates.ts';
import { explained } from './page-lines.ts';

/** How often the screen is looked over, in milliseconds. */
const tick = 200;
/** How often incidents are judged at most, and by how much longer than it takes the next time is awaited. */
const judgeEvery = 1000;
const judgePause = 10;
/** The exit status that shells know for an end by each signal; `StopSignal` has the others. */
const statusOf = { SIGHUP: 129, SIGQUIT: 131 } as const;

/**
 * Follows logs and keeps a terminal current with what goes on in them, or prints a line for each change where the output
 * is no terminal. Returns the exit status: 0 when the user quits, 1 when what the run is to fail on holds, or what a signal asks
 * for.
 */
export async function liveTriage(options: LiveOptions): Promise<number> {
  if (options.files.includes(STANDARD_INPUT)) throw notResumable(STANDARD_INPUT);
  const stop = new StopSignal();
  const quit = new AbortController();
  const live = process.stdout.isTTY ? new ScreenRun(options, quit) : new PipeRun(options, quit);
  const { files, from, poll } = options;
  const reading = new FollowedReading(
    {
      files,
      live: { from, poll },
      keeper: undefined,
      stop: AbortSignal.any([stop.signal, quit.signal]),
      warn: (message) => live.warn(message),
    },
    live,
  );
  try {
    live.open();
    await reading.read();
    await live.end();
  } finally {
    live.close();
    stop.release();
  }
  if (!live.isGone) process.stderr.write(`${live.logs.total(reading.counters)}\n`);
  if (live.longLines > 0)
    warn(
      `${live.longLines} line(s) longer than ${options.longest} bytes were looked at up to there (--max-line raises the limit)`,
    );
  const { crossed } = live.logs;
  if (crossed !== undefined) process.stderr.write(`mooncake-annotate: --fail-on holds: ${crossed}\n`);
  return stop.status ?? (live.status === 0 && crossed !== undefined ? 1 : live.status);
}

function warn(message: string): void {
  tell(message);
}

/** What both ways of showing share. */
abstract class LiveRun implements ChunkTaker {
  readonly logs: LiveLogs;
  status = 0;
  /** Whether lines came since incidents were judged. */
  #isStale = false;
  #judgeFrom = 0;
  readonly #quit: AbortController;

  constructor(options: LiveOptions, quit: AbortController) {
    this.logs = new LiveLogs(options);
    this.#quit = quit;
  }

  /** Whether nobody reads what is shown any more. */
  abstract readonly isGone: boolean;
  abstract readonly isOver: boolean;
  abstract readonly isFull: boolean;
  abstract open(): void;
  abstract close(): void;
  abstract warn(message: string): void;
  abstract flush(): Promise<void>;
  /** Shows the last state. */
  abstract end(): Promise<void>;

  get isWithinLine(): boolean {
    return this.logs.isWithinLine;
  }

  get longLines(): number {
    return this.logs.longLines;
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

  /** Judges incidents if lines came or time went on, and it was not done just now. */
  protected judge(isNeeded = false): void {
    const now = performance.now();
    if (!isNeeded && now < this.#judgeFrom) return;
    // An incident is over when nothing comes any more.
    if (!this.#isStale && this.logs.incidents === 0) return;
    this.logs.judge();
    this.#isStale = false;
    if (this.logs.crossed !== undefined) this.#quit.abort();
    const done = performance.now();
    this.#judgeFrom = done + Math.max(judgeEvery, judgePause * (done - now));
  }
}

/** Draws on a terminal. */
class ScreenRun extends LiveRun {
  readonly #options: LiveOptions;
  readonly #quit: AbortController;
  readonly #screen: TerminalScreen;
  #view: LiveView = plainView;
  #notice = '';
  #warnings: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isOpen = false;

  constructor(options: LiveOptions, quit: AbortController) {
    super(options, quit);
    this.#options = options;
    this.#quit = quit;
    this.#screen = new TerminalScreen(process.stdout, process.stdin.isTTY ? process.stdin : undefined, {
      onKey: (key) => this.#key(key),
      onResize: () => this.#draw(),
      onEnd: (signal) => {
        this.status = statusOf[signal];
        this.#quit.abort();
      },
    });
  }

  get isGone(): boolean {
    return this.status === statusOf.SIGHUP;
  }

  get isOver(): boolean {
    return this.#quit.signal.aborted;
  }

  get isFull(): boolean {
    return false;
  }

  open(): void {
    this.#screen.open();
    this.#isOpen = true;
    this.#draw();
    this.#timer = setInterval(() => {
      this.judge();
      this.#draw();
    }, tick);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearInterval(this.#timer);
    this.#screen.close();
    for (const warning of this.#warnings) warn(warning);
  }

  warn(message: string): void {
    this.#notice = safeText(message, 'line');
    // On the screen it is soon gone.
    this.#warnings = [...this.#warnings.slice(-99), message];
    this.#draw();
  }

  async flush(): Promise<void> {
    this.#draw();
  }

  async end(): Promise<void> {}

  #figures(): LiveFigures {
    return this.logs.figures(this.#notice);
  }

  #draw(): void {
    if (!this.#isOpen) return;
    const paint = this.#options.colour ? colouredPaint : plainPaint;
    this.#screen.draw(liveScreen(this.#figures(), this.#view, this.#screen.size, paint));
  }

  #key(key: Key): void {
    const { rows, columns } = this.#screen.size;
    const result = keyPress(this.#view, key, {
      figures: this.#figures(),
      rows: rows - 1,
      explain: (words) => explained(explain([words], this.#options.catalogue, false), columns),
    });
    switch (result.kind) {
      case 'view':
        this.#view = result.view;
        if (key.name === 'redraw') this.#screen.clear();
        this.#draw();
        break;
      case 'quit':
        this.#quit.abort();
        break;
      case 'interrupt':
        process.kill(process.pid, 'SIGINT');
        break;
      case 'suspend':
        this.#screen.suspend();
    }
  }
}

/** Prints what changes. */
class PipeRun extends LiveRun {
  readonly #writer = new BlockWriter(process.stdout);
  readonly #updates = new LiveUpdates();
  #timer: NodeJS.Timeout | undefined;

  get isGone(): boolean {
    return this.#writer.closed;
  }

  get isOver(): boolean {
    return this.isGone;
  }

  get isFull(): boolean {
    return this.#writer.waiting;
  }

  open(): void {
    this.#timer = setInterval(() => {
      this.judge();
      this.#print();
      void this.#writer.flush();
    }, judgeEvery);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  warn(message: string): void {
    warn(message);
  }

  async flush(): Promise<void> {
    this.judge();
    this.#print();
    await this.#writer.flush();
  }

  async end(): Promise<void> {
    this.judge(true);
    this.#print();
    await this.#writer.flush();
  }

  #print(): void {
    for (const line of this.#updates.changes(this.logs.figures('', 0))) this.#writer.text(`${line}\n`);
  }
}
