import { join } from 'node:path';
import type { FileStat, FileSystem } from '../files/file-system.ts';

/** A regular file in a directory. */
export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: FileStat;
}

/** The sorted names in a directory; `number` differs whenever the directory was read anew. */
export interface Listing {
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
