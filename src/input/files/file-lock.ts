import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { systemCode } from '../input-error.ts';

/** The holder of a lock touches its file this often, in milliseconds. */
const heartbeat = 10_000;

/** The holder of a lock that was not touched for so long, in milliseconds, is on a host that is gone, or hangs. */
const abandonedAfter = 60_000;

/** Who waits for a lock looks at it this often, in milliseconds. */
const interval = 20;

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
}

/**
 * A file that says who uses another one. One whose process has ended on this host is taken over at once, one of another host
 * when nobody touched it for a minute.
 */
export class FileLock {
  readonly #path: string;
  readonly #own: string;
  #beating: NodeJS.Timeout | undefined;

  private constructor(path: string, own: string) {
    this.#path = path;
    this.#own = own;
  }

  /**
   * Takes a lock.
   *
   * @param mayHang whether a lock that was not touched for a minute is taken over from a process of this host that still runs
   * @returns who holds it where that is somebody else
   * @throws the system's errors when the lock's file cannot be made
   */
  static take(path: string, mayHang: boolean): FileLock | LockHolder {
    const own = `${process.pid} ${hostname()} ${startOf(process.pid)} ${randomBytes(6).toString('hex')}\n`;
    // Somebody may be faster in taking one over.
    for (let attempt = 0; attempt < 3; attempt++) {
      if (made(path, own)) return new FileLock(path, own);
      if (!removedAbandoned(path, mayHang)) break;
    }
    const [pid, host = 'another host'] = (contentOf(path) ?? '').trim().split(' ');
    return { pid: Number(pid), host };
  }

  /** Shows from now on that it is held, for as long as the process runs. */
  keep(): void {
    this.#beating = setInterval(() => {
      try {
        if (this.isHeld) utimesSync(this.#path, new Date(), new Date());
      } catch {
        // Another process has taken it over; the holder asks `isHeld` before it writes.
      }
    }, heartbeat).unref();
  }

  /** Whether nobody has taken it over. */
  get isHeld(): boolean {
    return contentOf(this.#path) === this.#own;
  }

  release(): void {
    clearInterval(this.#beating);
    if (this.isHeld) unlinkSync(this.#path);
  }
}

/**
 * Runs `work` while no other process that asks for the same lock does, which takes no longer than writing some lines.
 *
 * @param patience how long to wait for others, in milliseconds
 * @returns what `work` returns, or undefined when the lock could not be had in time
 * @throws the system's errors when the lock's file cannot be made
 */
export async function withLock<Result>(
  path: string,
  patience: number,
  work: () => Result,
): Promise<{ readonly result: Result } | undefined> {
  const end = Date.now() + patience;
  let lock = FileLock.take(path, true);
  while (!(lock instanceof FileLock)) {
    if (Date.now() > end) return undefined;
    await pause(interval);
    lock = FileLock.take(path, true);
  }
  try {
    return { result: work() };
  } finally {
    lock.release();
  }
}

function made(path: string, own: string): boolean {
  try {
    writeFileSync(path, own, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose holder is gone; several processes may find that at once, and one of them locks anew meanwhile. */
function removedAbandoned(path: string, mayHang: boolean): boolean {
  const content = contentOf(path);
  if (content === undefined) return true;
  if (!isAbandoned(path, content, mayHang)) return false;
  const aside = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch {
    return true;
  }
  // Another process may have locked anew before the renaming; then it gets its lock back.
  if (contentOf(aside) !== content) {
    try {
      linkSync(aside, path);
    } catch {
      // A third process has locked meanwhile.
    }
  }
  unlinkSync(aside);
  return true;
}

function isAbandoned(path: string, content: string, mayHang: boolean): boolean {
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  const [pid, host, start] = content.trim().split(' ');
  if (host !== hostname()) return age > abandonedAfter;
  return !isRunning(Number(pid), start) || (mayHang && age > abandonedAfter);
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a process runs that began then: numbers are used again, in containers always the same ones. */
function isRunning(pid: number, start: string | undefined): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false;
  }
  return startOf(pid) === start;
}

/** When a process began, as the system writes it; `?` where it does not say. */
function startOf(pid: number): string {
  try {
    // Behind the program's name, which may hold anything.
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '?';
  } catch {
    return '?';
  }
}
