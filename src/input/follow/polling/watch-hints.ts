import { type FSWatcher, watch } from 'node:fs';

/** More directories than this are not watched, only polled: the system's watches are few and shared. */
const MAX_WATCHED = 128;

/**
 * Calls back when something may have changed in some directories. Only a hint: where watching is impossible
 * (network file systems, no watches left) nothing is ever said, and polling finds the changes.
 */
export class WatchHints {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #impossible = new Set<string>();

  constructor(private readonly onHint: () => void) {}

  /** Watches exactly these directories from now on. */
  watch(directories: readonly string[]): void {
    const wanted = new Set(directories.slice(0, MAX_WATCHED));
    for (const directory of this.#watchers.keys()) if (!wanted.has(directory)) this.#drop(directory);
    for (const directory of wanted) {
      if (this.#watchers.has(directory) || this.#impossible.has(directory)) continue;
      try {
        const watcher = watch(directory, { persistent: false }, (event, name) => {
          // A directory that was removed is watched no more, and must be watched anew when it returns.
          if (event === 'rename' && name === null) this.#drop(directory);
          this.onHint();
        });
        watcher.on('error', () => {
          this.#impossible.add(directory);
          this.#drop(directory);
        });
        this.#watchers.set(directory, watcher);
      } catch {
        // Missing now, or not watchable: the poll looks at it anyway, and the next poll tries again.
      }
    }
  }

  close(): void {
    for (const directory of [...this.#watchers.keys()]) this.#drop(directory);
  }

  #drop(directory: string): void {
    this.#watchers.get(directory)?.close();
    this.#watchers.delete(directory);
  }
}
