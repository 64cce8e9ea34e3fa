import { basename, dirname } from 'node:path';
import type { PollPass } from '../polling/report.ts';
import { isRotatedName, logRoot } from '../rotation/rotation-names.ts';
import type { Glance } from './archive.ts';
import { HEAD_BYTES, startsLike } from './archive.ts';
import { Cursor } from './cursor.ts';
import type { Descriptors } from './descriptors.ts';
import type { FileReader } from './file-reader.ts';
import { type FileStat, type FileSystem, placeBehindLinks } from './file-system.ts';
import type { FileRegistry } from './tracked-file.ts';
import { noInode, type Role, TrackedFile } from './tracked-file.ts';

/** Recognises files: the same one under another name, its copy, its archive, or one that was never seen. */
export class FileIdentity {
  #nextId = 1;

  constructor(
    private readonly fs: FileSystem,
    private readonly descriptors: Descriptors,
    private readonly reader: FileReader,
    private readonly registry: FileRegistry,
    private readonly pass: PollPass,
    private readonly now: () => number,
  ) {}

  /** The number of the next file. */
  nextId(): number {
    return this.#nextId++;
  }

  /** The known file that is at `path`, if it is one. */
  identify(path: string, stat: FileStat): TrackedFile | undefined {
    const file = this.registry.at(stat);
    if (!file?.is(stat)) return undefined;
    if (!this.descriptors.has(file) && !file.isUnchanged(stat)) {
      try {
        const fd = this.descriptors.open(path);
        try {
          const { stat: opened, start, format } = this.reader.glance(fd);
          if (!file.is(opened)) return undefined;
          if (file.undecided) return this.#met(file, path);
          // An empty head fits everything; with nothing to lose, the inode is taken to be used again.
          const reused = file.head.bytes === 0 && start.length > 0 && file.isDone;
          if (reused || format !== file.format || !file.recognise(start)) {
            this.registry.release(file);
            return undefined;
          }
          const done = file.role === 'finished' && opened.size === file.cursor.next;
          if ((file.role === 'other' && !file.seen) || done) file.seen = opened;
        } finally {
          this.descriptors.closeDescriptor(fd);
        }
      } catch {
        return file;
      }
    }
    return this.#met(file, path);
  }

