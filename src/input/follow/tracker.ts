import { dirname } from 'node:path';
import { asInputError, systemCode } from '../input-error.ts';
import { contentFrom, type Glance, glance } from './archive.ts';
import { Cursor } from './cursor.ts';
import { Descriptors } from './descriptors.ts';
import { Directories, type Entry } from './directory-listing.ts';
import { Families, type NamedPath, type Siblings } from './families.ts';
import { FileReader } from './file-reader.ts';
import type { FileStat, FileSystem } from './file-system.ts';
import { hashed } from './head.ts';
import { KnownFiles } from './known-files.ts';
import { type Chunk, Look } from './look.ts';
import { fileAt, type Position, positionOf } from './position.ts';
import { Registry } from './registry.ts';
import type { FollowReport } from './report.ts';
import { compareRotatedNames } from './rotation-names.ts';
import { cursorBefore, type StartPosition } from './start-position.ts';
import { type Found, Targets } from './targets.ts';
import { type Inode, isSameInode, type Role, TrackedFile } from './tracked-file.ts';

/** What a {@link Tracker} needs to know. */
export interface TrackerOptions {
  readonly fs: FileSystem;
  readonly from: StartPosition;
  readonly maxOpen: number;
  readonly drainFor: number;
  readonly now: () => number;
  readonly report: FollowReport;
  readonly resume?: readonly Position[] | undefined;
  readonly onStart?: (() => void | Promise<void>) | undefined;
}

/** A name that is followed, and the file that was last behind it. */
interface FollowedName extends NamedPath {
  readonly literal: boolean;
  file?: TrackedFile | undefined;
  /** Where the name's file really is: a symbolic link's target lives among its own siblings. */
  target: string;
  /** The last listing of its directory whose files are all known. */
  remembered: number;
  /** Nothing had been read of its file when it was last visited, so that a truncation leaves no trace in it. */
  wasEmpty: boolean;
}

/** How long a file that is not read is remembered after it was last met, in milliseconds. */
const FORGET_AFTER_MS = 10 * 60_000;

/**
 * Knows the followed names and the files behind them, and reads what is new at every look.
 *
 * A look first reads all open files to their end and only then asks what the names mean now; otherwise the last
 * lines before a rotation could be taken for lost. When a name means another file, the old one is read to its
 * end, then files that were between the two (they appeared among its siblings since the last look), then the new
 * one.
 */
export class Tracker {
  readonly #options: TrackerOptions;
  readonly #fs: FileSystem;
  readonly #report: FollowReport;
  readonly #targets: Targets;
  readonly #descriptors: Descriptors;
  readonly #registry = new Registry();
  readonly #look = new Look();
  readonly #reader: FileReader;
  readonly #known: KnownFiles;
  readonly #families: Families;
  readonly #names = new Map<string, FollowedName>();
  readonly #lastMet = new WeakMap<TrackedFile, number>();
  /** Where reading of files stood that were rotated away before an earlier run ended. */
  readonly #rotatedBefore = new Map<TrackedFile, number>();
  #atStart: boolean;

  constructor(targets: readonly string[], options: TrackerOptions) {
    const { fs, report, maxOpen, now } = options;
    const directories = new Directories(fs);
    this.#options = options;
    this.#fs = fs;
    this.#report = report;
    this.#targets = new Targets(fs, directories, targets);
    this.#families = new Families(fs, directories, this.#look);
    this.#descriptors = new Descriptors(fs, maxOpen, (file, fd) => this.#reader.noteSeen(file, fd));
    this.#reader = new FileReader(fs, this.#descriptors, report);
    this.#known = new KnownFiles(fs, this.#descriptors, this.#reader, this.#registry, this.#look, now);
    this.#atStart = options.resume === undefined;
    for (const position of options.resume ?? []) this.#restore(position, targets);
  }

  /** Where reading stands in every known file, handed-on chunks included. */
  positions(): Position[] {
    return this.#registry.all.map(positionOf);
  }

