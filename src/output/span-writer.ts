import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** Where output ended: `open` until then; `gone` when the reader closed its end (as `| head` does), which is no error. */
export type WriterState = 'open' | 'gone';

/**
 * Collects pieces of output into large writes to a descriptor or a stream.
 *
 * To a descriptor it writes synchronously: writing beside the scan, in libuv's threads, took a fifth more processor time
 * and was slower where the reader needs a core too. A reader that does not read holds the program back so. To a stream
 * it hands over copies, and the caller waits for `drained` whenever `isCongested`.
 */
export class SpanWriter {
  state: WriterState = 'open';
  /** Bytes put in since the beginning. */
  bytes = 0;
  readonly #target: number | Writable;
  readonly #buffer: Buffer;
  #filled = 0;
  #failure: unknown;

  /**
   * @param target a descriptor, or a stream
   * @param size bytes collected before a write. 256 KiB was the fastest to a pipe and to a file: larger blocks leave a
   * core's own cache, smaller ones cost more system calls.
   */
  constructor(target: number | Writable, size = 1 << 18) {
    this.#target = target;
    this.#buffer = Buffer.allocUnsafeSlow(size);
    if (typeof target !== 'number') {
      target.on('error', (error) => this.#note(error));
    }
  }

  /** Puts the bytes from `start` to `end` of `source`; they are copied or written before this returns. */
  put(source: Buffer, start: number, end: number): void {
    const length = end - start;
    this.bytes += length;
    if (length > this.#buffer.length - this.#filled) {
      this.flush();
      if (length >= this.#buffer.length) {
        this.#write(source, start, end);
        return;
      }
    }
    source.copy(this.#buffer, this.#filled, start, end);
    this.#filled += length;
  }

  /** Puts a text, encoded as UTF-8. */
  putText(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    if (text.length * 3 > this.#buffer.length - this.#filled) {
      const bytes = Buffer.from(text);
      this.put(bytes, 0, bytes.length);
      return;
    }
    const length = this.#buffer.write(text, this.#filled);
    this.#filled += length;
    this.bytes += length;
  }

  /** Writes what was collected; call it when the input pauses. */
  flush(): void {
    const filled = this.#filled;
    this.#filled = 0;
    if (filled > 0) this.#write(this.#buffer, 0, filled);
  }

  /** Whether the stream asks to wait; never so for a descriptor. */
  get isCongested(): boolean {
    return typeof this.#target !== 'number' && this.state === 'open' && this.#target.writableNeedDrain;
  }

  /**
   * Resolves when the stream takes more or has closed; at once for a descriptor.
   *
   * @throws what the stream failed with, other than that its reader went away
   */
  async drained(): Promise<void> {
    const target = this.#target;
    if (typeof target !== 'number' && this.isCongested) await this.#untilDrained(target);
    if (this.#failure !== undefined) throw this.#failure;
  }

  /**
   * Flushes, and resolves when the stream has taken everything; it stays open.
   *
   * @throws what the descriptor or stream failed with, other than that its reader went away
   */
  async finish(): Promise<void> {
    this.flush();
    const target = this.#target;
    if (typeof target === 'number' || this.state === 'gone') return;
    // The callback of an empty write comes after those of all before it.
    await new Promise<void>((resolve) =>
      target.write('', (error) => {
        if (error) this.#note(error);
        resolve();
      }),
    );
    if (this.#failure !== undefined) throw this.#failure;
  }

  #untilDrained(target: Writable): Promise<void> {
    return new Promise<void>((resolve) => {
      const done = () => {
        target.off('drain', done).off('close', done).off('error', done);
        resolve();
      };
      target.on('drain', done).on('close', done).on('error', done);
    });
  }

  #write(bytes: Buffer, start: number, end: number): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.state === 'gone') return;
    try {
      if (typeof this.#target === 'number') writeAll(this.#target, bytes, start, end);
      else this.#target.write(Buffer.from(bytes.subarray(start, end)));
    } catch (error) {
      this.#note(error);
      if (this.#failure !== undefined) throw error;
    }
  }

  #note(error: unknown): void {
    if (isReaderGone(error)) this.state = 'gone';
    else this.#failure = error;
  }
}

/** Writes all bytes, waiting where the descriptor is in non-blocking mode and full. */
function writeAll(file: number, bytes: Buffer, start: number, end: number): void {
  let at = start;
  while (at < end) {
    try {
      at += writeSync(file, bytes, at, end - at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(sleeper, 0, 0, 1);
    }
  }
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

function isReaderGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EPIPE' || code === 'ECONNRESET' || code === 'ERR_STREAM_DESTROYED';
}
