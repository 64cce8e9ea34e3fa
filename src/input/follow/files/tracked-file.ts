import { basename } from 'node:path';
import type { CompressedFormat } from '../../compression/compressed-format.ts';
import type { InputError } from '../../input-error.ts';
import { logRoot } from '../rotation/rotation-names.ts';
import { type Hashed, HEAD_BYTES, hashStart, startsLike } from './archive.ts';
import type { Cursor } from './cursor.ts';
import type { FileStat } from './file-system.ts';

/**
 * What a file is to the follower: `current`, found under a followed name; `rotated`, its name went away or to
 * another file, and it is read on for a while; `finished`, nothing more is expected; `other`, a file of the same
 * log that was there before or is a copy, and is not read.
 */
export type Role = 'current' | 'rotated' | 'finished' | 'other';

/** What tells two files apart without opening them. */
export type Inode = Pick<FileStat, 'dev' | 'ino' | 'born'>;

/** The inode of what was truncated away: no file has it. */
export const noInode: Inode = { dev: '', ino: '', born: '' };

/** Whether two inodes are one, as far as the file system tells. */
export function isSameInode(a: Inode, b: Inode): boolean {
  return a.ino === b.ino && a.dev === b.dev && (a.born === b.born || a.born === '' || b.born === '');
}

/**
 * One file, whatever it is called at the moment. Its identity is device, inode and the hash of its first bytes:
 * inodes are used again, and first bytes repeat, so that neither alone suffices.
 */
export class TrackedFile {
  role: Role = 'current';
  /** The last part of {@link name}. */
  readonly base: string;
  /** The file name of its log, without what rotation puts behind it. */
  readonly root: string;
  readonly dev: string;
  readonly ino: string;
  readonly born: string;
  /** Hash of the first bytes of the (decompressed) content. */
  head: Hashed = hashStart(Buffer.alloc(0));
  /**
   * Where it really was when its name was a symbolic link or lay behind one: there it is found again when the link leads
   * elsewhere.
   */
  target?: string | undefined;
  /**
   * What it holds does not show yet whether it is another file's copy or archive: it is empty, or an archive that is still
   * being written. It is not read until it does.
   */
  undecided = false;
  /** Set when the file is read through decompression. */
  format?: CompressedFormat;
  /** The file of which this is a copy made beside it, as copytruncate does before it truncates. */
  copyOf?: TrackedFile | undefined;
  /** From a checkpoint: hash of the bytes before the position, until the file was opened and they were compared. */
  unconfirmed?: Hashed | undefined;
  /** Size and time of change when it was last seen unchanged; undefined to look again. */
  seen?: { readonly size: number; readonly modified: bigint } | undefined;
  /** The number of the poll that found it; 0 where an earlier run did. */
  foundPass = 0;
  /** The number of the last poll that met it somewhere. */
  seenPass = 0;
  /** The last directory listings in which it was searched. */
  searched = '';
  /** An archive's fault, which may go away while the archive is still being written. */
  fault?: InputError | undefined;
  /** Since it was rotated it was read to its end, and nobody seemed to write to it any more: nothing is lost if it goes away. */
  isReadOut = false;
  /** Since when nothing came, in the follower's milliseconds. */
  quietSince = 0;

  /**
   * @param id counts the files in the order in which they were found
   * @param name the followed name it belongs to
   * @param path where it is now, as far as known
   * @param inode what the file system knows it by
   */
  constructor(
    readonly id: number,
    readonly name: string,
    public path: string,
    inode: Inode,
    public cursor: Cursor,
  ) {
    this.base = basename(name);
    this.root = logRoot(this.base);
    this.dev = inode.dev;
    this.ino = inode.ino;
    this.born = inode.born;
  }

  /** Whether this is what a file had until it was truncated. */
  get isFormer(): boolean {
    return this.ino === noInode.ino;
  }

  /** Where it is in truth, as far as known: not under a link that may lead elsewhere. */
  get place(): string {
    return this.target ?? this.path;
  }

  /** Takes notice of where it was met. */
  metAt(path: string): void {
    this.path = path;
    if (path !== this.name) this.target = undefined;
  }

  /** Takes notice of the file's first bytes: false when they are not those of this file. */
  recognise(start: Buffer): boolean {
    if (!startsLike(start, this.head)) return false;
    if (this.head.bytes < HEAD_BYTES && start.length > this.head.bytes) {
      this.head = hashStart(start.subarray(0, HEAD_BYTES));
    }
    return true;
  }

  /** Whether the file system knows this file by that; its content must be compared as well. */
  is({ dev, ino, born }: Inode): boolean {
    return isSameInode(this, { dev, ino, born });
  }

  /** Whether it looks as it did when it was last seen unchanged. */
  isUnchanged({ size, modified }: Pick<FileStat, 'size' | 'modified'>): boolean {
    return this.seen !== undefined && this.seen.size === size && this.seen.modified === modified;
  }

  /** Nothing more is expected of it. */
  get isDone(): boolean {
    return this.role === 'finished' || this.role === 'other';
  }
}

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
      const hash = hashes.get(bytes) ?? hashStart(start.subarray(0, bytes)).hash;
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

  /** Forgets a file's inode, which another file has now. */
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
