import { readSync } from 'node:fs';
import type { LineScanner } from './line-scanner.ts';
import type { LineSink } from './line-sink.ts';
import { ReadError } from './read-error.ts';

/** Part of a file: the lines that start from byte `from` up to, not including, byte `to`. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
}

const lineFeed = 10;

/**
 * Scans an open file block by block, reading straight into the scanner's buffer. Reads are synchronous, since those from the page
 * cache are a mere copy, and libuv's threads would take the core that the output's reader can use.
 */
export class FileScan {
  readonly #file: number;
  readonly #scanner: LineScanner;
  readonly #taker: RangeReader;
  /** Where to read next; null stands for wherever the descriptor is. */
  #position: number | null;

  /**
   * @param file an open descriptor
   * @param range which lines; ranges that meet share no line and leave out none. Without it all, from where the
   * descriptor is.
   */
  constructor(file: number, scanner: LineScanner, sink: LineSink, range?: FileRange) {
    this.#file = file;
    this.#scanner = scanner;
    this.#taker = new RangeReader(scanner, sink, range);
    this.#position = readFrom(range);
  }

  /** Bytes handed to the scanner. */
  get bytes(): number {
    return this.#taker.bytes;
  }

  /**
   * Reads and scans one block.
   *
   * @returns false when all was read and the scanner was told so
   * @throws {ReadError} when reading fails; what was read before has been handed on
   */
  step(): boolean {
    if (this.#taker.isEmpty) return this.#taker.finish();
    const { offset, length } = this.#scanner.space();
    let count: number;
    try {
      count = readSync(this.#file, this.#scanner.buffer, offset, length, this.#position);
    } catch (error) {
      this.#taker.finish();
      throw new ReadError(this.bytes, error);
    }
    if (count === 0) return this.#taker.finish();
    if (this.#position !== null) this.#position += count;
    return this.#taker.take(offset, count);
  }
}

/** Lets a scanner have what belongs to the lines of a range, from the blocks of a file as they are read. */
class RangeReader {
  /** Bytes handed to the scanner. */
  bytes = 0;
  /** Whether nothing needs to be read. */
  readonly isEmpty: boolean;
  readonly #scanner: LineScanner;
  readonly #sink: LineSink;
  readonly #to: number;
  /** Where the next bytes stand in the file, if that matters. */
  #position: number | undefined;
  /** Whether the range's first line was found. */
  #atLineStart: boolean;

  /** @param range ranges that meet share no line and leave out none. Without it all is taken. */
  constructor(scanner: LineScanner, sink: LineSink, range?: FileRange) {
    this.#scanner = scanner;
    this.#sink = sink;
    this.#to = range?.to ?? Number.POSITIVE_INFINITY;
    this.isEmpty = range !== undefined && range.from >= range.to;
    this.#atLineStart = range === undefined || range.from === 0;
    this.#position = readFrom(range) ?? undefined;
  }

  /**
   * Takes the next bytes of the file, which stand where the scanner wants them.
   *
   * @returns false when the range ends with them, and the scanner was told so
   */
  take(offset: number, length: number): boolean {
    if (this.#position === undefined) return this.#hand(length);
    const { buffer } = this.#scanner;
    let from = offset;
    const end = offset + length;
    const position = this.#position;
    this.#position += length;
    if (!this.#atLineStart) {
      const feed = buffer.subarray(offset, end).indexOf(lineFeed);
      if (position + (feed === -1 ? length : feed + 1) >= this.#to) return this.finish();
      if (feed === -1) return true;
      this.#atLineStart = true;
      from += feed + 1;
      this.#scanner.enter(from);
    }
    if (this.#position < this.#to) return this.#hand(end - from);
    // The line that holds the last byte of the range is the last one.
    const searchFrom = Math.max(from, offset + this.#to - 1 - position);
    const last = buffer.subarray(searchFrom, end).indexOf(lineFeed);
    if (last === -1) return this.#hand(end - from);
    this.#hand(searchFrom + last + 1 - from);
    return this.finish();
  }

  /** Tells the scanner that no more follows. */
  finish(): false {
    this.#scanner.end(this.#sink);
    return false;
  }

  #hand(length: number): true {
    this.bytes += length;
    this.#scanner.advance(length, this.#sink);
    return true;
  }
}

/** Where to begin reading for a range; null stands for wherever the descriptor is, as pipes need it. */
function readFrom(range: FileRange | undefined): number | null {
  // The byte before the range says whether its first byte starts a line.
  return range === undefined ? null : Math.max(0, range.from - 1);
}
