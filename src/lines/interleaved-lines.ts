import type { ChunkEnd } from '../input/follow/files/cursor.ts';
import type { LineScanner } from './scan/line-scanner.ts';
import type { OpenLine } from './scan/line-scanner-options.ts';
import type { LineSink } from './scan/line-sink.ts';

/** Scans chunks of several inputs in any order with one scanner; each input's unfinished line is kept until it goes on. */
export class InterleavedLines<Input extends object> {
  readonly #scanner: LineScanner;
  readonly #open = new Map<Input, OpenLine>();

  constructor(scanner: LineScanner) {
    this.#scanner = scanner;
  }

  /** Lines of which only the first part was looked at. */
  get longLines(): number {
    return this.#scanner.counts.longLines;
  }

  /** Whether a line was begun and not ended, so that no place is known from which another run could go on. */
  get isWithinLine(): boolean {
    return this.#open.size > 0;
  }

  /** Whether the next chunk of an input goes on in a line that was begun. */
  goesOn(input: Input): boolean {
    return this.#open.has(input);
  }

  /** Scans one chunk. */
  scan(input: Input, bytes: Uint8Array, end: ChunkEnd, sink: LineSink): void {
    const open = this.#open.get(input);
    if (open !== undefined) this.#scanner.resume(open);
    this.#open.delete(input);
    this.#scanner.push(bytes, sink);
    if (end === 'open') this.#open.set(input, this.#scanner.suspend());
    else this.#scanner.end(sink);
  }
}
