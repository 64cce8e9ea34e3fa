import { systemCode } from '../../input-error.ts';
import type { Glance } from '../files/archive.ts';
import { Cursor } from '../files/cursor.ts';
import type { FileStat } from '../files/file-system.ts';
import { cursorBefore } from '../files/position.ts';
import { isSameInode, type TrackedFile } from '../files/tracked-file.ts';
import type { FileDrain } from '../polling/file-drain.ts';
import type { FollowedName, Tracking } from '../polling/tracking.ts';
import type { NewSiblings } from '../rotation/new-siblings.ts';
import type { RotatedFiles } from '../rotation/rotated-files.ts';
import type { FoundTarget } from './sibling-search.ts';

/** Finds out at each poll which file a name means now, and what became of the one it meant before. */
export class FollowedNames {
  /** Whether the files met now were there at the start; they may be read from elsewhere than their beginning. */
  atStart = true;
  readonly #parts: Tracking;
  readonly #siblings: NewSiblings;
  readonly #rotated: RotatedFiles;
  readonly #drain: FileDrain;

  constructor(parts: Tracking, siblings: NewSiblings, rotated: RotatedFiles, drain: FileDrain) {
    this.#parts = parts;
    this.#siblings = siblings;
    this.#rotated = rotated;
    this.#drain = drain;
  }

