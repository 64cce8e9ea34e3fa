import { join } from 'node:path';
import { isDynamicPattern } from 'tinyglobby';
import type { FileStat, FileSystem } from '../files/file-system.ts';
import { compareRotatedNames } from '../rotation/rotation-names.ts';
import type { Directories } from './sibling-search.ts';

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
