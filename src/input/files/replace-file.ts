import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../input-error.ts';
import { keepOwner } from './file-owner.ts';

/** Characters of a file's name that its temporary one begins with: a name has at most 255 bytes. */
const mostOfName = 50;

/**
 * Replaces a file, or makes it, so that at every moment either the old or the whole new one is there: under a temporary name
 * in the same folder, synchronised to the disk, then renamed. What was there keeps its permissions, owner and group; a
 * symbolic link is replaced.
 *
 * @param isPrivate nobody but the user may read it, whatever was there
 * @returns a line that says so where owner or group could not be kept
 * @throws the system's errors; what was there before is untouched
 */
export function replaceFile(path: string, content: string, isPrivate = false): string | undefined {
  const temporary = temporaryBeside(path);
  let note: string | undefined;
  try {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    const fd = openSync(temporary, flags, isPrivate ? 0o600 : 0o666);
    try {
      const old = isPrivate ? undefined : statSync(path, { throwIfNoEntry: false });
      if (isPrivate) fchmodSync(fd, 0o600);
      else if (old !== undefined) {
        fchmodSync(fd, old.mode & 0o777);
        note = keepOwner(fd, old, path);
      }
      writeFileSync(fd, content);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, path);
  } catch (error) {
    removed(temporary);
    throw error;
  }
  syncFolder(dirname(path));
  return note;
}

/** What the name of a file begins with that is to replace another; hidden, and its end is no suffix that anybody reads. */
export function temporaryPrefix(path: string): string {
  return `.${basename(path).slice(0, mostOfName)}.`;
}

/** Whether a file could be replaced, or made; throws the system's errors if not. */
export function checkReplaceable(path: string): void {
  const temporary = temporaryBeside(path);
  closeSync(openSync(temporary, 'wx'));
  unlinkSync(temporary);
}

function temporaryBeside(path: string): string {
  return join(dirname(path), `${temporaryPrefix(path)}${process.pid}.${randomBytes(6).toString('hex')}.tmp`);
}

function removed(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made.
  }
}

function syncFolder(path: string): void {
  const fd = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(fd);
  } catch (error) {
    // Some network file systems cannot synchronise a folder, and then need not.
    if (systemCode(error) !== 'EINVAL' && systemCode(error) !== 'ENOTSUP') throw error;
  } finally {
    closeSync(fd);
  }
}
