import { Cursor } from '../files/cursor.ts';
import { type Inode, isSameInode, type Role, type TrackedFile } from '../files/tracked-file.ts';
import type { Entry, Siblings } from '../names/sibling-search.ts';
import type { FollowedName, Tracking } from '../polling/tracking.ts';
import { compareRotatedNames } from './rotation-names.ts';

/** The other files of the same log: what appears among them between two polls was rotated there. */
export class NewSiblings {
  readonly #parts: Tracking;

  constructor(parts: Tracking) {
    this.#parts = parts;
  }

  /** Finds files that came and went between two polls, and would be known by no name. */
  findBetween(name: FollowedName, { entries }: Pick<Siblings, 'entries'>, current: Inode | undefined): void {
    for (const { path } of this.#unknown(name, entries, current)) {
      const file = this.#register(name, path, 'rotated');
      if (file?.role !== 'rotated') continue;
      this.#parts.report.count('rotations');
      this.#parts.pass.push(file);
    }
  }

  /**
   * Takes note of siblings while nothing happens, so that later those that came meanwhile stand out. They do so
   * already when nothing had been read of the file, since it may have been copied and truncated unnoticed.
   */
  rememberSiblings(name: FollowedName): void {
    const { file } = name;
    if (!file || this.#parts.siblings.listingNumber(name) === name.remembered) return;
    const siblings = this.#parts.siblings.siblings(name);
    const unknown = this.#unknown(name, siblings.entries, file);
    // The name may have changed while the directory was read: then they are the next poll's business.
    const moved = siblings.entries.some(({ path, stat }) => file.is(stat) && path !== name.target);
    if (moved || !this.#parts.reader.isAt(file, name.path)) return;
    name.remembered = siblings.listing.number;
    if (name.wasEmpty) this.findBetween(name, siblings, file);
    else for (const { path } of unknown) this.#register(name, path, 'other');
  }

  #unknown(name: FollowedName, entries: readonly Entry[], current: Inode | undefined): Entry[] {
    return entries
      .filter(({ path, stat }) => {
        if (path === name.path || (current && isSameInode(stat, current))) return false;
        return !this.#parts.identity.identify(path, stat) && !this.#parts.targets.isScanned(path);
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
      fd = this.#parts.descriptors.open(path);
      const seen = this.#parts.reader.glance(fd);
      // It may have been renamed, and another put in its place, since its name was read.
      if (this.#parts.identity.identify(path, seen.stat)) return undefined;
      const relation = seen.isUnfinished ? undefined : this.#parts.identity.relation(path, seen, fd);
      if (relation?.successor) {
        this.#parts.identity.replace(relation.of, relation.successor);
        if (relation.successor.role === 'rotated' && !seen.format) {
          this.#parts.descriptors.adopt(relation.successor, fd);
          fd = undefined;
        }
        return relation.successor;
      }
      const file = this.#parts.identity.newFile(
        name.path,
        path,
        seen.stat,
        new Cursor(),
        relation ? 'other' : role,
      );
      file.copyOf = relation?.of;
      file.undecided = seen.isUnfinished && file.role === 'rotated';
      if (!file.undecided) file.recognise(seen.start);
      if (seen.format) file.format = seen.format;
      this.#parts.registry.add(file);
      if (file.role === 'other') file.seen = seen.stat;
      else if (!seen.format) {
        this.#parts.descriptors.adopt(file, fd);
        fd = undefined;
      }
      return file;
    } catch (error) {
      this.#parts.report.failed(name.path, error);
      return undefined;
    } finally {
      if (fd !== undefined) this.#parts.descriptors.closeDescriptor(fd);
    }
  }
}
