import { writeSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import type { ScreenSize } from '../../render/live/live-state.ts';
import { type Key, keysOf } from './key-press.ts';

const standardOutput = 1;
/** How long a signal to stop may take, in milliseconds. */
const stopMs = 100;
// The alternate screen, no cursor, no line goes on in the next.
const enter = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const leave = '\x1b[?7h\x1b[?25h\x1b[?1049l';

/** What happens on a terminal. */
interface ScreenEvents {
  readonly onKey: (key: Key) => void;
  readonly onResize: () => void;
  /** A signal asks for the end, the terminal is as it was before. */
  readonly onEnd: (signal: 'SIGHUP' | 'SIGQUIT') => void;
}

/**
 * A terminal that is drawn on as a whole, in raw mode if its keys can be read. However the process ends, `SIGKILL` alone
 * excepted, the terminal is given back as it was.
 */
export class TerminalScreen {
  readonly #output: WriteStream;
  readonly #input: ReadStream | undefined;
  readonly #events: ScreenEvents;
  #isOpen = false;
  #isClosed = false;
  #drawn: readonly string[] = [];

  /**
   * @param output standard output
   * @param input where keys come from, if that is a terminal
   */
  constructor(output: WriteStream, input: ReadStream | undefined, events: ScreenEvents) {
    this.#output = output;
    this.#input = input;
    this.#events = events;
  }

  get size(): ScreenSize {
    return { rows: this.#output.rows || 24, columns: this.#output.columns || 80 };
  }

  /** Whether the terminal has not yet taken what was drawn before: more would only wait in memory. */
  get isBehind(): boolean {
    return this.#output.writableLength > 0;
  }

  /** Takes the terminal. */
  open(): void {
    this.#take();
    this.#input?.on('data', this.#onData);
    this.#output.on('resize', this.#onResize);
    process.on('exit', this.#give);
    process.on('uncaughtExceptionMonitor', this.#give);
    process.on('SIGCONT', this.#onContinue);
    process.on('SIGHUP', this.#onEnd);
    process.on('SIGQUIT', this.#onEnd);
  }

  /** Gives the terminal back. */
  close(): void {
    this.#isClosed = true;
    this.#give();
    this.#input?.off('data', this.#onData);
    // A terminal that was opened for its keys would keep the process.
    if (this.#input === process.stdin) this.#input?.pause();
    else this.#input?.destroy();
    this.#output.off('resize', this.#onResize);
    process.off('exit', this.#give);
    process.off('uncaughtExceptionMonitor', this.#give);
    process.off('SIGCONT', this.#onContinue);
    process.off('SIGHUP', this.#onEnd);
    process.off('SIGQUIT', this.#onEnd);
  }

  /** Shows lines from the top; only those that differ from what is shown are written. */
  draw(lines: readonly string[]): void {
    if (!this.#isOpen) return;
    let text = '';
    // Behind a line that fills its row the cursor stands on the last column, which would be erased.
    for (const [row, line] of lines.entries())
      if (line !== this.#drawn[row]) text += `\x1b[${row + 1};1H\x1b[K${line}`;
    if (lines.length < this.#drawn.length) text += `\x1b[${lines.length + 1};1H\x1b[J`;
    this.#drawn = [...lines];
    if (text !== '') this.#output.write(text);
  }

  /** Forgets what is shown, so that all is drawn anew. */
  clear(): void {
    this.#drawn = [];
    if (this.#isOpen) this.#output.write('\x1b[2J');
  }

  /** Gives the terminal back and stops the process, as Ctrl-Z does; both are undone when it goes on. */
  suspend(): void {
    this.#give();
    // As a terminal does it: a shell waits for all of a pipeline.
    process.kill(0, 'SIGTSTP');
    // Without a shell that could let it go on, a process is not stopped; otherwise this waits until it is continued.
    setTimeout(this.#onContinue, stopMs);
  }

  #take(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#input?.setRawMode(true);
    this.#output.write(enter);
    this.clear();
  }

  // At the end of a process only what is written at once still arrives.
  readonly #give = (): void => {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.#input?.setRawMode(false);
      writeSync(standardOutput, leave);
    } catch {
      // The terminal is gone, and nothing is left to be given back.
    }
  };

  readonly #onData = (data: Buffer): void => {
    for (const key of keysOf(data.toString())) this.#events.onKey(key);
  };

  readonly #onResize = (): void => {
    this.clear();
    this.#events.onResize();
  };

  readonly #onContinue = (): void => {
    if (this.#isClosed) return;
    this.#take();
    this.#events.onResize();
  };

  readonly #onEnd = (signal: NodeJS.Signals): void => {
    this.#give();
    this.#events.onEnd(signal as 'SIGHUP' | 'SIGQUIT');
  };
}
