import type { WriteStream } from 'node:tty';
import { countText } from '../render/text/columns.ts';

/** How far something is. */
interface ProgressState {
  readonly bytes: number;
  /** Bytes to be read, if that is known. */
  readonly total: number | undefined;
  readonly found: number;
}

/** Work that is over by then needs no progress. */
const patience = 1000;

/** Milliseconds between two looks. */
const interval = 200;

const usualWidth = 80;

const clearLine = '\r\x1b[K';

/** Shows on a terminal how far a long run is, as one line that is rewritten and in the end taken away. */
export class ProgressLine {
  readonly #terminal: WriteStream;
  readonly #state: ProgressState;
  readonly #began = performance.now();
  readonly #timer: NodeJS.Timeout;
  #shown = false;

  /** @param state looked at again and again */
  constructor(terminal: WriteStream, state: ProgressState) {
    this.#terminal = terminal;
    this.#state = state;
    this.#timer = setInterval(() => this.#show(), interval).unref();
  }

  /** Takes the line away. */
  end(): void {
    clearInterval(this.#timer);
    if (this.#shown) this.#terminal.write(clearLine);
    this.#shown = false;
  }

  #show(): void {
    const elapsed = performance.now() - this.#began;
    if (elapsed < patience) return;
    // A terminal that does not know its width says 0.
    const width = this.#terminal.columns || usualWidth;
    const text = progressText(this.#state, elapsed).slice(0, width - 1);
    this.#terminal.write(`${clearLine}${text}`);
    this.#shown = true;
  }
}

/**
 * Says how far something is: `1.2 GB of 4.0 GB, 30%, 850 MB/s, 4 s left, 1,234 lines with a code`.
 *
 * @param elapsed milliseconds since it began
 */
export function progressText({ bytes, total, found }: ProgressState, elapsed: number): string {
  const rate = bytes / (elapsed / 1000);
  const parts = [sizeText(bytes)];
  // A file that grows meanwhile has no end that is known.
  if (total !== undefined && total > 0 && bytes <= total) {
    parts[0] += ` of ${sizeText(total)}`;
    parts.push(`${Math.floor((100 * bytes) / total)}%`);
  }
  parts.push(`${sizeText(rate)}/s`);
  if (total !== undefined && bytes <= total && rate > 0)
    parts.push(`${timeText((total - bytes) / rate)} left`);
  parts.push(`${countText(found)} ${found === 1 ? 'line' : 'lines'} with a code`);
  return parts.join(', ');
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

function sizeText(bytes: number): string {
  const unit = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** unit;
  return `${value.toFixed(unit > 0 && value < 10 ? 1 : 0)} ${units[unit]}`;
}

function timeText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
