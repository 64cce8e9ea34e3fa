import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import type { LineOutput } from './line-output.ts';
import { PipeThread } from './pipe-thread.ts';

/** Bytes collected before a write. */
const blockBytes = 1 << 18;

const lineFeed = 0x0a;

/** Blocks that may wait for a pipe's thread before the caller is asked to wait. */
const mostQueued = 2;

/** Spans of at least so many bytes are written from where they stand; collecting them would only copy them. */
const largeSpan = 1 << 15;

/** What writing fails with when its reader has gone, or, from Node 24 on, when its stream was destroyed meanwhile. */
const gone: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ECONNRESET', 'ECANCELED']);

/** A stream, which has a descriptor when it is standard output. */
type Output = Writable & { readonly fd?: number };

/**
 * Collects bytes into large writes, and knows when their reader has gone.
 *
 * It writes straight to the stream's descriptor, from the memory in which the bytes stand, for as long as the descriptor
 * takes them. Node puts pipes and sockets into non-blocking mode; once one is full, what is left is copied and goes
 * through the stream, and the caller, seeing `waiting`, lets the event loop wait for the reader. So a reader that stands
 * still holds the program back, but not its signals, and memory does not grow.
 *
 * Where much is written to a pipe, whole blocks go through a thread of its own (`PipeThread`) while the next are collected.
 */
export class BlockWriter implements LineOutput {
  readonly #stream: Output;
  readonly #descriptor: number | undefined;
  #block: Buffer = Buffer.allocUnsafeSlow(blockBytes);
  #used = 0;
  /** Undefined until the first block is full, and where there is none. */
  #thread: PipeThread | undefined;
  #mayHaveThread = true;
  /** Blocks for the thread, the first of which it is writing, and memory for others. */
  readonly #queue: { readonly block: Buffer; readonly used: number }[] = [];
  readonly #free: Buffer[] = [];
  /** Resolves when the thread has written the first of them. */
  #written: Promise<void> | undefined;
  /** A copy of what the descriptor did not take, and the memory for the next one while the stream writes this one. */
  #left = Buffer.alloc(0);
  #leftUsed = 0;
  #spare = Buffer.alloc(0);
  #isStreaming = false;
  /** The last byte that has left the block, and how many writes the system has taken. */
  #lastByte = lineFeed;
  #taken = 0;
  #closed = false;
  #failure: Error | undefined;

