import type { FileRange } from './file-scan.ts';

/** One piece of work: the lines of a file that start within a range. */
export interface FilePiece {
  /** Index of the file. */
  readonly file: number;
  readonly range: FileRange;
}

/** Smaller pieces would cost more in starting and merging than they save. */
const leastPiece = 16 * 1024 ** 2;

/**
 * Cuts files into pieces for several threads: pieces of one file meet, and the last one is open, so that what is written
 * to the file meanwhile is read as one thread would read it. Larger files are cut into more pieces than there are threads,
 * since threads are not equally fast.
 *
 * @param sizes of the files in bytes
 */
export function pieces(sizes: readonly number[], threads: number): FilePiece[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const length = Math.max(leastPiece, Math.ceil(total / (threads * 4)));
  return sizes.flatMap((size, file) => {
    const count = Math.max(1, Math.floor(size / length));
    return Array.from({ length: count }, (_, index) => ({
      file,
      range: {
        from: index * length,
        to: index === count - 1 ? Number.POSITIVE_INFINITY : (index + 1) * length,
      },
    }));
  });
}
