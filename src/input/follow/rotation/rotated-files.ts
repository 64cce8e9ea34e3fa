import { basename, dirname } from 'node:path';
import { type Inode, isSameInode, type TrackedFile } from '../files/tracked-file.ts';
import type { Entry, NamedPath } from '../names/sibling-search.ts';
import type { Chunk } from '../polling/report.ts';
import type { Tracking } from '../polling/tracking.ts';
import type { NewSiblings } from './new-siblings.ts';
import { logRoot, uncompressedName } from './rotation-names.ts';

/** How long a file that is not read is remembered after it was last met, in milliseconds. */
const FORGET_AFTER_MS = 10 * 60_000;

/** What is said where lines may be missing. */
const truncatedGap = 'lines written just before it was truncated may be missing';
const rotatedGap = 'a rotated file went away; lines written to it since it was last read may be missing';

/** Files that have lost their name: they are found again wherever they are, read to their end, and given up. */
export class RotatedFiles {
  readonly #parts: Tracking;
  readonly #siblings: NewSiblings;
  readonly #lastMet = new WeakMap<TrackedFile, number>();
  /** Archives without content that were taken for lost files. */
  readonly #taken = new WeakSet<TrackedFile>();

  constructor(parts: Tracking, siblings: NewSiblings) {
    this.#parts = parts;
    this.#siblings = siblings;
  }

