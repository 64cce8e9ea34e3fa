import type { CompressedFormat } from '../../compression/compressed-format.ts';
import { type Hashed, hashStart } from './archive.ts';
import { Cursor, GUARD_BYTES } from './cursor.ts';
import type { FileSystem } from './file-system.ts';
import { type Role, TrackedFile } from './tracked-file.ts';

/**
 * Where to start in a file that is there at the beginning: at its start, or the given number of complete lines
 * before its end (0: at the end). A last line without its end is always included, so that none is torn.
 */
export type StartPosition = 'start' | number;

const STEP_BYTES = 64 * 1024;
const NEWLINE = 10;

/**
 * Finds the place `lines` complete lines before `size`, reading backwards.
 *
 * @returns a cursor there, with the bytes before it as its guard
 */
export function cursorBefore(fs: FileSystem, fd: number, size: number, lines: number): Cursor {
  const buffer = Buffer.allocUnsafe(STEP_BYTES);
  let wanted = lines + 1;
  let at = 0;
  for (let end = size; end > 0 && at === 0; end -= STEP_BYTES) {
    const from = Math.max(0, end - STEP_BYTES);
    const block = buffer.subarray(0, fs.read(fd, buffer, end - from, from));
    for (let i = block.lastIndexOf(NEWLINE); i >= 0; i = i === 0 ? -1 : block.lastIndexOf(NEWLINE, i - 1)) {
      wanted--;
      if (wanted === 0) {
        at = from + i + 1;
        break;
      }
    }
  }
  const guard = Buffer.alloc(Math.min(at, GUARD_BYTES));
  const read = fs.read(fd, guard, guard.length, at - guard.length);
  return new Cursor(at, guard.subarray(0, read));
}

/** Where reading one file stands, as JSON data: what a later run needs to find the file and go on. */
export interface Position {
  /** the followed name */
  readonly name: string;
  /** where the file was last, under its own or a rotated name */
  readonly path: string;
  /** where it really was when its name was, or lay behind, a symbolic link, which may lead elsewhere now */
  readonly target?: string;
  readonly dev: string;
  readonly ino: string;
  readonly born: string;
  /** the hash of the first bytes of the content */
  readonly head: Hashed;
  /** how many bytes of the content were handed on; a held partial line is not among them */
  readonly offset: number;
  /** the hash of the bytes before `offset` */
  readonly before: Hashed;
  readonly role: Role;
  readonly format?: CompressedFormat;
  /** nothing is lost if the file goes away; absent where that is not certain */
  readonly readOut?: true;
}

/** Writes a file's state down. */
export function positionOf(file: TrackedFile): Position {
  return {
    name: file.name,
    path: file.path,
    ...(file.target === undefined ? {} : { target: file.target }),
    dev: file.dev,
    ino: file.ino,
    born: file.born,
    head: file.head,
    offset: file.cursor.delivered,
    before: file.unconfirmed ?? hashStart(file.cursor.before),
    role: file.role,
    ...(file.format ? { format: file.format } : {}),
    ...(file.isReadOut ? { readOut: true } : {}),
  };
}

/** Makes a file of a position; whether it still is that file shows when it is opened. */
export function fileAt(position: Position, id: number): TrackedFile {
  const { name, path, offset } = position;
  const file = new TrackedFile(id, name, path, position, new Cursor(offset));
  file.head = position.head;
  file.role = position.role;
  file.target = position.target;
  file.undecided = position.role === 'rotated' && position.head.bytes === 0;
  file.unconfirmed = position.before;
  if (position.format) file.format = position.format;
  file.isReadOut = position.readOut === true;
  return file;
}