  /** Takes in what a name means now. */
  visit({ path, literal, stat, error }: FoundTarget): void {
    let name = this.#parts.names.get(path);
    if (!name) {
      name = { path, literal, target: path, remembered: 0, wasEmpty: false };
      this.#parts.names.set(path, name);
    }
    if (!stat) {
      this.#absent(name, error);
      return;
    }
    if (stat.kind !== 'file') {
      this.#parts.report.warn(
        'unsupported',
        path,
        'is not a regular file and cannot be followed (name it as an input)',
      );
      return;
    }
    this.#parts.report.over('missing', path);
    const { file } = name;
    // A finished file's inode may belong to another file by now; a current file's is then truncated.
    const same = file?.is(stat) && (file.role === 'current' || this.#parts.registry.at(stat) === file);
    if (file && same) this.#revisit(name, file, stat);
    else this.#arrive(name);
    this.#siblings.rememberSiblings(name);
    name.wasEmpty = name.file?.cursor.next === 0;
    // Only after its siblings, among which may be what an empty file had before it was truncated.
    if (name.wasEmpty && name.file && this.#parts.descriptors.has(name.file))
      this.#parts.pass.push(name.file);
  }

  /** The name still means the same file. */
  #revisit(name: FollowedName, file: TrackedFile, stat: FileStat): void {
    if (file.role === 'other' || file.format) return;
    file.metAt(name.path);
    this.#noteTarget(file, name);
    if (file.name === name.path) file.role = 'current';
    if (this.#parts.descriptors.has(file) || file.isUnchanged(stat)) return;
    try {
      const fd = this.#parts.descriptors.open(name.path);
      const confirmed = this.#parts.reader.confirm(file, fd);
      if (!confirmed && !file.is(this.#parts.fs.statOpen(fd))) {
        this.#parts.descriptors.closeDescriptor(fd);
        return;
      }
      this.#parts.descriptors.adopt(file, fd);
      if (file.role === 'finished') file.role = 'rotated';
      file.quietSince = this.#parts.now();
      this.#parts.report.over('unreadable', name.path);
      if (confirmed) this.#parts.pass.push(file);
      else this.#drain.startOver(file);
    } catch (error) {
      this.#parts.report.failed(name.path, error);
    }
  }

  /** The name means a file it did not mean before. */
  #arrive(name: FollowedName): void {
    let fd: number;
    let seen: Glance;
    try {
      fd = this.#parts.descriptors.open(name.path);
    } catch (error) {
      this.#absent(name, error);
      return;
    }
    try {
      seen = this.#parts.reader.glance(fd);
      name.target = this.#parts.siblings.targetOf(name.path);
    } catch (error) {
      this.#parts.descriptors.closeDescriptor(fd);
      this.#parts.report.failed(name.path, error);
      return;
    }
    this.#parts.report.over('unreadable', name.path);
    const previous = name.file;
    const known = this.#parts.identity.identify(name.path, seen.stat);
    if (previous && previous !== known) {
      this.#leave(name);
      if (!known) {
        this.#parts.report.count('rotations');
        this.#findAround(name, seen.stat);
        this.#siblings.findBetween(name, this.#parts.siblings.siblings(name, true), seen.stat);
        // Nothing was read of it: what appears beside it from here on may be its copy.
        name.wasEmpty = true;
      }
    }
    // It may have been renamed since it was opened, and then it was found among its siblings.
    const met = known ?? this.#parts.registry.at(seen.stat);
    const archive = met?.is(seen.stat) ? undefined : this.#archiveOf(name, fd);
    if (archive !== undefined) {
      this.#parts.descriptors.closeDescriptor(fd);
      name.file = archive;
      this.#arrive(name);
      return;
    }
    const file = met?.is(seen.stat) ? this.#welcomeBack(met, name, fd) : this.#welcome(name, fd, seen);
    name.file = file;
    this.#noteTarget(file, name);
    if (file.role === 'other' || file.format) this.#parts.descriptors.closeDescriptor(fd);
    else this.#parts.descriptors.adopt(file, fd);
    this.#parts.pass.push(file);
  }

  /** The archive, among those that are to be read, of a file that was renamed and compressed since it was opened. */
  #archiveOf(name: FollowedName, fd: number): TrackedFile | undefined {
    try {
      const { stat, start, format } = this.#parts.reader.glance(fd);
      if (format !== undefined || isSameInode(this.#parts.fs.stat(name.path), stat)) return undefined;
      return this.#parts.registry
        .startingLike(start)
        .find((file) => file.format !== undefined && file.role === 'rotated' && file.cursor.next === 0);
    } catch {
      return undefined;
    }
  }

  /** A known file, under this name now: it is read on where reading stopped. */
  #welcomeBack(file: TrackedFile, name: FollowedName, fd: number): TrackedFile {
    if (file.format) return file;
    if (file.role === 'other' && name.literal && !file.copyOf) {
      // Seen before but not read: what it had then is old, what came since is new.
      file.cursor = cursorBefore(this.#parts.fs, fd, file.seen?.size ?? 0, 0);
      file.role = 'current';
    } else if (file.unconfirmed && !this.#parts.reader.confirmPosition(file, fd)) {
      file.cursor = new Cursor();
      file.unconfirmed = undefined;
    } else if (file.role === 'rotated' || file.role === 'finished') {
      file.role = file.name === name.path ? 'current' : file.role;
      if (file.role === 'finished') file.role = 'rotated';
    }
    file.quietSince = this.#parts.now();
    return file;
  }

  /** Takes note of where a name leads, and where its file really is: it may have been renamed, or the link switched, meanwhile. */
  #noteTarget(file: TrackedFile, name: FollowedName): void {
    const target = this.#parts.siblings.behindLinks(name.path);
    const before = name.place;
    name.place = target;
    if (target !== undefined && this.#parts.reader.isAt(file, target)) {
      file.target = target;
      return;
    }
    for (const place of [target, before]) {
      if (place === undefined || !this.#parts.siblings.around(place).some(({ stat }) => file.is(stat)))
        continue;
      file.target = place;
      // Where the link leads now is another file's place; around its own may be what was copied before the link was switched.
      name.place = place;
      return;
    }
  }

  /** A file that was never seen. */
  #welcome(name: FollowedName, fd: number, seen: Glance): TrackedFile {
    const { stat, start, format } = seen;
    const { from } = this.#parts;
    const cursor =
      this.atStart && from !== 'start' && !format
        ? cursorBefore(this.#parts.fs, fd, stat.size, from)
        : new Cursor();
    const relation =
      name.literal || seen.isUnfinished ? undefined : this.#parts.identity.relation(name.path, seen, fd);
    if (relation?.successor) {
      this.#parts.identity.replace(relation.of, relation.successor);
      return relation.successor;
    }
    const file = this.#parts.identity.newFile(name.path, name.path, stat, cursor, 'current');
    file.undecided = seen.isUnfinished && !name.literal;
    if (!file.undecided) file.recognise(start);
    if (format) {
      file.format = format;
      file.role = this.atStart && from !== 'start' ? 'other' : 'rotated';
    }
    if (relation) {
      file.role = 'other';
      file.copyOf = relation.of;
    }
    if (file.role === 'other') file.seen = stat;
    this.#parts.registry.add(file);
    return file;
  }

  /** The name does not mean its file any more. */
  #leave(name: FollowedName): void {
    const { file } = name;
    if (file?.role !== 'current' || file.name !== name.path) return;
    file.role = 'rotated';
    file.quietSince = this.#parts.now();
    this.#rotated.revive(file);
  }

  /** Finds what was rotated where a link led, before that led elsewhere. */
  #findAround(name: FollowedName, current: FileStat | undefined): void {
    const before = name.place;
    if (before === undefined || before === this.#parts.siblings.behindLinks(name.path)) return;
    this.#siblings.findBetween(name, { entries: this.#parts.siblings.around(before) }, current);
  }

  #absent(name: FollowedName, error: unknown): void {
    const code = systemCode(error);
    if (code === 'EACCES' || code === 'EPERM') {
      this.#parts.report.warn('unreadable', name.path, 'permission denied; trying again');
      return;
    }
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      this.#parts.report.failed(name.path, error);
      return;
    }
    if (!name.file) this.#parts.report.warn('missing', name.path, 'no such file yet; waiting for it');
    this.goneFrom(name);
  }

  /** A name means no file now: the one it had is read on where it went. */
  goneFrom(name: FollowedName): void {
    this.#leave(name);
    this.#findAround(name, undefined);
    if (name.file) this.#siblings.findBetween(name, this.#parts.siblings.siblings(name), undefined);
  }
}
