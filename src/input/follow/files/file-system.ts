import {
  type BigIntStats,
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { globSync } from 'tinyglobby';

/** Where following takes its time from, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Resolves after `ms`, or as soon as `signal` aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The real time, unmoved by changes of the system's date. */
export const realClock: Clock = {
  now: () => performance.now(),
  wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
};

/** What following wants to know of a file. */
export interface FileStat {
  readonly kind: 'file' | 'directory' | 'other';
  readonly dev: string;
  readonly ino: string;
  /** when the inode was made, which tells a reused inode; empty where the file system does not keep it */
  readonly born: string;
  readonly size: number;
  /** last change of the content, in nanoseconds since 1970, by the file system's clock */
  readonly modified: bigint;
}

/**
 * The file system calls that following makes, so that tests can make them fail. All but `stream` are synchronous;
 * they throw the system's errors.
 */
export interface FileSystem {
  open(path: string): number;
  close(fd: number): void;
  /** Reads up to `length` bytes at `position`; 0 at the end. */
  read(fd: number, buffer: Buffer, length: number, position: number): number;
  statOpen(fd: number): FileStat;
  /** Follows symbolic links. */
  stat(path: string): FileStat;
  realpath(path: string): string;
  /** The names in a directory, without their path. */
  list(directory: string): string[];
  glob(pattern: string): string[];
  /** The bytes of an open file from its start; closes the descriptor at the end. */
  stream(fd: number): AsyncIterable<Buffer>;
}

/** The real file system. */
export const realFileSystem: FileSystem = {
  // Without O_NONBLOCK a FIFO put in a log's place would stop everything until somebody writes to it.
  open: (path) => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK),
  close: closeSync,
  read: (fd, buffer, length, position) => readSync(fd, buffer, 0, length, position),
  statOpen: (fd) => fileStat(fstatSync(fd, { bigint: true })),
  stat: (path) => fileStat(statSync(path, { bigint: true })),
  realpath: (path) => realpathSync(path),
  list: (directory) => readdirSync(directory),
  glob: (pattern) =>
    globSync(pattern, { absolute: isAbsolute(pattern), onlyFiles: true, expandDirectories: false }),
  stream: (fd) => createReadStream('', { fd, start: 0 }),
};

function fileStat(stats: BigIntStats): FileStat {
  return {
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other',
    dev: String(stats.dev),
    ino: String(stats.ino),
    born: stats.birthtimeNs === 0n ? '' : String(stats.birthtimeNs),
    size: Number(stats.size),
    modified: stats.mtimeNs,
  };
}

/** The real place of a path that is a symbolic link or lies behind one; undefined for others. */
export function placeBehindLinks(fs: Pick<FileSystem, 'realpath'>, path: string): string | undefined {
  try {
    const real = fs.realpath(path);
    return real === resolve(path) ? undefined : real;
  } catch {
    return undefined;
  }
}
