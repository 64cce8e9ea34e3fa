import { glance } from './archive.ts';
import { Cursor } from './cursor.ts';
import type { Entry } from './directory-listing.ts';
import type { Siblings } from './families.ts';
import { compareRotatedNames } from './rotation-names.ts';
import { type Inode, isSameInode, type Role, type TrackedFile } from './tracked-file.ts';
import type { FollowedName, Tracking } from './tracking.ts';

/** The other files of the same log: what appears among them between two looks was rotated there. */
export class SiblingFiles {
  readonly #parts: Tracking;

  constructor(parts: Tracking) {
    this.#parts = parts;
  }

  /** Finds files that came and went between two looks, and would be known by no name. */
  findBetween(name: FollowedName, { entries }: Siblings, current: Inode | undefined): void {
    for (const { path } of this.#unknown(name, entries, current)) {
      const file = this.#register(name, path, 'rotated');
      if (file?.role !== 'rotated') continue;
      this.#parts.report.count('rotations');
      this.#parts.look.push(file);
    }
  }

  /**
   * Takes note of siblings while nothing happens, so that later those that came meanwhile stand out. They do so
   * already when nothing had been read of the file, since it may have been copied and truncated unnoticed.
   */
  rememberSiblings(name: FollowedName): void {
    const { file } = name;
    if (!file || this.#parts.families.listingNumber(name) === name.remembered) return;
    const siblings = this.#parts.families.siblings(name);
    const unknown = this.#unknown(name, siblings.entries, file);
    // The name may have changed while the directory was read: then they are the next look's business.
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
        return !this.#parts.known.identify(path, stat) && !this.#parts.targets.isScanned(path);
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
      const seen = glance(this.#parts.fs, fd);
      const relation = this.#parts.known.relation(path, seen);
      if (relation?.heir) {
        this.#parts.known.replace(relation.of, relation.heir);
        return relation.heir;
      }
      const file = this.#parts.known.newFile(
        name.path,
        path,
        seen.stat,
        new Cursor(),
        relation ? 'other' : role,
      );
      file.copyOf = relation?.of;
      file.recognise(seen.start);
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
