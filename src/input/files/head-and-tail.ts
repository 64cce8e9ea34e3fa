import { readSync } from 'node:fs';

/** How much of an input's beginning and end is searched for its first and last stamp, in bytes. */
export const endBytes = 64 * 1024;

/** The first and the last bytes of an open file of this size. */
export function endsOf(fd: number, size: number): { readonly head: Buffer; readonly tail: Buffer } {
  return { head: readAt(fd, 0), tail: readAt(fd, Math.max(0, size - endBytes)) };
}

function readAt(fd: number, position: number): Buffer {
  const buffer = Buffer.alloc(endBytes);
  try {
    return buffer.subarray(0, readSync(fd, buffer, 0, endBytes, position));
  } catch {
    // The scan of the same file has reported the fault already.
    return buffer.subarray(0, 0);
  }
}