  /** Reads a rotated file on, wherever it is now. */
  revive(file: TrackedFile): void {
    if (this.#parts.descriptors.has(file) || file.format || this.#search(file)) this.#parts.pass.push(file);
  }

  /**
   * Finds a file that is not open: where it was, under a rotated name, or its content in a copy or archive, which
   * then takes over.
   *
   * @returns whether the file itself was found, and is open now
   */
  #search(file: TrackedFile): boolean {
    if (this.#parts.identity.openAgain(file, file.place)) return true;
    if (this.#parts.identity.openAgain(file, file.path)) return true;
    const { listings, entries } = this.places(file);
    if (listings === file.searched) return false;
    file.searched = listings;
    for (const { path, stat } of entries) {
      if (file.is(stat) && path !== file.path && this.#parts.identity.openAgain(file, path)) return true;
    }
    if (file.seenPass === this.#parts.pass.number) return false;
    if (this.inherit(file, entries)) return false;
    // Nothing of it is known to find it by; what appeared beside its name may be it.
    const followed = this.#parts.names.get(file.name);
    if (file.cursor.next === 0 && followed) {
      this.#siblings.findBetween(
        followed,
        this.#parts.siblings.siblings(this.placeOf(file)),
        this.#inodeAt(followed.path),
      );
    }
    return false;
  }

  #inodeAt(path: string): Inode | undefined {
    try {
      return this.#parts.fs.stat(path);
    } catch {
      return undefined;
    }
  }

  /**
   * Finds an archive under the name that it has now, or its content in another file, which then takes over.
   *
   * @returns whether the archive itself was found elsewhere than it was
   */
  relocate(file: TrackedFile): boolean {
    const { entries } = this.places(file, true);
    for (const { path, stat } of entries) {
      if (!file.is(stat) || path === file.place) continue;
      file.metAt(path);
      return true;
    }
    this.inherit(file, entries);
    return false;
  }

  /**
   * Has a file's content go on in another file that holds it too.
   *
   * @returns whether one of these does
   */
  inherit(file: TrackedFile, entries: readonly Entry[]): boolean {
    const { identity } = this.#parts;
    for (const { path, stat } of entries) {
      const successor = identity.mayInherit(path, stat) ? identity.successor(file, path) : undefined;
      if (successor === undefined) continue;
      identity.replace(file, successor);
      return true;
    }
    return false;
  }

  /** Where a file may be that is not where it was: beside its name and, behind a link, where that led then. */
  places(file: TrackedFile, fresh = false): { listings: string; entries: readonly Entry[] } {
    const found = [this.#parts.siblings.relatives(this.nameOf(file), fresh)];
    if (!this.#isBesideItsName(file)) found.push(this.#parts.siblings.relatives(this.placeOf(file), fresh));
    return {
      listings: found.map(({ listing }) => listing.number).join(),
      entries: found.flatMap(({ entries }) => entries),
    };
  }

  /** Whether files were renamed, made or removed since a file was looked for among these. */
  haveMoved(file: TrackedFile, entries: readonly Entry[]): boolean {
    const now = this.places(file, true).entries;
    return (
      now.length !== entries.length ||
      now.some(
        ({ path, stat }, index) => path !== entries[index]!.path || !isSameInode(stat, entries[index]!.stat),
      )
    );
  }

  /** Where a file's siblings are: behind a link, where that led when the file was met. */
  placeOf(file: TrackedFile): NamedPath {
    const { place } = file;
    return this.#isBesideItsName(file) ? this.nameOf(file) : { path: place, target: place };
  }

  #isBesideItsName({ place, name, root }: TrackedFile): boolean {
    return dirname(place) === dirname(name) && logRoot(basename(place)) === root;
  }

  /** The name a file belongs to, or its path when that is not followed any more. */
  nameOf({ name }: TrackedFile): NamedPath {
    return this.#parts.names.get(name) ?? { path: name, target: name };
  }

  /** Gives a file up when nothing came for long enough, and forgets it when it was not met for long. */
  *retire(file: TrackedFile): Generator<Chunk, void, undefined> {
    const now = this.#parts.now();
    if (file.seenPass === this.#parts.pass.number || this.#parts.descriptors.has(file))
      this.#lastMet.set(file, now);
    file.isReadOut =
      file.role === 'rotated' && (this.#parts.reader.isReadOut(file, this.#parts.drainFor) ?? file.isReadOut);
    if (file.isDone) {
      yield* this.cut(file);
      const lastMet = this.#lastMet.get(file) ?? now;
      this.#lastMet.set(file, lastMet);
      if (now - lastMet > FORGET_AFTER_MS) this.#parts.registry.delete(file);
      return;
    }
    if (file.role !== 'rotated' || now - file.quietSince < this.#parts.drainFor) return;
    yield* this.finish(file);
  }

  /** Whether an archive's name without its suffix is another file's: what the archive is being made of. */
  hasOriginal({ place: path }: TrackedFile): boolean {
    const original = uncompressedName(path);
    return original !== path && this.#inodeAt(original) !== undefined;
  }

  /** Whether a file is neither open nor where it was last. */
  isLost(file: TrackedFile): boolean {
    return !this.#parts.descriptors.has(file) && !this.#parts.reader.isAt(file, file.place);
  }

  /** Nothing more is expected of a rotated file. */
  *finish(file: TrackedFile): Generator<Chunk, void, undefined> {
    if (file.fault) this.reportFault(file);
    else if (this.isLost(file) && !file.isReadOut && !this.#hasEmptyArchive(file)) {
      this.#parts.report.count('gaps');
      this.#parts.report.warn('gap', file.name, file.isFormer ? truncatedGap : rotatedGap);
    }
    yield* this.cut(file);
    const fd = this.#parts.descriptors.get(file);
    if (fd !== undefined) this.#parts.reader.noteSeen(file, fd);
    this.#parts.descriptors.close(file);
    file.role = 'finished';
  }

  /**
   * Whether there is an archive without content that may be the one of a file in which there was nothing: of such a file
   * nothing else is known. Each archive is of one file.
   */
  #hasEmptyArchive(file: TrackedFile): boolean {
    if (file.isFormer || file.cursor.next > 0 || file.head.bytes > 0) return false;
    const archive = this.#parts.registry.all.find(
      (one) =>
        one.format !== undefined &&
        one.name === file.name &&
        one.role === 'finished' &&
        one.cursor.next === 0 &&
        one.foundPass > file.seenPass &&
        !this.#taken.has(one),
    );
    if (archive !== undefined) this.#taken.add(archive);
    return archive !== undefined;
  }

  /** Tells once why an archive could not be read to its end. */
  reportFault(file: TrackedFile): void {
    if (file.fault === undefined) return;
    this.#parts.report.count('gaps');
    this.#parts.report.fault('archive', file.name, file.fault);
    file.fault = undefined;
  }

  /** Ends the line that a file has begun. */
  *cut(file: TrackedFile): Generator<Chunk, void, undefined> {
    if (file.role === 'other') return;
    const piece = file.cursor.cut();
    if (piece) yield { file, ...piece };
  }
}
