import { readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { BlockScanner } from './block-scanner.ts';
import { type FileRange, RangeTaker, readFrom } from './range-taker.ts';
import { ReadError } from './read-error.ts';
import type { SegmentSink } from './segment-sink.ts';

/**
 * Scans an open file block by block, reading straight into the scanner's buffer.
 *
 * Reads are synchronous, since those from the page cache are a mere copy; libuv's threads would take the core that a
 * second thread or the output's reader can use. Where nobody does, `AheadScan` is faster.
 */
export class FileScan {
  readonly #file: number;
  readonly #scanner: BlockScanner;
  /** What gets the bytes that are read. */
  readonly taker: RangeTaker;
  #position: number | null;

  /**
   * @param file an open descriptor
   * @param range which lines; ranges that meet share no line and leave out none. Without it all, from where the
   * descriptor is.
   */
  constructor(file: number, scanner: BlockScanner, sink: SegmentSink, range?: FileRange) {
    this.#file = file;
    this.#scanner = scanner;
    this.taker = new RangeTaker(scanner, sink, range);
    this.#position = readFrom(range);
  }

  /** Bytes handed to the scanner. */
  get bytes(): number {
    return this.taker.bytes;
  }

  /** Where to read next; null stands for wherever the descriptor is. */
  get position(): number | null {
    return this.#position;
  }

  /**
   * Reads and scans one block.
   *
   * @returns false when all was read and the scanner was told so
   * @throws {ReadError} when reading fails; what was read before has been handed on
   */
  step(): boolean {
    if (this.taker.isEmpty) return this.taker.finish();
    const { offset, length } = this.#scanner.space();
    let count: number;
    try {
      count = readSync(this.#file, this.#scanner.buffer, offset, length, this.#position);
    } catch (error) {
      this.taker.finish();
      throw new ReadError(this.bytes, error);
    }
    if (count === 0) return this.taker.finish();
    if (this.#position !== null) this.#position += count;
    return this.taker.take(offset, count);
  }
}

/** Blocks between two turns of the event loop: a few milliseconds. */
const blocksPerTurn = 32;

export interface ScanFileOptions {
  /** Only these lines; without it all, from where the descriptor is. */
  readonly range?: FileRange;
  /** Called after each block; when it returns a promise, reading waits for it: the place for back-pressure. */
  readonly afterBlock?: () => Promise<void> | undefined;
}

/**
 * Scans an open file to its end, leaving the event loop a turn (for signals) every few milliseconds.
 *
 * @returns the number of bytes read
 * @throws {ReadError} when reading fails; what was read before has been handed on
 */
export async function scanFile(
  file: number,
  scanner: BlockScanner,
  sink: SegmentSink,
  { range, afterBlock }: ScanFileOptions = {},
): Promise<number> {
  const scan = new FileScan(file, scanner, sink, range);
  for (let block = 1; scan.step(); block++) {
    const wait = afterBlock?.();
    if (wait !== undefined) await wait;
    else if (block % blocksPerTurn === 0) await setImmediate();
  }
  return scan.bytes;
}
