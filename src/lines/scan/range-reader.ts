import type { LineScanner } from './line-scanner.ts';
import type { LineSink } from './line-sink.ts';

/** Part of a file: the lines that start from byte `from` up to, not including, byte `to`. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
}

const lineFeed = 10;

/** Lets a scanner have what belongs to the lines of a range, from the blocks of a file as they are read. */
export class RangeReader {
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
export function readFrom(range: FileRange | undefined): number | null {
  // The byte before the range says whether its first byte starts a line.
  return range === undefined ? null : Math.max(0, range.from - 1);
}

/** One piece of work: the lines of a file that start within a range. */
interface FilePiece {
  /** Index of the file. */
  readonly file: number;
  readonly range: FileRange;
}

/** For fewer bytes than this no thread is worth starting. */
export const smallest = 16 * 1024 ** 2;

/** Bytes of a log that a compressed byte stands for, as a rule: so much longer it takes to read. */
export const packedWeight = 8;

/** Pieces for each thread: threads are not equally fast, and the last one to end should not be far behind. */
const piecesPerThread = 16;

/** A file to be cut. */
interface WholeFile {
  /** In bytes. */
  readonly size: number;
  /** Whether it can be read from its start only, as compressed files. */
  readonly isUncut?: boolean;
}

/**
 * Cuts files into pieces for several threads: pieces of one file meet, and the last one is open, so that what is written
 * to the file meanwhile is read as one thread would read it.
 *
 * @param least bytes of a piece, where the file is not shorter
 */
export function pieces(files: readonly WholeFile[], threads: number, least = smallest): FilePiece[] {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  // What nobody shares need not be cut.
  const length =
    threads === 1 ? Math.max(1, total) : Math.max(least, Math.ceil(total / (threads * piecesPerThread)));
  return files.flatMap(({ size, isUncut = false }, file) => {
    const parts = isUncut ? 1 : Math.max(1, Math.floor(size / length));
    return Array.from({ length: parts }, (_, index) => ({
      file,
      range: {
        from: index * length,
        to: index === parts - 1 ? Number.POSITIVE_INFINITY : (index + 1) * length,
      },
    }));
  });
}
