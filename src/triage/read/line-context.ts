import { readSync } from 'node:fs';

/** Lines around one, without their ends, as latin1. */
export interface LineContext {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** How far around a line is read. */
const reach = 16 * 1024;

/**
 * Reads the lines before and after the one that starts at `offset` of an open file; fewer where the file ends, or where
 * they are very long.
 *
 * @param count how many on either side
 */
export function contextAt(fd: number, offset: number, count: number): LineContext {
  const from = Math.max(0, offset - reach);
  const buffer = Buffer.alloc(offset - from + 2 * reach);
  let length: number;
  try {
    length = readSync(fd, buffer, 0, buffer.length, from);
  } catch {
    // The file may be gone by now; the line itself is known.
    return { before: [], after: [] };
  }
  const text = buffer.toString('latin1', 0, length);
  const at = offset - from;
  const before = text.slice(0, at).split(/\r?\n/);
  // The first may be cut, the last one is empty: it is what stands before the line.
  const whole = before.slice(from === 0 ? 0 : 1, -1);
  const after = text.slice(at).split(/\r?\n/).slice(1);
  // Likewise the last one, which at the end of the file is empty or has no end.
  if (length === buffer.length || after.at(-1) === '') after.pop();
  return { before: count === 0 ? [] : whole.slice(-count), after: after.slice(0, count) };
}
