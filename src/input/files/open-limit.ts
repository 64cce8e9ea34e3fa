/**
 * Files that a command has open at once, at most: the usual limit of a process is 1,024, some have 256, and threads,
 * reports and standard streams need descriptors too.
 */
const usualMost = 128;

/** Descriptors that are left for threads, for what they load and for reports, where the process may not have many. */
const spare = 24;

/** How many files a command has open at once: fewer once the system has refused one. */
export class OpenLimit {
  #most: number;

  constructor(most = usualMost) {
    this.#most = most;
  }

  get most(): number {
    return this.#most;
  }

  /**
   * Takes notice that the system refused a file, with so many open.
   *
   * @returns how many of these are to be closed before the others are read
   */
  refused(open: number): number {
    this.#most = Math.max(1, Math.min(this.#most, open - spare));
    return Math.max(0, open - this.#most);
  }

  /** Takes out of the open files those that are to be closed, as the system refused another one: the ones opened last. */
  makeRoom<File>(open: File[]): File[] {
    return open.splice(open.length - this.refused(open.length));
  }
}
