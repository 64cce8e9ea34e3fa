import type { Inode, TrackedFile } from '../files/tracked-file.ts';
import type { NamedPath } from '../names/sibling-search.ts';
import type { Chunk } from '../polling/poll-pass.ts';
import type { Tracking } from '../polling/tracking.ts';
import type { NewSiblings } from './new-siblings.ts';

/** How long a file that is not read is remembered after it was last met, in milliseconds. */
const FORGET_AFTER_MS = 10 * 60_000;

/** Files that have lost their name: they are found again wherever they are, read to their end, and given up. */
export class RotatedFiles {
  readonly #parts: Tracking;
  readonly #siblings: NewSiblings;
  readonly #lastMet = new WeakMap<TrackedFile, number>();

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
    if (this.#parts.identity.openAgain(file, file.path)) return true;
    const name = this.nameOf(file);
    const { listing, entries } = this.#parts.siblings.relatives(name);
    if (listing.number === file.searched) return false;
    file.searched = listing.number;
    for (const { path, stat } of entries) {
      if (file.is(stat) && path !== file.path && this.#parts.identity.openAgain(file, path)) return true;
    }
    if (file.seenPass === this.#parts.pass.number) return false;
    for (const { path, stat } of entries) {
      const successor = this.#parts.identity.mayInherit(path, stat)
        ? this.#parts.identity.successor(file, path)
        : undefined;
      if (!successor) continue;
      this.#parts.identity.replace(file, successor);
      return false;
    }
    // Nothing of it is known to find it by; what appeared beside its name may be it.
    const followed = this.#parts.names.get(file.name);
    if (file.cursor.next === 0 && followed) {
      this.#siblings.findBetween(
        followed,
        this.#parts.siblings.siblings(followed),
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

  /** Finds an archive under the name that it has now. */
  relocate(file: TrackedFile): void {
    for (const entry of this.#parts.siblings.relatives(this.nameOf(file)).entries) {
      if (file.is(entry.stat)) file.path = entry.path;
    }
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

  /** Nothing more is expected of a rotated file. */
  *finish(file: TrackedFile): Generator<Chunk, void, undefined> {
    if (file.fault) this.reportFault(file);
    else if (!this.#parts.descriptors.has(file) && !this.#parts.reader.isAt(file, file.path)) {
      this.#parts.report.count('gaps');
      this.#parts.report.warn(
        'gap',
        file.name,
        'a rotated file went away before its last lines could be read',
      );
    }
    yield* this.cut(file);
    const fd = this.#parts.descriptors.get(file);
    if (fd !== undefined) this.#parts.reader.noteSeen(file, fd);
    this.#parts.descriptors.close(file);
    file.role = 'finished';
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
