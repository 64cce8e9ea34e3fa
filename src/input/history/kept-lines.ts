import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { withLock } from '../files/file-lock.ts';
import { replaceFile } from '../files/replace-file.ts';
import { HistoryError, systemCode } from '../input-error.ts';

/** How long others that write the same file are waited for, in milliseconds. */
const patience = 10_000;

const lineFeed = 10;

/** A line of a file that is only ever appended to. */
export interface HistoryLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Whether its line end is there; a line without may be half-written. */
  readonly ended: boolean;
}

/**
 * The lines of a file, without empty ones; none when there is no file.
 *
 * @throws HistoryError when it cannot be read, or is no regular file
 */
export function readKeptLines(file: string): HistoryLine[] {
  let text: string;
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) throw unsafe(file);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof HistoryError) throw error;
    if (systemCode(error) === 'ENOENT') return [];
    throw new HistoryError('unreadable', file, reasonOf(error), 'check who may read it', { cause: error });
  }
  const lines = text.split('\n');
  return lines
    .map((line, index) => ({ number: index + 1, text: line, ended: index < lines.length - 1 }))
    .filter((line) => line.text.trim() !== '');
}

/**
 * Makes sure that lines can be kept in a file, as far as that can be said before.
 *
 * @throws HistoryError when its folder is missing, or it or its folder cannot be written
 */
export function checkKeepable(file: string): void {
  try {
    const real = resolved(file);
    accessSync(path.dirname(real), constants.W_OK | constants.X_OK);
    if (statSync(real, { throwIfNoEntry: false }) !== undefined)
      accessSync(real, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/**
 * Appends a line, and no more than this many lines stay. Processes that do so at once wait for each other, so that lines
 * neither mix nor are lost; a line that somebody left half-written is ended first. The line is on disk on return.
 *
 * @returns a line that says so where a file that was replaced could not keep its owner
 * @throws HistoryError when it cannot be written; then nothing, or at worst a half-written line, was added
 */
export async function keepLine(file: string, line: string, most: number): Promise<string | undefined> {
  try {
    const real = resolved(file);
    const done = await withLock(`${real}.lock`, patience, () => {
      const lines = readKeptLines(real).map(({ text }) => text);
      if (lines.length >= most) return replaceFile(real, `${[...lines, line].slice(-most).join('\n')}\n`);
      append(real, line);
      return undefined;
    });
    if (done === undefined)
      throw new HistoryError(
        'busy',
        file,
        'another process has been writing it for 10 s',
        `try again, or remove ${real}.lock if none is`,
      );
    return done.result;
  } catch (error) {
    throw error instanceof HistoryError ? error : unwritable(file, error);
  }
}

/** The file that a link leads to is the one to be replaced, and locked. */
function resolved(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return path.join(realpathSync(path.dirname(file)), path.basename(file));
  }
}

function append(file: string, line: string): void {
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;
  const fd = openSync(file, flags, 0o644);
  try {
    const { size } = fstatSync(fd);
    const last = Buffer.alloc(1);
    const broken = size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== lineFeed;
    const bytes = Buffer.from(`${broken ? '\n' : ''}${line}\n`);
    // One write, so that programs that know nothing of the lock cannot come in between.
    const written = writeSync(fd, bytes);
    if (written < bytes.length) finish(fd, size, bytes.subarray(written));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Writes what a full disk did not take, or takes back what it did. */
function finish(fd: number, size: number, rest: Buffer): void {
  try {
    writeFileSync(fd, rest);
  } catch (error) {
    ftruncateSync(fd, size);
    throw error;
  }
}

function unsafe(file: string): HistoryError {
  return new HistoryError('unsafe', file, 'is not a regular file', 'name a file that can be appended to');
}

function unwritable(file: string, cause: unknown): HistoryError {
  return new HistoryError(
    'unwritable',
    file,
    `cannot write the history: ${reasonOf(cause)}`,
    'check the directory, its permissions and the space on the disk',
    { cause },
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
