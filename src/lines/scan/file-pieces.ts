import { availableParallelism } from 'node:os';
import type { FileRange } from './file-scan.ts';

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

/**
 * How many threads read so many bytes, where nobody said.
 *
 * @param worthAThread bytes that make a thread of their own worth it
 */
export function threadsFor(bytes: number, worthAThread: number): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(bytes / worthAThread)));
}

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
