import { OpenLimit } from '../../files/open-limit.ts';
import { isOutOfDescriptors } from '../../input-error.ts';
import type { FileSystem } from './file-system.ts';
import type { TrackedFile } from './tracked-file.ts';

/**
 * The open descriptors, at most so many of them, and fewer once the system has refused one. When there are more, those are
 * closed that have been unused longest, files that still have their name first: a renamed file may be hard to find again.
 */
export class Descriptors {
  /** In the order of last use. */
  readonly #open = new Map<TrackedFile, number>();
  readonly #limit: OpenLimit;

  constructor(
    private readonly fs: FileSystem,
    limit: number,
    private readonly onEvict: (file: TrackedFile, fd: number) => void,
  ) {
    this.#limit = new OpenLimit(limit);
  }

  get files(): TrackedFile[] {
    return [...this.#open.keys()];
  }

  has(file: TrackedFile): boolean {
    return this.#open.has(file);
  }

  /** The file's descriptor, if it has one. */
  get(file: TrackedFile): number | undefined {
    return this.#open.get(file);
  }

  /** Notes that the file grew, so that it is closed later than others. */
  touch(file: TrackedFile): void {
    const fd = this.#open.get(file);
    if (fd === undefined) return;
    this.#open.delete(file);
    this.#open.set(file, fd);
  }

  /** Opens a path; when the process has no descriptors left, gives some back first. Throws the system's error. */
  open(path: string): number {
    try {
      return this.fs.open(path);
    } catch (error) {
      if (!isOutOfDescriptors(error) || this.#open.size === 0) throw error;
      const closing = Math.max(1, this.#limit.refused(this.#open.size));
      for (let closed = 0; closed < closing; closed++) this.#evictOne();
      return this.fs.open(path);
    }
  }

  /** Keeps an open descriptor for a file. */
  adopt(file: TrackedFile, fd: number): void {
    this.close(file);
    this.#open.set(file, fd);
    while (this.#open.size > this.#limit.most && this.#evictOne(file));
  }

  close(file: TrackedFile): void {
    const fd = this.#open.get(file);
    if (fd === undefined) return;
    this.#open.delete(file);
    this.closeDescriptor(fd);
  }

  /** Closes a descriptor that was never adopted. A stale handle cannot be closed properly, and need not be. */
  closeDescriptor(fd: number): void {
    try {
      this.fs.close(fd);
    } catch {
      // Nothing was written through it, so no error can have lost data.
    }
  }

  closeAll(): void {
    for (const file of this.files) this.close(file);
  }

  #evictOne(except?: TrackedFile): boolean {
    const files = this.files.filter((file) => file !== except);
    const victim = files.find((file) => file.role !== 'rotated') ?? files[0];
    if (!victim) return false;
    this.onEvict(victim, this.#open.get(victim)!);
    this.close(victim);
    return true;
  }
}
