import { asInputError, type InputError } from '../../input-error.ts';
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

/** What happened to the followed files so far. */
export interface FollowCounters {
  /** a name went on to a new file */
  rotations: number;
  /** a file was truncated or overwritten in place */
  truncations: number;
  /** places where bytes may be missing, since they went away before they could be read */
  gaps: number;
}

/** What a {@link FollowWarning} is about. */
export type FollowEvent =
  | 'missing'
  | 'unreadable'
  | 'unsupported'
  | 'failed'
  | 'rotation'
  | 'truncation'
  | 'gap'
  | 'archive';

/** Something the user should know about; each kind comes once for each name. */
export interface FollowWarning {
  readonly event: FollowEvent;
  /** the followed name */
  readonly name: string;
  /** one line, without the program's name */
  readonly message: string;
}

/** Counts events and passes each kind on once for each name. */
export class FollowReport {
  readonly counters: FollowCounters = { rotations: 0, truncations: 0, gaps: 0 };
  readonly #told = new Set<string>();

  constructor(private readonly onWarning: (warning: FollowWarning) => void) {}

  count(counter: keyof FollowCounters): void {
    this.counters[counter]++;
  }

  warn(event: FollowEvent, name: string, message: string): void {
    const key = `${event} ${name}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.onWarning({ event, name, message: `${name}: ${message}` });
  }

  /** Warns of a fault of what a file holds. */
  fault(event: FollowEvent, name: string, { path, reason, tip }: InputError): void {
    this.warn(event, name, `${path === name ? '' : `${path} `}${reason} (${tip})`);
  }

  /** Warns of an error of the file system; that a file is not there is told elsewhere. */
  failed(name: string, error: unknown): void {
    const { code, reason } = asInputError(error, name);
    if (code === 'unreadable') this.warn('unreadable', name, `${reason}; trying again`);
    else if (code !== 'missing') this.warn('failed', name, `${reason}; trying again`);
  }

  /** Lets the next warning of this kind through: what it told of is over. */
  over(event: FollowEvent, name: string): void {
    this.#told.delete(`${event} ${name}`);
  }
}
