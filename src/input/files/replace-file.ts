import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../input-error.ts';

/**
 * Gives a file that is to take the place of another the same owner and group, so that who could read the one can read the
 * other; where the owner cannot be kept, at least the group.
 *
 * @param fd the new file
 * @param old what is known of the file that it replaces
 * @param path how the user calls it
 * @returns a line that says what could not be kept; undefined when all was
 */
function keepOwner(fd: number, old: Stats, path: string): string | undefined {
  const own = fstatSync(fd);
  const isChanged = own.uid !== old.uid || own.gid !== old.gid;
  if (!isChanged || changed(fd, old.uid, old.gid)) return undefined;
  const kept =
    own.gid !== old.gid && changed(fd, own.uid, old.gid) ? 'its group is kept' : 'its group is not kept';
  return (
    `${path}: belonged to user ${old.uid} and group ${old.gid}, and is written by user ${own.uid} now: ` +
    `${own.gid === old.gid ? 'its group is kept' : kept} (run as root, or with CAP_CHOWN)`
  );
}

function changed(fd: number, uid: number, gid: number): boolean {
  try {
    fchownSync(fd, uid, gid);
    return true;
  } catch {
    // Only root gives files away, and only to a group that they are in do others.
    return false;
  }
}

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
