import { read } from 'node:fs';
import type { BlockScanner } from './block-scanner.ts';
import { FileScan } from './file-scan.ts';
import type { FileRange } from './range-taker.ts';
import { ReadError } from './read-error.ts';
import type { SegmentSink } from './segment-sink.ts';

/** What a read came to: so many bytes in a slot, or why there are none. */
type Block = { readonly offset: number; readonly length: number } | { readonly failure: unknown };

/** Bytes of a scanner's slot. Waking a thread takes as long as reading 512 KiB, so that small slots gain nothing. */
export const slotSize = 1 << 22;

/** What is at the front of a file is read when it is needed, since a small file is not worth a thread: so many bytes, or blocks. */
const bytesAtFront = 1 << 22;
const blocksAtFront = 32;

/**
 * Scans an open file like `FileScan`, but lets libuv's threads read what comes next while this is looked at. Reading costs
 * as much time as looking for what is rare: a quarter of the time is saved where a core is free for it, and as much as a
 * tenth lost where none is.
 *
 * One read is on its way at a time, so that each begins where the one before ended, however short that was.
 */
export class AheadScan {
  readonly #file: number;
  readonly #scanner: BlockScanner;
  readonly #front: FileScan;
  #frontLeft: number;
  #position: number | null = null;
  /** Not 0 at first: there the line may stand that the front left unfinished. */
  #slot = 1;
  /** What of the block in hand was not looked at yet. */
  #offset = 0;
  #left = 0;
  #next: Promise<Block> | undefined;

  /**
   * @param file an open descriptor
   * @param scanner one with slots
   * @param range which lines, as in `FileScan`
   * @param front blocks that are not read ahead
   */
  constructor(
    file: number,
    scanner: BlockScanner,
    sink: SegmentSink,
    range?: FileRange,
    front = Math.min(blocksAtFront, Math.ceil(bytesAtFront / scanner.blockSize)),
  ) {
    this.#file = file;
    this.#scanner = scanner;
    this.#frontLeft = front;
    this.#front = new FileScan(file, scanner, sink, range);
  }

  /** Bytes handed to the scanner. */
  get bytes(): number {
    return this.#front.bytes;
  }

  /**
   * Scans some bytes, as many as `FileScan` does in one step; returns a promise only when they must be waited for.
   *
   * @returns false when all was read and the scanner was told so
   * @throws {ReadError} when reading fails; what was read before has been handed on
   */
  step(): boolean | Promise<boolean> {
    if (this.#left > 0) return this.#look();
    if (this.#frontLeft === 0) return this.#enter();
    this.#frontLeft--;
    return this.#front.step();
  }

  /** Waits for the read that may be on its way, after which the descriptor can be closed and the scanner used anew. */
  async close(): Promise<void> {
    await this.#next;
  }

  async #enter(): Promise<boolean> {
    const { taker } = this.#front;
    if (taker.isEmpty) return taker.finish();
    if (this.#next === undefined) this.#position = this.#front.position;
    const block = await (this.#next ?? this.#read());
    this.#next = undefined;
    if ('failure' in block) {
      taker.finish();
      throw new ReadError(this.bytes, block.failure);
    }
    if (block.length === 0) return taker.finish();
    if (this.#position !== null) this.#position += block.length;
    this.#scanner.enter(block.offset);
    this.#offset = block.offset;
    this.#left = block.length;
    this.#next = this.#read();
    return this.#look();
  }

  #look(): boolean {
    const offset = this.#offset;
    const length = Math.min(this.#left, this.#scanner.blockSize);
    this.#offset += length;
    this.#left -= length;
    return this.#front.taker.take(offset, length);
  }

  /** Begins to read into the slot that is free. The promise never rejects, since nobody may be waiting for it. */
  #read(): Promise<Block> {
    const { offset, length } = this.#scanner.slot(this.#slot);
    this.#slot = 1 - this.#slot;
    return new Promise((resolve) => {
      read(this.#file, this.#scanner.buffer, offset, length, this.#position, (failure, count) => {
        resolve(failure === null ? { offset, length: count } : { failure });
      });
    });
  }
}
