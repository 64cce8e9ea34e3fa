import { readSync } from 'node:fs';
import { headBytes, type StampReader } from './stamp-reader.ts';
import { mostBetween, type StampBefore } from './timestamp-tracker.ts';

const lineFeed = 10;

/** Stamps are seldom far away, so little is read at first. */
const windows = [64 << 10, 512 << 10, mostBetween] as const;

/**
 * Finds the last stamp before the first line that starts at or behind byte `from` of a file, no further than a line may
 * be away from its stamp. Undefined when there is none, or the file cannot be read there.
 */
export function stampBefore(fd: number, from: number, reader: StampReader): StampBefore | undefined {
  try {
    const first = nextLine(fd, from);
    for (const window of windows) {
      const start = Math.max(0, from - window);
      // One byte more says whether a line starts at the first, and the last line's head may end behind `from`.
      const begin = Math.max(0, start - 1);
      const bytes = Buffer.alloc(from + headBytes - begin);
      const length = readSync(fd, bytes, 0, bytes.length, begin);
      const feed = bytes.indexOf(lineFeed);
      const lines = begin === 0 && start === 0 ? 0 : feed === -1 ? length : feed + 1;
      const to = Math.min(from - begin, length);
      const found = reader.last(bytes, lines, to, length);
      if (found !== undefined) return { time: found.time, distance: first - begin - found.start };
      if (start === 0) return undefined;
    }
  } catch {
    // Whoever reads the file itself has met the fault, or will.
  }
  return undefined;
}

/** Where the first line starts at or behind a byte. */
function nextLine(fd: number, from: number): number {
  const bytes = Buffer.alloc(windows[0]);
  for (let at = Math.max(0, from - 1); ; at += bytes.length) {
    const length = readSync(fd, bytes, 0, bytes.length, at);
    const feed = bytes.subarray(0, length).indexOf(lineFeed);
    if (feed !== -1) return at + feed + 1;
    if (length === 0) return at;
  }
}