  /** @param stream nobody else may write to it meanwhile */
  constructor(stream: Output) {
    this.#stream = stream;
    this.#descriptor = stream.fd;
    stream.on('error', (error) => this.#note(error));
  }

  /** Whether the reader has gone, as `| head` does; what is written then is dropped. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Whether what was written so far ends within a line. */
  get isWithinLine(): boolean {
    return (this.#used > 0 ? this.#block[this.#used - 1] : this.#lastByte) !== lineFeed;
  }

  /** Whether something waits for the reader. */
  get isPending(): boolean {
    return this.#queue.length > 0 || this.#leftUsed > 0 || this.#isStreaming;
  }

  /** A number that changes whenever the reader takes something of what waits. */
  get progress(): number {
    const { _handle: handle } = this.#stream as {
      readonly _handle?: { readonly writeQueueSize?: number } | null;
    };
    return this.#taken - (handle?.writeQueueSize ?? 0);
  }

  /** Writes `bytes[start, end)` behind what was written before; they may change when this returns. */
  bytes(bytes: Buffer, start: number, end: number): void {
    const length = end - start;
    if (length >= largeSpan || length > blockBytes - this.#used) {
      if (this.#startsThread()) {
        this.#collect(bytes, start, end);
        return;
      }
      this.#writeBlock();
    }
    if (length >= largeSpan) {
      this.#write(bytes, start, end);
      return;
    }
    bytes.copy(this.#block, this.#used, start, end);
    this.#used += length;
  }

  /** Writes text as UTF-8. */
  text(text: string | Buffer): void {
    const free = blockBytes - this.#used;
    if (typeof text !== 'string') {
      if (text.length > free) this.bytes(text, 0, text.length);
      else {
        this.#block.set(text, this.#used);
        this.#used += text.length;
      }
      // A UTF-16 unit takes at most three bytes.
    } else if (text.length * 3 > free) {
      const bytes = Buffer.from(text, 'utf8');
      this.bytes(bytes, 0, bytes.length);
    } else this.#used += this.#block.write(text, this.#used);
  }

  /** Whether so much waits to be written that the caller should wait for `room`. */
  get waiting(): boolean {
    return this.#leftUsed > 0 || this.#queue.length > mostQueued || this.#failure !== undefined;
  }

  /**
   * Resolves when more can be written.
   *
   * @throws what writing failed with, other than that the reader has gone
   */
  async room(): Promise<void> {
    if (this.#queue.length === 0) return this.flush();
    while (this.#queue.length > mostQueued) await this.#written;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /**
   * Sees to it that everything is written soon; resolves when more can be written.
   *
   * @throws what writing failed with, other than that the reader has gone
   */
  async send(): Promise<void> {
    if (this.#queue.length === 0) return this.flush();
    this.#enqueue();
    return this.room();
  }

  /**
   * Writes out everything, at once as far as the descriptor takes it; resolves when all is with the system.
   *
   * @throws what writing failed with, other than that the reader has gone
   */
  async flush(): Promise<void> {
    if (this.#queue.length > 0) this.#enqueue();
    while (this.#queue.length > 0) await this.#written;
    this.#writeBlock();
    while (this.#leftUsed > 0) {
      const left = this.#left;
      const used = this.#leftUsed;
      this.#left = this.#spare;
      this.#leftUsed = 0;
      if (!this.#closed && this.#failure === undefined) await this.#writeToStream(left.subarray(0, used));
      this.#spare = left;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  #writeBlock(): void {
    if (this.#queue.length > 0) {
      this.#enqueue();
      return;
    }
    const used = this.#used;
    this.#used = 0;
    if (used > 0) this.#write(this.#block, 0, used);
  }

  /** Whether whole blocks go through a thread; nothing may be on its way by other means. */
  #startsThread(): boolean {
    if (this.#leftUsed > 0 || this.#isStreaming) return false;
    if (this.#mayHaveThread && this.#descriptor !== undefined) this.#thread = PipeThread.to(this.#descriptor);
    this.#mayHaveThread = false;
    return this.#thread !== undefined;
  }

  /** Copies bytes into as many blocks as they take. */
  #collect(bytes: Buffer, start: number, end: number): void {
    for (let at = start; at < end; ) {
      const length = Math.min(end - at, blockBytes - this.#used);
      bytes.copy(this.#block, this.#used, at, at + length);
      this.#used += length;
      at += length;
      if (this.#used === blockBytes) this.#enqueue();
    }
  }

  /** Hands the block to the thread. */
  #enqueue(): void {
    const used = this.#used;
    this.#used = 0;
    if (used === 0 || this.#closed || this.#failure !== undefined) return;
    this.#lastByte = this.#block[used - 1]!;
    this.#queue.push({ block: this.#block, used });
    this.#block = this.#free.pop() ?? Buffer.allocUnsafeSlow(blockBytes);
    if (this.#queue.length === 1) this.#writeQueue();
  }

  #writeQueue(): void {
    this.#written = new Promise((resolve) => {
      const { block, used } = this.#queue[0]!;
      this.#thread!.write(block.subarray(0, used), (failure) => {
        this.#taken += used;
        this.#note(failure);
        // What cannot be written is dropped.
        const done = this.#closed || this.#failure !== undefined ? this.#queue.length : 1;
        for (const { block } of this.#queue.splice(0, done)) this.#free.push(block);
        if (this.#queue.length > 0) this.#writeQueue();
        resolve();
      });
    });
  }

  #write(bytes: Buffer, start: number, end: number): void {
    this.#lastByte = bytes[end - 1]!;
    let at = start;
    if (this.#descriptor !== undefined && this.#leftUsed === 0 && !this.#isStreaming && !this.#closed) {
      try {
        // What takes less than it is given is full; trying again would only make an error, which takes as long as the write.
        at += writeSync(this.#descriptor, bytes, at, end - at);
      } catch (error) {
        this.#note(error as NodeJS.ErrnoException);
      }
    }
    if (at < end && !this.#closed && this.#failure === undefined) this.#keep(bytes, at, end);
  }

  #keep(bytes: Buffer, start: number, end: number): void {
    const used = this.#leftUsed + end - start;
    if (used > this.#left.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(used, 2 * this.#left.length, blockBytes));
      this.#left.copy(larger, 0, 0, this.#leftUsed);
      this.#left = larger;
    }
    bytes.copy(this.#left, this.#leftUsed, start, end);
    this.#leftUsed = used;
  }

  async #writeToStream(bytes: Buffer): Promise<void> {
    this.#isStreaming = true;
    await new Promise<void>((resolve) =>
      this.#stream.write(bytes, (error) => {
        // What waits in the stream no more was subtracted from the progress while it did.
        this.#taken += bytes.length;
        this.#note(error);
        resolve();
      }),
    );
    // Node 20 reports no error for the write during which a stream was destroyed, as it does with the input of a child that exits.
    if (this.#stream.destroyed) this.#closed = true;
    this.#isStreaming = false;
  }

  #note(error: NodeJS.ErrnoException | null | undefined): void {
    if (!error || error.code === 'EAGAIN') return;
    if (gone.has(error.code)) this.#closed = true;
    else this.#failure ??= error;
  }
}
