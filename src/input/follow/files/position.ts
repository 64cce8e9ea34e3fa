import type { CompressedFormat } from '../../compression/compressed-format.ts';
import { Cursor } from './cursor.ts';
import { type Hashed, hashed } from './file-head.ts';
import { type Role, TrackedFile } from './tracked-file.ts';

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
    before: file.unconfirmed ?? hashed(file.cursor.before),
    role: file.role,
    ...(file.format ? { format: file.format } : {}),
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
  return file;
}
