import { readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { BlockScanner } from './block-scanner.ts';
import { ReadError } from './read-error.ts';
import type { SegmentSink } from './segment-sink.ts';

/** Part of a file: the lines that start from byte `from` up to, not including, byte `to`. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
}

const lineFeed = 10;

/**
 * Scans an open file block by block, reading straight into the scanner's buffer.
 *
 * Reads are synchronous, since those from the page cache are a mere copy; libuv's threads would take the core that a
 * second thread or the output's reader can use.
 */
export class FileScan {
  /** Bytes handed to the scanner. */
  bytes = 0;
  readonly #file: number;
  readonly #scanner: BlockScanner;
  readonly #sink: SegmentSink;
  readonly #to: number;
  readonly #isEmpty: boolean;
  /** Where to read next; null reads on from wherever the descriptor is, as pipes need it. */
  #position: number | null;
  /** Whether the range's first line was found. */
  #atLineStart: boolean;

  /**
   * @param file an open descriptor
   * @param range which lines; ranges that meet share no line and leave out none. Without it all, from where the
   * descriptor is.
   */
  constructor(file: number, scanner: BlockScanner, sink: SegmentSink, range?: FileRange) {
    this.#file = file;
    this.#scanner = scanner;
    this.#sink = sink;
    this.#to = range?.to ?? Number.POSITIVE_INFINITY;
    this.#isEmpty = range !== undefined && range.from >= range.to;
    this.#atLineStart = range === undefined || range.from === 0;
    // The byte before the range says whether its first byte starts a line.
    this.#position = range === undefined ? null : Math.max(0, range.from - 1);
  }

  /**
   * Reads and scans one block.
   *
   * @returns false when all was read and the scanner was told so
   * @throws {ReadError} when reading fails; what was read before has been handed on
   */
  step(): boolean {
    if (this.#isEmpty) return this.#finish();
    const { offset, length } = this.#scanner.space();
    let read: number;
    try {
      read = readSync(this.#file, this.#scanner.buffer, offset, length, this.#position);
    } catch (error) {
      this.#finish();
      throw new ReadError(this.bytes, error);
    }
    if (read === 0) return this.#finish();
    return this.#position === null ? this.#hand(read) : this.#handInRange(offset, read, this.#position);
  }

  #hand(length: number): true {
    this.bytes += length;
    this.#scanner.advance(length, this.#sink);
    return true;
  }

  #handInRange(offset: number, read: number, position: number): boolean {
    const { buffer } = this.#scanner;
    const block = buffer.subarray(offset, offset + read);
    let start = 0;
    if (!this.#atLineStart) {
      start = block.indexOf(lineFeed) + 1;
      this.#position = position + (start === 0 ? read : start);
      if (this.#position >= this.#to) return this.#finish();
      if (start === 0) return true;
      this.#atLineStart = true;
      block.copyWithin(0, start);
    }
    const there = read - start;
    const first = position + start;
    this.#position = first + there;
    if (this.#position < this.#to) return this.#hand(there);
    // The line that holds the last byte of the range is the last one.
    const last = block.subarray(0, there).indexOf(lineFeed, Math.max(0, this.#to - 1 - first));
    if (last === -1) return this.#hand(there);
    this.#hand(last + 1);
    return this.#finish();
  }

  #finish(): false {
    this.#scanner.end(this.#sink);
    return false;
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
