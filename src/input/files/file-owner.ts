import { fchownSync, fstatSync, type Stats } from 'node:fs';

/**
 * Gives a file that is to take the place of another the same owner and group, so that who could read the one can read the
 * other; where the owner cannot be kept, at least the group.
 *
 * @param fd the new file
 * @param old what is known of the file that it replaces
 * @param path how the user calls it
 * @returns a line that says what could not be kept; undefined when all was
 */
export function keepOwner(fd: number, old: Stats, path: string): string | undefined {
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
