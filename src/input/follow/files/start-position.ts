import { Cursor, GUARD_BYTES } from './cursor.ts';
import type { FileSystem } from './file-system.ts';

/**
 * Where to start in a file that is there at the beginning: at its start, or the given number of complete lines
 * before its end (0: at the end). A last line without its end is always included, so that none is torn.
 */
export type StartPosition = 'start' | number;

const STEP_BYTES = 64 * 1024;
const NEWLINE = 10;

/**
 * Finds the place `lines` complete lines before `size`, reading backwards.
 *
 * @returns a cursor there, with the bytes before it as its guard
 */
export function cursorBefore(fs: FileSystem, fd: number, size: number, lines: number): Cursor {
  const buffer = Buffer.allocUnsafe(STEP_BYTES);
  let wanted = lines + 1;
  let at = 0;
  for (let end = size; end > 0 && at === 0; end -= STEP_BYTES) {
    const from = Math.max(0, end - STEP_BYTES);
    const block = buffer.subarray(0, fs.read(fd, buffer, end - from, from));
    for (let i = block.lastIndexOf(NEWLINE); i >= 0; i = i === 0 ? -1 : block.lastIndexOf(NEWLINE, i - 1)) {
      wanted--;
      if (wanted === 0) {
        at = from + i + 1;
        break;
      }
    }
  }
  const guard = Buffer.alloc(Math.min(at, GUARD_BYTES));
  const read = fs.read(fd, guard, guard.length, at - guard.length);
  return new Cursor(at, guard.subarray(0, read));
}
