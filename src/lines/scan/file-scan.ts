import { readSync } from 'node:fs';
import type { LineScanner } from './line-scanner.ts';
import type { LineSink } from './line-sink.ts';
import { type FileRange, RangeReader, readFrom } from './range-reader.ts';
import { ReadError } from './read-error.ts';

/**
 * Scans an open file block by block, reading straight into the scanner's buffer. Reads are synchronous, since those from the page
 * cache are a mere copy, and libuv's threads would take the core that the output's reader can use.
 */
export class FileScan {
  readonly #file: number;
  readonly #scanner: LineScanner;
  /** What gets the bytes that are read. */
  readonly taker: RangeReader;
  #position: number | null;

  /**
   * @param file an open descriptor
   * @param range which lines; ranges that meet share no line and leave out none. Without it all, from where the
   * descriptor is.
   */
  constructor(file: number, scanner: LineScanner, sink: LineSink, range?: FileRange) {
    this.#file = file;
    this.#scanner = scanner;
    this.taker = new RangeReader(scanner, sink, range);
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
