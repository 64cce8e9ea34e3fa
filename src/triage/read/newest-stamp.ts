import { closeSync, fstatSync, readSync, statSync } from 'node:fs';
import { openSource, STANDARD_INPUT } from '../../input/files/source.ts';
import { TimeSpan } from '../../recognise/time/time-span.ts';
import { TimestampParser } from '../../recognise/time/timestamp-parser.ts';

/**
 * The newest stamp of some logs, in epoch milliseconds: of regular files by their ends, of others by when they were
 * written. Undefined where none can be read; what cannot be opened is told when it is read.
 */
export async function newestStamp(files: readonly string[], timezone: string): Promise<number | undefined> {
  let newest: number | undefined;
  for (const path of files) {
    if (path === STANDARD_INPUT) continue;
    const add = (time: number | undefined): void => {
      if (time !== undefined && (newest === undefined || time > newest)) newest = time;
    };
    try {
      const source = await openSource(path);
      if (source.kind !== 'file') {
        source.readable.destroy();
        add(statSync(path).mtimeMs);
        continue;
      }
      const { size, mtimeMs } = fstatSync(source.fd);
      const head = bytesAt(source.fd, 0);
      const tail = bytesAt(source.fd, Math.max(0, size - endBytes));
      closeSync(source.fd);
      const range = new TimeSpan();
      range.addEnds(head, tail, new TimestampParser({ timezone, latest: mtimeMs }));
      add(range.seen.to);
    } catch {
      // Reading it will say why.
    }
  }
  return newest;
}

/** A stamp stands in nearly every line, and lines are shorter than this. */
const endBytes = 64 * 1024;

function bytesAt(fd: number, position: number): Buffer {
  const bytes = Buffer.alloc(endBytes);
  return bytes.subarray(0, readSync(fd, bytes, 0, endBytes, position));
}
