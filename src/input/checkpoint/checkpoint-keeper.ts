import { dirname, join, resolve } from 'node:path';
import { isDynamicPattern } from 'tinyglobby';
import manifest from '../../../package.json' with { type: 'json' };
import { FileLock, type LockHolder } from '../files/file-lock.ts';
import { temporaryPrefix } from '../files/replace-file.ts';
import type { Position } from '../follow/files/position.ts';
import { CheckpointError, damagedCheckpoint } from '../input-error.ts';
import {
  type Checkpoint,
  loadCheckpoint,
  refuseUnsafe,
  removeLeftovers,
  saveCheckpoint,
} from './checkpoint.ts';

/** Where a run's checkpoint is kept, and how often it is written at most, in milliseconds. */
export interface CheckpointChoice {
  readonly path: string;
  readonly every: number;
}

/**
 * Keeps one run's checkpoint: read at the start, written now and then and at the end. No other run can have it meanwhile, since
 * of two that wrote one, each would take the other's counts and places for its own.
 */
export class CheckpointKeeper {
  /** What the run goes on from; undefined at the first. */
  readonly resumed: Checkpoint | undefined;
  readonly #choice: CheckpointChoice;
  readonly #lock: FileLock;
  #savedAt = Number.NEGATIVE_INFINITY;

  /** @throws CheckpointError when there is something that is no usable checkpoint, or none can be written there */
  constructor(choice: CheckpointChoice) {
    const { path } = choice;
    this.#choice = choice;
    this.#lock = lockOf(path);
    try {
      this.resumed = loadCheckpoint(path);
      removeLeftovers(path);
    } catch (error) {
      this.#lock.release();
      throw error;
    }
    this.#lock.keep();
  }

  /** Whether it is time to save. */
  get isDue(): boolean {
    return performance.now() - this.#savedAt >= this.#choice.every;
  }

  /**
   * Writes the checkpoint.
   *
   * @param tally what was counted up to these positions; null when nothing is counted
   * @throws CheckpointError when it cannot be written
   */
  save(files: readonly Position[], tally: unknown): void {
    if (!this.#lock.isHeld) throw busy(this.#choice.path, 'was taken over by another run');
    const written = new Date().toISOString();
    try {
      saveCheckpoint(this.#choice.path, { program: manifest.version, written, files, tally });
    } finally {
      this.#savedAt = performance.now();
    }
  }

  /** Lets other runs have the checkpoint. */
  release(): void {
    this.#lock.release();
  }

  /** The error for a checkpoint that belongs to something else than this run. */
  foreign(reason: string, tip: string): CheckpointError {
    return new CheckpointError('foreign', this.#choice.path, reason, tip);
  }

  /** The error for a checkpoint with a field that is missing or odd. */
  damaged(fault: string): CheckpointError {
    return damagedCheckpoint(this.#choice.path, fault);
  }

  /**
   * Spells the arguments as the checkpoint does, where both mean the same path.
   *
   * @throws CheckpointError when it goes on with a file that no argument names, whose lines would be read or lost unasked
   */
  targets(files: readonly string[]): string[] {
    const reading = (this.resumed?.files ?? []).filter(({ role }) => role === 'current');
    const known = new Map(reading.map(({ name }) => [resolve(name), name]));
    const paths = new Set(files.map((file) => resolve(file)));
    // Which names a pattern means can change with the directory, so that a pattern may mean any.
    const patterns = files.some((file) => isDynamicPattern(file));
    const unnamed = reading.find(
      ({ name }) => !patterns && !paths.has(resolve(name)) && !paths.has(dirname(resolve(name))),
    );
    if (unnamed !== undefined) {
      throw this.foreign(
        `goes on with ${JSON.stringify(unnamed.name)}, which is not among the inputs`,
        'name it too, or use another checkpoint',
      );
    }
    return files.map((file) => known.get(resolve(file)) ?? file);
  }

  /** Lines that say where reading goes on, for standard error. */
  resumption(): string[] {
    if (this.resumed === undefined) return [];
    const reading = this.resumed.files.filter(({ role }) => role === 'current' || role === 'rotated');
    const shown = reading
      .slice(0, 10)
      .map(
        ({ path, offset }) =>
          `goes on with ${JSON.stringify(path)} at byte ${offset.toLocaleString('en-US')}`,
      );
    const more = reading.length - shown.length;
    return more > 0 ? [...shown, `and with ${more} more (checkpoint show tells all)`] : shown;
  }
}

function lockOf(path: string): FileLock {
  refuseUnsafe(path);
  let lock: FileLock | LockHolder;
  try {
    // Hidden, so that nobody who follows the folder takes it for a log.
    lock = FileLock.take(join(dirname(path), `${temporaryPrefix(path)}lock`), false);
  } catch (cause) {
    const reason = 'cannot be written: its directory is missing or not writable';
    throw new CheckpointError('unwritable', path, reason, 'name a file in a writable directory', { cause });
  }
  if (lock instanceof FileLock) return lock;
  throw busy(path, `is in use by process ${lock.pid} on ${lock.host}`);
}

function busy(path: string, reason: string): CheckpointError {
  return new CheckpointError(
    'busy',
    path,
    reason,
    'end that run first, or give this one a checkpoint of its own',
  );
}