  #met(file: TrackedFile, path: string): TrackedFile {
    const isBehindLink = file.target !== undefined && path !== file.name;
    file.metAt(path);
    // It was renamed where a link leads, which may lead elsewhere by the time when it is looked for again.
    if (isBehindLink) file.target = placeBehindLinks(this.fs, path);
    file.seenPass = this.pass.number;
    return file;
  }

  /**
   * Whether an unknown file repeats a known one: a copy of a file that is still there (copytruncate, cp), the
   * archive of one that is not, or the new place of one that was not read to its end.
   *
   * @param fd the file as it was opened, since another one may be at `path` by now; a successor does not take it over
   */
  relation(path: string, seen: Glance, fd: number): { of: TrackedFile; successor?: TrackedFile } | undefined {
    const base = basename(path);
    const root = logRoot(base);
    // What came into young files since they were read last tells them from others.
    for (const file of this.descriptors.files)
      if (file.head.bytes < HEAD_BYTES) this.reader.recogniseOpen(file);
    for (const file of this.registry.startingLike(seen.start)) {
      const { bytes } = file.head;
      if (file.is(seen.stat) || !isRelated(file, base, root)) continue;
      // One of an earlier run may not have been looked for yet.
      const present =
        this.descriptors.has(file) ||
        file.seenPass === this.pass.number ||
        this.reader.isAt(file, file.place);
      if (present) {
        const isOfPlace = isRotatedName(basename(file.place), base);
        const beside = isIn(dirname(path), file) && (isOfPlace || isRotatedName(file.base, base));
        // One that was renamed as well may only begin in the same way, unless what it began with is gone from it.
        const isCopied = () =>
          (isOfPlace && this.reader.isAt(file, file.place)) || this.reader.isTruncated(file);
        if (beside && !file.format && isCopied()) return { of: file };
      } else if (file.role === 'current' || file.role === 'rotated') {
        const successor = this.#successorIn(file, path, fd, seen);
        if (successor) return { of: file, successor };
      }
      // The archive of a file that is read, or was not to be: a short head must be the whole content.
      const whole = bytes === HEAD_BYTES || seen.start.length === bytes;
      if (seen.format && whole) return { of: file };
    }
    return undefined;
  }

  /** If the file at `path` holds the content of `file`: a new tracked file that goes on in it. */
  successor(file: TrackedFile, path: string): TrackedFile | undefined {
    let fd: number | undefined;
    try {
      fd = this.descriptors.open(path);
      const successor = this.#successorIn(file, path, fd, this.reader.glance(fd));
      if (successor?.role === 'rotated' && !successor.format) {
        this.descriptors.adopt(successor, fd);
        fd = undefined;
      }
      return successor;
    } catch {
      return undefined;
    } finally {
      if (fd !== undefined) this.descriptors.closeDescriptor(fd);
    }
  }

  /** The same for a file that is open. */
  #successorIn(
    file: TrackedFile,
    path: string,
    fd: number,
    { stat, start, format }: Glance,
  ): TrackedFile | undefined {
    if (stat.kind !== 'file' || file.head.bytes === 0 || !startsLike(start, file.head)) return undefined;
    const successor = this.newFile(file.name, path, stat, file.cursor.clone(), 'rotated');
    successor.head = file.head;
    successor.unconfirmed = file.unconfirmed;
    if (format) successor.format = format;
    else if (stat.size < file.cursor.next) successor.role = 'finished';
    else if (!this.reader.confirmPosition(successor, fd)) return undefined;
    return successor;
  }

  /** What a file had until it was truncated: only a copy can hold it now, which is found as a lost file's content is. */
  formerOf(file: TrackedFile): TrackedFile {
    const former = new TrackedFile(this.nextId(), file.name, file.path, noInode, file.cursor);
    former.role = 'rotated';
    former.target = file.target;
    former.head = file.head;
    former.unconfirmed = file.unconfirmed;
    former.quietSince = this.now();
    return former;
  }

  /** The successor takes over: what the file held back is now the successor's, and it is read next. */
  replace(file: TrackedFile, successor: TrackedFile): void {
    const former = this.registry.at(successor);
    if (former && former !== file && former.is(successor)) this.registry.delete(former);
    this.registry.release(file);
    this.registry.add(successor);
    if (successor.role !== 'finished') file.cursor = new Cursor(file.cursor.delivered, file.cursor.before);
    file.role = 'finished';
    this.pass.push(successor);
  }

  /** Whether a sibling's content may be that of a file that is not where it was. */
  mayInherit(path: string, stat: FileStat): boolean {
    const known = this.identify(path, stat);
    return known === undefined || known.role === 'other';
  }

  /** Opens a file where it is thought to be, if it changed there; false when it is not there or did not change. */
  openAgain(file: TrackedFile, path: string): boolean {
    try {
      const stat = this.fs.stat(path);
      if (!file.is(stat)) return false;
      file.metAt(path);
      if (file.isUnchanged(stat)) {
        file.seenPass = this.pass.number;
        return false;
      }
      const fd = this.descriptors.open(path);
      if (!this.reader.confirm(file, fd)) {
        const isThere = file.is(this.fs.statOpen(fd));
        this.descriptors.closeDescriptor(fd);
        // It was renamed between the two calls.
        if (!isThere) return false;
        // Truncated while it was closed, or another file: what it had must be somewhere else.
        this.registry.release(file);
        file.seenPass = 0;
        return false;
      }
      file.seenPass = this.pass.number;
      this.descriptors.adopt(file, fd);
      return true;
    } catch {
      return false;
    }
  }

  newFile(name: string, path: string, stat: FileStat, cursor: Cursor, role: Role): TrackedFile {
    const file = new TrackedFile(this.nextId(), name, path, stat, cursor);
    file.role = role;
    file.quietSince = this.now();
    file.foundPass = this.pass.number;
    file.seenPass = this.pass.number;
    return file;
  }
}

function isRelated(file: TrackedFile, base: string, root: string): boolean {
  // Most files of a directory have nothing to do with each other, and this is asked for each pair of them.
  if (root === file.root || isRotatedName(file.base, base)) return true;
  // Behind a link it has another name.
  const there = basename(file.place);
  return file.place !== file.name && (logRoot(there) === root || isRotatedName(there, base));
}

function isIn(directory: string, { path, place }: TrackedFile): boolean {
  return dirname(place) === directory || dirname(path) === directory;
}
