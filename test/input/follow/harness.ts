import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Follower, type FollowOptions } from '../../../src/input/follow/follower.ts';
import type { Chunk, FollowWarning } from '../../../src/input/follow/polling/report.ts';

/** A directory of its own for one test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'follow-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** How long the followers of tests read rotated files on, by their own clock. */
export const DRAIN_MS = 1000;

/** A follower whose polls and time are in the test's hands. */
export class Watched {
  readonly follower: Follower;
  readonly warnings: FollowWarning[] = [];
  #now = 0;

  constructor(targets: string | readonly string[], options: FollowOptions = {}) {
    this.follower = new Follower(typeof targets === 'string' ? [targets] : targets, {
      drainFor: DRAIN_MS,
      clock: { now: () => this.#now, wait: () => Promise.reject(new Error('nothing here waits')) },
      onWarning: (warning) => this.warnings.push(warning),
      ...options,
    });
    onTestFinished(() => void [...this.follower.end('leave')]);
  }

  /** The text that one poll hands on; a line that was cut is marked with `~`. */
  async poll(): Promise<string> {
    let text = '';
    for await (const chunk of this.follower.poll()) text += shown(chunk);
    return text;
  }

  /** A poll after rotated files have been quiet long enough. */
  async pollLater(): Promise<string> {
    this.#now += DRAIN_MS;
    return this.poll();
  }

  end(): string {
    return [...this.follower.end('emit')].map(shown).join('');
  }

  get events(): string[] {
    return this.warnings.map(({ event }) => event);
  }
}

function shown({ bytes, end }: Chunk): string {
  return bytes.toString() + (end === 'cut' ? '~\n' : '');
}
