import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isCompressedFormat } from '../compression/compressed-format.ts';
import { replaceFile, temporaryPrefix } from '../files/replace-file.ts';
import { hashStart } from '../follow/files/archive.ts';
import type { Position } from '../follow/files/position.ts';
import { CheckpointError, damagedCheckpoint, systemCode } from '../input-error.ts';

/** The form of checkpoint files that this program writes, and the only one it reads. */
const CHECKPOINT_SCHEMA = 'mooncake-annotate/checkpoint@1';

/** What a run knew when it was saved, from which the next one goes on. */
export interface Checkpoint<Tally = unknown> {
  /** the program's version that wrote it */
  readonly program: string;
  /** when it was written, ISO 8601 */
  readonly written: string;
  /** where reading stood in each file */
  readonly files: readonly Position[];
  /** what was counted up to these positions, as JSON data; null when nothing is counted */
  readonly tally: Tally;
}

/**
 * Writes a checkpoint, which only the user may read, so that at every moment either the old or the new one is there, whole
 * and on disk; see {@link replaceFile}.
 *
 * @throws CheckpointError when it cannot be written, or when something other than a regular file of that name
 * is in the way: a symbolic link may have been planted to have another file overwritten or read
 */
export function saveCheckpoint(path: string, checkpoint: Checkpoint): void {
  refuseUnsafe(path);
  try {
    replaceFile(path, serialise(checkpoint), true);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CheckpointError(
      'unwritable',
      path,
      `cannot write the checkpoint: ${reason}`,
      'check the directory, its permissions and the space on the disk',
      { cause: error },
    );
  }
}

/**
 * Reads a checkpoint.
 *
 * @returns undefined when there is none, which is the one case of a rightful fresh start
 * @throws CheckpointError when there is something, but not a whole checkpoint of this program
 */
export function loadCheckpoint(path: string): Checkpoint | undefined {
  refuseUnsafe(path);
  let text: string;
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      if (!fstatSync(fd).isFile()) throw unsafe(path);
      text = readFileSync(fd, 'utf8');
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (error instanceof CheckpointError) throw error;
    if (systemCode(error) === 'ENOENT') return undefined;
    if (systemCode(error) === 'ELOOP') throw unsafe(path);
    const reason = error instanceof Error ? error.message : String(error);
    throw new CheckpointError('unreadable', path, reason, 'check who may read it', { cause: error });
  }
  return parse(text, path);
}

/**
 * Removes the temporary files that killed runs left beside a checkpoint. Those of processes that still run are
 * left alone. To be called once, at the start.
 */
export function removeLeftovers(path: string): void {
  const prefix = temporaryPrefix(path);
  let names: string[] = [];
  try {
    names = readdirSync(dirname(path));
  } catch {
    return;
  }
  for (const name of names) {
    const pid = name.startsWith(prefix) && /^(\d+)\.[0-9a-f]{12}\.tmp$/.exec(name.slice(prefix.length))?.[1];
    if (!pid || isRunning(Number(pid))) continue;
    try {
      unlinkSync(join(dirname(path), name));
    } catch {
      // Somebody else's: it does no harm where it is.
    }
  }
}

function serialise({ program, written, files, tally }: Checkpoint): string {
  const body = JSON.stringify({ program, written, files, tally: tally ?? null });
  return `${JSON.stringify({ schema: CHECKPOINT_SCHEMA, sum: hashStart(Buffer.from(body)).hash })}\n${body}\n`;
}

function parse(text: string, path: string): Checkpoint {
  const [first = '', body = '', ...rest] = text.split('\n');
  const header = json(first);
  const schema = isRecord(header) ? header.schema : undefined;
  if (typeof schema !== 'string' || !schema.startsWith('mooncake-annotate/checkpoint@')) {
    if (text === '') throw damagedCheckpoint(path, 'it is empty');
    throw new CheckpointError(
      'foreign',
      path,
      'is not a checkpoint of mooncake-annotate',
      'check the name; the file was left as it is',
    );
  }
  if (schema !== CHECKPOINT_SCHEMA) {
    throw new CheckpointError(
      'newer',
      path,
      `has the form ${JSON.stringify(schema)}, this program reads ${CHECKPOINT_SCHEMA}`,
      'use the version that wrote it, or remove it to start anew',
    );
  }
  if (!isRecord(header) || header.sum !== hashStart(Buffer.from(body)).hash) {
    throw damagedCheckpoint(path, 'its checksum is wrong');
  }
  if (rest.length !== 1 || rest[0] !== '') throw damagedCheckpoint(path, 'something else follows behind it');
  const value = json(body);
  if (!isCheckpoint(value)) throw damagedCheckpoint(path, 'a field is missing');
  const { program, written, files, tally } = value;
  return { program, written, files, tally };
}

function unsafe(path: string): CheckpointError {
  return new CheckpointError(
    'unsafe',
    path,
    'is not a regular file',
    'a checkpoint is never read or written through a link or device; name the file itself',
  );
}

/** Throws CheckpointError when something else than a regular file is in a checkpoint's place. */
export function refuseUnsafe(path: string): void {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined || stats.isFile()) return;
  } catch (error) {
    // A folder that may not be entered, a name that is too long.
    const reason = error instanceof Error ? error.message : String(error);
    throw new CheckpointError('unreadable', path, reason, 'check the name, and who may read it', {
      cause: error,
    });
  }
  throw unsafe(path);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCheckpoint(value: unknown): value is Checkpoint {
  return (
    isRecord(value) &&
    typeof value.program === 'string' &&
    typeof value.written === 'string' &&
    'tally' in value &&
    Array.isArray(value.files) &&
    value.files.every(isPosition)
  );
}

const ROLES = new Set<unknown>(['current', 'rotated', 'finished', 'other']);

function isPosition(value: unknown): value is Position {
  return (
    isRecord(value) &&
    ['name', 'path', 'dev', 'ino', 'born'].every((key) => typeof value[key] === 'string') &&
    (value.target === undefined || typeof value.target === 'string') &&
    isCount(value.offset) &&
    isHashed(value.head) &&
    isHashed(value.before) &&
    ROLES.has(value.role) &&
    (value.format === undefined || isCompressedFormat(value.format)) &&
    (value.readOut === undefined || value.readOut === true)
  );
}

function isHashed(value: unknown): boolean {
  return isRecord(value) && isCount(value.bytes) && typeof value.hash === 'string';
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
