import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { systemCode } from '../input-error.ts';

/** A lock is held for as long as a line takes to be written; older than this, its holder has hung or its host is gone. */
const abandonedAfter = 60_000;

/** How often a lock is looked at that somebody else holds. */
const interval = 20;

/**
 * Runs `work` while no other process that asks for the same lock does. The lock is a file of this name, which holds the
 * process and host; one whose process has ended on this host, or that is a minute old, is taken over.
 *
 * @param patience how long to wait for others, in milliseconds
 * @returns what `work` returns, or undefined when the lock could not be had in time
 * @throws the system's errors when the lock's file cannot be made
 */
export async function locked<Result>(
  path: string,
  patience: number,
  work: () => Result,
): Promise<{ readonly result: Result } | undefined> {
  const own = `${process.pid} ${hostname()} ${randomBytes(6).toString('hex')}\n`;
  const end = Date.now() + patience;
  while (!taken(path, own)) {
    if (!removedAbandoned(path)) {
      if (Date.now() > end) return undefined;
      await pause(interval);
    }
  }
  try {
    return { result: work() };
  } finally {
    if (contentOf(path) === own) unlinkSync(path);
  }
}

function taken(path: string, own: string): boolean {
  try {
    writeFileSync(path, own, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose holder is gone; several processes may find that at once, and one of them locks anew meanwhile. */
function removedAbandoned(path: string): boolean {
  const content = contentOf(path);
  if (content === undefined) return true;
  if (!isAbandoned(path, content)) return false;
  const aside = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch {
    return true;
  }
  // Somebody may have locked anew between the look and the renaming; then the lock is given back.
  if (contentOf(aside) !== content) {
    try {
      linkSync(aside, path);
    } catch {
      // Yet another holds it.
    }
  }
  unlinkSync(aside);
  return true;
}

function isAbandoned(path: string, content: string): boolean {
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  const [pid, host] = content.trim().split(' ');
  return age > abandonedAfter || (host === hostname() && !isRunning(Number(pid)));
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
