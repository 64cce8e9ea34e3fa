import { basename, dirname, join } from 'node:path';
import { isDynamicPattern } from 'tinyglobby';
import { type FileStat, type FileSystem, placeBehindLinks } from '../files/file-system.ts';
import type { PollPass } from '../polling/report.ts';
import {
  compareRotatedNames,
  glogStem,
  isRotatedName,
  logRoot,
  rotationPrefix,
} from '../rotation/rotation-names.ts';

/** A regular file in a directory. */
export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: FileStat;
}

/** The sorted names in a directory; `number` differs whenever the directory was read anew. */
interface Listing {
  readonly number: number;
  readonly directory: string;
  readonly names: readonly string[];
}

/**
 * Within this time after a change, a directory's time of change does not prove that nothing changed since: file
 * systems keep times in ticks of up to two seconds.
 */
const RACY_MS = 2500;

/** Lists directories, and reads one again only when its time of change says so. */
export class Directories {
  readonly #known = new Map<string, { modified: bigint; listing: Listing; pass: number | undefined }>();
  #number = 0;

  constructor(private readonly fs: FileSystem) {}

  /**
   * @param pass the present poll: one listing of a directory does for all of it; undefined to read it now
   * @returns the names; none when the directory cannot be read now
   */
  list(directory: string, pass?: number): Listing {
    const known = this.#known.get(directory);
    if (pass !== undefined && known?.pass === pass) return known.listing;
    try {
      const { modified } = this.fs.stat(directory);
      if (pass !== undefined && known?.modified === modified && !isRecent(modified)) {
        known.pass = pass;
        return known.listing;
      }
      const names = this.fs.list(directory).sort();
      const listing = { number: ++this.#number, directory, names };
      this.#known.set(directory, { modified, listing, pass });
      return listing;
    } catch {
      this.#known.delete(directory);
      return { number: ++this.#number, directory, names: [] };
    }
  }

  /**
   * The regular files behind some names of a listing, links followed; what vanished meanwhile is left out.
   *
   * @param prefix what all wanted names begin with
   * @param onVanished called for each that did: what it is called now may be missing in the listing
   */
  entries(
    listing: Listing,
    prefix: string,
    wanted: (name: string) => boolean,
    onVanished: () => void,
  ): Entry[] {
    const entries: Entry[] = [];
    const { names } = listing;
    for (let i = firstFrom(names, prefix); names[i]?.startsWith(prefix); i++) {
      const name = names[i]!;
      if (!wanted(name)) continue;
      const path = join(listing.directory, name);
      try {
        const stat = this.fs.stat(path);
        if (stat.kind === 'file') entries.push({ name, path, stat });
      } catch {
        // Rotated away between the two calls.
        onVanished();
      }
    }
    return entries;
  }
}

/** The index of the first name, in sorted ones, that is not before `prefix`. */
function firstFrom(names: readonly string[], prefix: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (names[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a file time is too near to now to tell two changes apart. */
export function isRecent(modified: bigint): boolean {
  return Math.abs(Date.now() - Number(modified / 1_000_000n)) < RACY_MS;
}

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

/** A path that is followed, with what was found there, if anything. */
export interface FoundTarget {
  readonly path: string;
  /** named literally, rather than found in a directory or by a pattern */
  readonly literal: boolean;
  readonly stat?: FileStat;
  readonly error?: unknown;
}

/** The FILE, DIR and GLOB arguments. What each one is is decided anew at every scan, since it may change. */
export class Targets {
  readonly #arguments: readonly string[];

  constructor(
    private readonly fs: FileSystem,
    private readonly directories: Directories,
    targets: readonly string[],
  ) {
    this.#arguments = [...new Set(targets)];
  }

  /** All followed paths, older content first, so that the lines of one log come in their order. */
  scan(): FoundTarget[] {
    const found = new Map<string, FoundTarget>();
    for (const argument of this.#arguments) {
      const itself = this.#found(argument, true);
      if (itself.stat && itself.stat.kind !== 'directory') found.set(argument, itself);
      else {
        const inside = this.#expand(argument, itself);
        if (!inside) found.set(argument, itself);
        for (const path of inside ?? []) if (!found.has(path)) found.set(path, this.#found(path, false));
      }
    }
    return [...found.values()].filter((one) => one.literal || one.stat?.kind === 'file').sort(byAge);
  }

  /** Whether a path, if it exists, belongs to a directory or pattern argument: the next scan will find it. */
  isScanned(path: string): boolean {
    return this.#arguments.some((argument) =>
      this.#expand(argument, this.#found(argument, true))?.includes(path),
    );
  }

  #expand(argument: string, itself: FoundTarget): string[] | undefined {
    if (itself.stat?.kind === 'directory') {
      const { names } = this.directories.list(argument);
      return names.filter((name) => !name.startsWith('.')).map((name) => join(argument, name));
    }
    return !itself.stat && isDynamicPattern(argument) ? this.fs.glob(argument) : undefined;
  }

  #found(path: string, literal: boolean): FoundTarget {
    try {
      return { path, literal, stat: this.fs.stat(path) };
    } catch (error) {
      return { path, literal, error };
    }
  }
}

function byAge(a: FoundTarget, b: FoundTarget): number {
  const timeA = a.stat?.modified ?? 0n;
  const timeB = b.stat?.modified ?? 0n;
  if (timeA !== timeB) return timeA < timeB ? -1 : 1;
  return b.path.length - a.path.length || compareRotatedNames(a.path, b.path);
}
