import { constants, fstatSync, openSync, write } from 'node:fs';

/** Gets called when a write ended, with what it failed with. */
type Ended = (failure: NodeJS.ErrnoException | undefined) => void;

/**
 * Writes to a pipe in one of libuv's threads, so that it is filled while more is worked out. A pipe holds 64 KiB, and Node has
 * no way to enlarge it: who writes without waiting finds it full after half a block, and then waits for its reader where
 * both could work.
 *
 * It opens the pipe anew, since Node has put the descriptor that others have too into non-blocking mode.
 */
export class PipeThread {
  readonly #descriptor: number;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** One for what a descriptor writes to; undefined where that is no pipe, or can not be opened (other systems than Linux). */
  static to(descriptor: number): PipeThread | undefined {
    try {
      if (!fstatSync(descriptor).isFIFO()) return undefined;
      return new PipeThread(openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY));
    } catch {
      return undefined;
    }
  }

  /** Writes all bytes; nobody may change them or call this again until it has ended. */
  write(bytes: Buffer, ended: Ended): void {
    write(this.#descriptor, bytes, (failure, written) => {
      if (failure !== null) return ended(failure);
      if (written < bytes.length) this.write(bytes.subarray(written), ended);
      else ended(undefined);
    });
  }
}