  /** The directories in which something may happen, for watching. */
  directories(): string[] {
    const all = [...this.#names.values()].flatMap(({ path, target }) => [dirname(path), dirname(target)]);
    return [...new Set(all)];
  }

  /** One look at everything: hands on all that is new. */
  async *look(): AsyncGenerator<Chunk, void, undefined> {
    this.#look.number++;
    for (const file of this.#registry.all) {
      if (file.isDone || !this.#descriptors.has(file)) continue;
      if (file.cursor.next > 0 || file.role === 'rotated') this.#look.push(file);
      else this.#reader.recogniseOpen(file);
    }
    yield* this.#drainUnread();
    // Only now, when it is known what became of the open ones.
    for (const file of this.#registry.all) if (file.role === 'rotated') this.#revive(file);
    yield* this.#drainUnread();
    const found = this.#targets.scan();
    for (const { path, stat } of found) if (stat) this.#known.identify(path, stat);
    const paths = new Set(found.map(({ path }) => path));
    for (const name of [...this.#names.values()]) {
      if (paths.has(name.path)) continue;
      this.#goneFrom(name);
      yield* this.#drainUnread();
      if (!name.file || !this.#registry.has(name.file)) this.#names.delete(name.path);
    }
    for (const one of found) {
      this.#visit(one);
      // At the start only later, so that positions taken meanwhile know all files that were there.
      if (!this.#atStart) yield* this.#drainUnread();
    }
    if (this.#atStart) await this.#options.onStart?.();
    this.#atStart = false;
    yield* this.#drainUnread();
    for (const file of this.#registry.all) yield* this.#retire(file);
  }

  /** Gives files up that were rotated away before the earlier run ended, and in which nothing came since. */
  *settle(): Generator<Chunk, void, undefined> {
    for (const [file, offset] of this.#rotatedBefore) {
      const isQuiet = file.role === 'rotated' && !file.fault && file.cursor.delivered === offset;
      if (isQuiet && this.#registry.has(file)) yield* this.#finish(file);
    }
  }

  /** Ends all begun lines; nothing may be read afterwards. */
  *cutAll(): Generator<Chunk, void, undefined> {
    for (const file of this.#registry.all) yield* this.#cut(file);
  }

  /** Tells of archives that could not be read to their end until now. */
  reportFaults(): void {
    for (const file of this.#registry.all) if (!file.isDone) this.#reportFault(file);
  }

  /** Gives all descriptors back. The next look opens what it needs again. */
  close(): void {
    for (const file of this.#descriptors.files) this.#reader.noteSeen(file, this.#descriptors.get(file)!);
    this.#descriptors.closeAll();
  }

  // --- one file -------------------------------------------------------------------------------------------

  async *#drainUnread(): AsyncGenerator<Chunk, void, undefined> {
    for (let next = this.#look.next(); next; next = this.#look.next()) {
      if (next instanceof TrackedFile) yield* this.#drain(next);
      else yield next;
    }
  }

  async *#drain(file: TrackedFile): AsyncGenerator<Chunk, void, undefined> {
    if (file.isDone) return;
    if (file.format) {
      yield* this.#drainArchive(file);
      return;
    }
    if (!this.#descriptors.has(file)) this.#known.openAgain(file, file.path);
    for (;;) {
      const block = this.#reader.readBlock(file);
      if (block === 'replaced') {
        this.#startOver(file);
        yield* this.#drainUnread();
        return;
      }
      if (block === 'end') return;
      file.quietSince = this.#options.now();
      this.#descriptors.touch(file);
      const piece = file.cursor.accept(block);
      if (piece) yield { file, ...piece };
    }
  }

  async *#drainArchive(file: TrackedFile): AsyncGenerator<Chunk, void, undefined> {
    try {
      const stat = this.#fs.stat(file.path);
      if (!file.is(stat)) {
        this.#relocate(file);
        return;
      }
      if (file.isUnchanged(stat)) return;
      file.seen = stat;
      for await (const block of contentFrom(this.#fs, file.path, file.format!, file.cursor.next)) {
        file.quietSince = this.#options.now();
        file.unconfirmed = undefined;
        const piece = file.cursor.accept(block);
        if (piece) yield { file, ...piece };
      }
      file.fault = undefined;
      yield* this.#cut(file);
      file.role = 'finished';
    } catch (error) {
      if (systemCode(error) === 'ENOENT') this.#relocate(file);
      else file.fault = asInputError(error, file.path);
    }
  }

  #relocate(file: TrackedFile): void {
    for (const entry of this.#families.relatives(this.#nameOf(file)).entries) {
      if (file.is(entry.stat)) file.path = entry.path;
    }
  }

  /**
   * The file was truncated or overwritten in place: the rest of what it had may be in a copy beside it.
   *
   * All is written down before anything is handed on, here and below, so that positions taken at any chunk are
   * complete.
   */
  #startOver(file: TrackedFile): void {
    this.#report.count('truncations');
    this.#report.warn('truncation', file.name, 'was truncated; reading it from its start');
    const { role } = file;
    const siblings = this.#families.siblings(this.#nameOf(file), true);
    const relatives = this.#families.relatives(this.#nameOf(file));
    let heir: TrackedFile | undefined;
    for (const { path, stat } of relatives.entries) {
      if (!this.#known.mayInherit(path, stat)) continue;
      heir = this.#known.heir(file, path);
      if (heir) break;
    }
    const later = this.#look.takeAll();
    if (heir) {
      this.#known.replace(file, heir);
    } else {
      this.#report.count('gaps');
      this.#report.warn('gap', file.name, 'lines written just before it was truncated may be missing');
    }
    const piece = file.cursor.cut();
    if (piece) this.#look.push({ file, ...piece });
    file.role = role;
    file.cursor = new Cursor();
    file.head = hashed(Buffer.alloc(0));
    file.unconfirmed = undefined;
    file.seen = undefined;
    this.#registry.add(file);
    this.#reader.recogniseOpen(file);
    const name = this.#names.get(file.name);
    if (name) this.#findBetween(name, siblings, file);
    this.#look.push(file, ...later);
  }

  *#cut(file: TrackedFile): Generator<Chunk, void, undefined> {
    if (file.role === 'other') return;
    const piece = file.cursor.cut();
    if (piece) yield { file, ...piece };
  }

  // --- files without their name ---------------------------------------------------------------------------

  /** Reads a rotated file on, wherever it is now. */
  #revive(file: TrackedFile): void {
    if (this.#descriptors.has(file) || file.format || this.#search(file)) this.#look.push(file);
  }

  /**
   * Finds a file that is not open: where it was, under a rotated name, or its content in a copy or archive, which
   * then takes over.
   *
   * @returns whether the file itself was found, and is open now
   */
  #search(file: TrackedFile): boolean {
    if (this.#known.openAgain(file, file.path)) return true;
    const name = this.#nameOf(file);
    const { listing, entries } = this.#families.relatives(name);
    if (listing.number === file.searched) return false;
    file.searched = listing.number;
    for (const { path, stat } of entries) {
      if (file.is(stat) && path !== file.path && this.#known.openAgain(file, path)) return true;
    }
    if (file.seenLook === this.#look.number) return false;
    for (const { path, stat } of entries) {
      const heir = this.#known.mayInherit(path, stat) ? this.#known.heir(file, path) : undefined;
      if (!heir) continue;
      this.#known.replace(file, heir);
      return false;
    }
    // Nothing of it is known to find it by; what appeared beside its name may be it.
    const followed = this.#names.get(file.name);
    if (file.cursor.next === 0 && followed) {
      this.#findBetween(followed, this.#families.siblings(followed), this.#inodeAt(followed.path));
    }
    return false;
  }

  #inodeAt(path: string): Inode | undefined {
    try {
      return this.#fs.stat(path);
    } catch {
      return undefined;
    }
  }

  /** The name a file belongs to, or its path when that is not followed any more. */
  #nameOf({ name }: TrackedFile): NamedPath {
    return this.#names.get(name) ?? { path: name, target: name };
  }

  *#retire(file: TrackedFile): Generator<Chunk, void, undefined> {
    const now = this.#options.now();
    if (file.seenLook === this.#look.number || this.#descriptors.has(file)) this.#lastMet.set(file, now);
    if (file.isDone) {
      yield* this.#cut(file);
      const lastMet = this.#lastMet.get(file) ?? now;
      this.#lastMet.set(file, lastMet);
      if (now - lastMet > FORGET_AFTER_MS) this.#registry.delete(file);
      return;
    }
    if (file.role !== 'rotated' || now - file.quietSince < this.#options.drainFor) return;
    yield* this.#finish(file);
  }

  /** Nothing more is expected of a rotated file. */
  *#finish(file: TrackedFile): Generator<Chunk, void, undefined> {
    if (file.fault) this.#reportFault(file);
    else if (!this.#descriptors.has(file) && !this.#reader.isAt(file, file.path)) {
      this.#report.count('gaps');
      this.#report.warn('gap', file.name, 'a rotated file went away before its last lines could be read');
    }
    yield* this.#cut(file);
    const fd = this.#descriptors.get(file);
    if (fd !== undefined) this.#reader.noteSeen(file, fd);
    this.#descriptors.close(file);
    file.role = 'finished';
  }

  #reportFault(file: TrackedFile): void {
    if (file.fault === undefined) return;
    this.#report.count('gaps');
    this.#report.fault('archive', file.name, file.fault);
    file.fault = undefined;
  }

  // --- names ----------------------------------------------------------------------------------------------

  #visit({ path, literal, stat, error }: Found): void {
    let name = this.#names.get(path);
    if (!name) {
      name = { path, literal, target: path, remembered: 0, wasEmpty: false };
      this.#names.set(path, name);
    }
    if (!stat) {
      this.#absent(name, error);
      return;
    }
    if (stat.kind !== 'file') {
      this.#report.warn(
        'unsupported',
        path,
        'is not a regular file and cannot be followed (name it as an input)',
      );
      return;
    }
    this.#report.over('missing', path);
    const { file } = name;
    // A finished file's inode may belong to another file by now; a current file's is then truncated.
    const same = file?.is(stat) && (file.role === 'current' || this.#registry.at(stat) === file);
    if (file && same) this.#revisit(name, file, stat);
    else this.#arrive(name);
    this.#rememberSiblings(name);
    name.wasEmpty = name.file?.cursor.next === 0;
    // Only after its siblings, among which may be what an empty file had before it was truncated.
    if (name.wasEmpty && name.file && this.#descriptors.has(name.file)) this.#look.push(name.file);
  }

  /** The name still means the same file. */
  #revisit(name: FollowedName, file: TrackedFile, stat: FileStat): void {
    if (file.role === 'other' || file.format) return;
    file.path = name.path;
    if (file.name === name.path) file.role = 'current';
    if (this.#descriptors.has(file) || file.isUnchanged(stat)) return;
    try {
      const fd = this.#descriptors.open(name.path);
      const confirmed = this.#reader.confirm(file, fd);
      if (!confirmed && !file.is(this.#fs.statOpen(fd))) {
        this.#descriptors.closeDescriptor(fd);
        return;
      }
      this.#descriptors.adopt(file, fd);
      if (file.role === 'finished') file.role = 'rotated';
      file.quietSince = this.#options.now();
      this.#report.over('unreadable', name.path);
      if (confirmed) this.#look.push(file);
      else this.#startOver(file);
    } catch (error) {
      this.#report.failed(name.path, error);
    }
  }

  /** The name means a file it did not mean before. */
  #arrive(name: FollowedName): void {
    let fd: number;
    let seen: Glance;
    try {
      fd = this.#descriptors.open(name.path);
    } catch (error) {
      this.#absent(name, error);
      return;
    }
    try {
      seen = glance(this.#fs, fd);
      name.target = this.#families.targetOf(name.path);
    } catch (error) {
      this.#descriptors.closeDescriptor(fd);
      this.#report.failed(name.path, error);
      return;
    }
    this.#report.over('unreadable', name.path);
    const previous = name.file;
    const known = this.#known.identify(name.path, seen.stat);
    if (previous && previous !== known) {
      this.#leave(name);
      if (!known) {
        this.#report.count('rotations');
        this.#findBetween(name, this.#families.siblings(name, true), seen.stat);
      }
    }
    const file = known ? this.#welcomeBack(known, name, fd) : this.#welcome(name, fd, seen);
    name.file = file;
    if (file.role === 'other' || file.format) this.#descriptors.closeDescriptor(fd);
    else this.#descriptors.adopt(file, fd);
    this.#look.push(file);
  }

  /** A known file, under this name now: it is read on where reading stopped. */
  #welcomeBack(file: TrackedFile, name: FollowedName, fd: number): TrackedFile {
    if (file.format) return file;
    if (file.role === 'other' && name.literal && !file.copyOf) {
      // Seen before but not read: what it had then is old, what came since is new.
      file.cursor = cursorBefore(this.#fs, fd, file.seen?.size ?? 0, 0);
      file.role = 'current';
    } else if (file.unconfirmed && !this.#reader.confirmPosition(file, fd)) {
      file.cursor = new Cursor();
      file.unconfirmed = undefined;
    } else if (file.role === 'rotated' || file.role === 'finished') {
      file.role = file.name === name.path ? 'current' : file.role;
      if (file.role === 'finished') file.role = 'rotated';
    }
    file.quietSince = this.#options.now();
    return file;
  }

  /** A file that was never seen. */
  #welcome(name: FollowedName, fd: number, seen: Glance): TrackedFile {
    const { stat, start, format } = seen;
    const { from } = this.#options;
    const cursor =
      this.#atStart && from !== 'start' && !format
        ? cursorBefore(this.#fs, fd, stat.size, from)
        : new Cursor();
    const relation = name.literal ? undefined : this.#known.relation(name.path, seen);
    if (relation?.heir) {
      this.#known.replace(relation.of, relation.heir);
      return relation.heir;
    }
    const file = this.#known.newFile(name.path, name.path, stat, cursor, 'current');
    file.recognise(start);
    if (format) {
      file.format = format;
      file.role = this.#atStart && from !== 'start' ? 'other' : 'rotated';
    }
    if (relation) {
      file.role = 'other';
      file.copyOf = relation.of;
    }
    if (file.role === 'other') file.seen = stat;
    this.#registry.add(file);
    return file;
  }

  /** The name does not mean its file any more. */
  #leave(name: FollowedName): void {
    const { file } = name;
    if (file?.role !== 'current' || file.name !== name.path) return;
    file.role = 'rotated';
    file.quietSince = this.#options.now();
    this.#revive(file);
  }

  #absent(name: FollowedName, error: unknown): void {
    const code = systemCode(error);
    if (code === 'EACCES' || code === 'EPERM') {
      this.#report.warn('unreadable', name.path, 'permission denied; trying again');
      return;
    }
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      this.#report.failed(name.path, error);
      return;
    }
    if (!name.file) this.#report.warn('missing', name.path, 'no such file yet; waiting for it');
    this.#goneFrom(name);
  }

  #goneFrom(name: FollowedName): void {
    this.#leave(name);
    if (name.file) this.#findBetween(name, this.#families.siblings(name), undefined);
  }

  // --- siblings: the other files of the same log ----------------------------------------------------------

  /** Finds files that came and went between two looks, and would be known by no name. */
  #findBetween(name: FollowedName, { entries }: Siblings, current: Inode | undefined): void {
    for (const { path } of this.#unknown(name, entries, current)) {
      const file = this.#register(name, path, 'rotated');
      if (file?.role !== 'rotated') continue;
      this.#report.count('rotations');
      this.#look.push(file);
    }
  }

  /**
   * Takes note of siblings while nothing happens, so that later those that came meanwhile stand out. They do so
   * already when nothing had been read of the file, since it may have been copied and truncated unnoticed.
   */
  #rememberSiblings(name: FollowedName): void {
    const { file } = name;
    if (!file || this.#families.listingNumber(name) === name.remembered) return;
    const siblings = this.#families.siblings(name);
    const unknown = this.#unknown(name, siblings.entries, file);
    // The name may have changed while the directory was read: then they are the next look's business.
    const moved = siblings.entries.some(({ path, stat }) => file.is(stat) && path !== name.target);
    if (moved || !this.#reader.isAt(file, name.path)) return;
    name.remembered = siblings.listing.number;
    if (name.wasEmpty) this.#findBetween(name, siblings, file);
    else for (const { path } of unknown) this.#register(name, path, 'other');
  }

  #unknown(name: FollowedName, entries: readonly Entry[], current: Inode | undefined): Entry[] {
    return entries
      .filter(({ path, stat }) => {
        if (path === name.path || (current && isSameInode(stat, current))) return false;
        return !this.#known.identify(path, stat) && !this.#targets.isScanned(path);
      })
      .sort((a, b) =>
        a.stat.modified === b.stat.modified
          ? compareRotatedNames(a.name, b.name)
          : a.stat.modified < b.stat.modified
            ? -1
            : 1,
      );
  }

  /** Makes a sibling known; as a copy if it is one. */
  #register(name: FollowedName, path: string, role: Role): TrackedFile | undefined {
    let fd: number | undefined;
    try {
      fd = this.#descriptors.open(path);
      const seen = glance(this.#fs, fd);
      const relation = this.#known.relation(path, seen);
      if (relation?.heir) {
        this.#known.replace(relation.of, relation.heir);
        return relation.heir;
      }
      const file = this.#known.newFile(name.path, path, seen.stat, new Cursor(), relation ? 'other' : role);
      file.copyOf = relation?.of;
      file.recognise(seen.start);
      if (seen.format) file.format = seen.format;
      this.#registry.add(file);
      if (file.role === 'other') file.seen = seen.stat;
      else if (!seen.format) {
        this.#descriptors.adopt(file, fd);
        fd = undefined;
      }
      return file;
    } catch (error) {
      this.#report.failed(name.path, error);
      return undefined;
    } finally {
      if (fd !== undefined) this.#descriptors.closeDescriptor(fd);
    }
  }

  // --- bookkeeping ----------------------------------------------------------------------------------------

  #restore(position: Position, targets: readonly string[]): void {
    const file = fileAt(position, this.#known.nextId());
    file.quietSince = this.#options.now();
    this.#registry.add(file);
    if (file.role === 'rotated') this.#rotatedBefore.set(file, file.cursor.delivered);
    // The last file of a name that is absent now: without it its next file would not be taken for a rotation.
    if (file.role === 'other' || this.#names.get(file.name)?.file?.role === 'current') return;
    const literal = targets.includes(file.name);
    const target = this.#families.targetOf(file.name);
    const wasEmpty = file.cursor.next === 0;
    this.#names.set(file.name, { path: file.name, literal, file, target, remembered: 0, wasEmpty });
  }
}
