import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

const { readSync } = fs;

/** Lets reads at or behind a byte of any file fail until the test ends, as on a bad disk. */
export function failReadsFrom(byte: number): void {
  const failing = (...args: [number, Buffer, number, number, number | null]): number => {
    const [fd, buffer, offset, length, position] = args;
    if (position !== null && position >= byte)
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    return readSync(fd, buffer, offset, Math.min(length, byte - (position ?? 0)), position);
  };
  setReadSync(failing as typeof readSync);
  onTestFinished(() => setReadSync(readSync));
}

function setReadSync(replacement: typeof readSync): void {
  fs.readSync = replacement;
  // What was imported by name follows.
  syncBuiltinESMExports();
}
