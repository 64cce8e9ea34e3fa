import { hashed } from './file-head.ts';
import type { FileStat } from './file-system.ts';
import type { TrackedFile } from './tracked-file.ts';

/** All files that are known, by device and inode. */
export class FileRegistry {
  readonly #files = new Set<TrackedFile>();
  readonly #byInode = new Map<string, TrackedFile>();

  /** All known files, in the order in which they were found. */
  get all(): TrackedFile[] {
    return [...this.#files];
  }

  has(file: TrackedFile): boolean {
    return this.#files.has(file);
  }

  /** The files whose first bytes are known and like these. */
  startingLike(start: Buffer): TrackedFile[] {
    const hashes = new Map<number, string>();
    const hashOf = (bytes: number): string => {
      const hash = hashes.get(bytes) ?? hashed(start.subarray(0, bytes)).hash;
      hashes.set(bytes, hash);
      return hash;
    };
    return this.all.filter(({ head }) => {
      return head.bytes > 0 && head.bytes <= start.length && hashOf(head.bytes) === head.hash;
    });
  }

  add(file: TrackedFile): void {
    this.#files.add(file);
    this.#byInode.set(inodeKey(file), file);
  }

  /** The file that had this device and inode when last seen; its content must be compared as well. */
  at(stat: Pick<FileStat, 'dev' | 'ino'>): TrackedFile | undefined {
    return this.#byInode.get(inodeKey(stat));
  }

  /** The file's inode turned out to belong to another file now. */
  release(file: TrackedFile): void {
    if (this.#byInode.get(inodeKey(file)) === file) this.#byInode.delete(inodeKey(file));
  }

  delete(file: TrackedFile): void {
    this.release(file);
    this.#files.delete(file);
  }
}

function inodeKey({ dev, ino }: Pick<FileStat, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`;
}
