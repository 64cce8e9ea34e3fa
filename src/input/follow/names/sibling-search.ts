import { basename, dirname, join } from 'node:path';
import { type FileSystem, placeBehindLinks } from '../files/file-system.ts';
import type { PollPass } from '../polling/poll-pass.ts';
import { glogStem, isRotatedName, logRoot, rotationPrefix } from '../rotation/rotation-names.ts';
import type { Directories, Entry, Listing } from './directory-listing.ts';

/** A followed path, and where it really leads: a symbolic link's target lives among its own siblings. */
export interface NamedPath {
  readonly path: string;
  readonly target: string;
}

/** Other files of the same log. */
export interface Siblings {
  readonly listing: Listing;
  readonly entries: readonly Entry[];
}

/** How often a directory is listed again whose files are just being renamed. */
const mostListings = 4;

/** Finds the files beside a followed one that rotation may have made of it, by their names. */
export class SiblingSearch {
  constructor(
    private readonly fs: FileSystem,
    private readonly directories: Directories,
    private readonly pass: PollPass,
  ) {}

  /** The number of the listing that {@link siblings} would be found in. */
  listingNumber({ target }: NamedPath): number {
    return this.directories.list(dirname(target), this.pass.number).number;
  }

  /** The files that rotation may have made of a name's files. */
  siblings({ path, target }: NamedPath, fresh = false): Siblings {
    return this.#family([basename(path), basename(target)], dirname(target), fresh);
  }

  /** What is at a place that a link led to before, and what rotation may have made of it. */
  around(place: string): readonly Entry[] {
    const { entries } = this.siblings({ path: place, target: place }, true);
    try {
      const stat = this.fs.stat(place);
      return stat.kind === 'file' ? [...entries, { name: basename(place), path: place, stat }] : entries;
    } catch {
      return entries;
    }
  }

  /** Where a name's file may have gone; more than its siblings if the name is a rotated one already. */
  relatives({ path, target }: NamedPath, fresh = false): Siblings {
    const base = basename(path);
    return this.#family([logRoot(base), base, basename(target)], dirname(target), fresh);
  }

  /** @param fresh whether a listing of this poll that was made before will not do */
  #family(given: readonly string[], directory: string, fresh: boolean): Siblings {
    const bases = [...new Set(given)];
    let siblings = this.#familyIn(
      this.directories.list(directory, fresh ? undefined : this.pass.number),
      bases,
    );
    // Files may be renamed while they are looked at, and so be missing under either name.
    for (let more = mostListings; more > 0 && siblings.hasVanished; more--)
      siblings = this.#familyIn(this.directories.list(directory), bases);
    return siblings;
  }

  #familyIn(listing: Listing, bases: readonly string[]): Siblings & { readonly hasVanished: boolean } {
    const entries = new Map<string, Entry>();
    let hasVanished = false;
    for (const base of bases) {
      const stem = glogStem(base);
      const wanted = (other: string) =>
        !entries.has(other) &&
        (isRotatedName(base, other) || (stem !== undefined && glogStem(other) === stem));
      const found = this.directories.entries(listing, rotationPrefix(base), wanted, () => {
        hasVanished = true;
      });
      for (const entry of found) entries.set(entry.name, entry);
    }
    return { listing, entries: [...entries.values()], hasVanished };
  }

  /** The real place of a path that is a symbolic link or lies behind one; undefined for others. */
  behindLinks(path: string): string | undefined {
    return placeBehindLinks(this.fs, path);
  }

  /** Where a path leads when it is a symbolic link; itself otherwise. */
  targetOf(path: string): string {
    try {
      const target = this.fs.realpath(path);
      const directory = this.fs.realpath(dirname(path));
      return dirname(target) === directory ? join(dirname(path), basename(target)) : target;
    } catch {
      return path;
    }
  }
}
