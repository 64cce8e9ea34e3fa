import type { Writable } from 'node:stream';

const blockBytes = 1 << 20;

/** Collects bytes into large blocks for a stream, and knows when the stream's reader has gone. */
export class BlockWriter {
  readonly #stream: Writable;
  #block = Buffer.allocUnsafe(blockBytes);
  #used = 0;
  #full: Buffer[] = [];
  #closed = false;
  #failure: Error | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', (error) => this.#note(error));
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Copies `bytes[start, end)` behind what was written before. */
  bytes(bytes: Buffer, start: number, end: number): void {
    for (let at = start; at < end; ) {
      const room = Math.min(end - at, blockBytes - this.#used);
      bytes.copy(this.#block, this.#used, at, at + room);
      this.#used += room;
      at += room;
      if (this.#used === blockBytes) this.#turn();
    }
  }

  /** Writes text as UTF-8. */
  text(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.bytes(bytes, 0, bytes.length);
  }

  /** Whether so much waits to be written that the caller should wait for `flush`. */
  get waiting(): boolean {
    return this.#full.length > 0;
  }

  /** Writes out everything; resolves when the stream wants more. */
  async flush(): Promise<void> {
    if (this.#used > 0) this.#turn();
    for (const block of this.#full.splice(0)) {
      if (this.#closed || this.#failure !== undefined) break;
      await new Promise<void>((resolve) =>
        this.#stream.write(block, (error) => {
          this.#note(error);
          resolve();
        }),
      );
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  #note(error: NodeJS.ErrnoException | null | undefined): void {
    if (error?.code === 'EPIPE') this.#closed = true;
    else if (error) this.#failure ??= error;
  }

  #turn(): void {
    this.#full.push(this.#block.subarray(0, this.#used));
    this.#block = Buffer.allocUnsafe(blockBytes);
    this.#used = 0;
  }
}
