import type { Piece } from '../files/cursor.ts';
import { TrackedFile } from '../files/tracked-file.ts';

/** Bytes of a followed file: whole lines, unless `end` says otherwise. */
export interface Chunk extends Piece {
  readonly file: FollowedFile;
}

/** The file a chunk is from. One object per file, so that it can be a key. */
export interface FollowedFile {
  /** counts the files in the order in which they were found */
  readonly id: number;
  /** the followed name, which stays the same through rotations */
  readonly name: string;
  /** where the file is now, as far as known */
  readonly path: string;
}

/** The present poll: its number, and what it has found to be read, in the order in which it is handed on. */
export class PollPass {
  number = 0;
  #unread: (TrackedFile | Chunk)[] = [];

  /** Has a file read after those that were found before; once, however often it is found. */
  push(...found: (TrackedFile | Chunk)[]): void {
    for (const one of found) {
      if (!(one instanceof TrackedFile) || !this.#unread.includes(one)) this.#unread.push(one);
    }
  }

  next(): TrackedFile | Chunk | undefined {
    return this.#unread.shift();
  }

  /** Takes all that is still to be read away, to put something before it. */
  takeAll(): (TrackedFile | Chunk)[] {
    return this.#unread.splice(0);
  }
}
