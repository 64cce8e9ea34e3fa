import { closeSource, openSource } from './files/source.ts';
import type { ChunkTaker } from './follow/followed-reading.ts';
import type { FollowedFile } from './follow/polling/poll-pass.ts';
import { asInputError } from './input-error.ts';

const lineFeed = 0x0a;

/**
 * Hands what comes from standard input, a pipe or a device to a taker, as it comes, until it ends, nobody wants more, or it is
 * stopped.
 *
 * @throws InputError when it cannot be read, or not to its end
 */
export async function readStreamed(path: string, taker: ChunkTaker, stop: AbortSignal): Promise<void> {
  // Its first bytes may be a long time coming.
  const close = (): void => void process.stdin.destroy();
  if (stop.aborted) close();
  stop.addEventListener('abort', close, { once: true });
  const file: FollowedFile = { id: -1, name: path, path };
  let offset = 0;
  try {
    const source = await openSource(path);
    if (source.kind === 'file') throw new TypeError('a regular file is followed');
    let isOpen = false;
    for await (const bytes of source.readable as AsyncIterable<Buffer>) {
      isOpen = bytes.at(-1) !== lineFeed;
      taker.take({ file, bytes, offset, end: isOpen ? 'open' : 'line' });
      offset += bytes.length;
      // What can be read at once is handed on at once.
      if (taker.isFull || source.readable.readableLength === 0) await taker.flush();
      if (taker.isOver || stop.aborted) break;
    }
    closeSource(source);
    if (isOpen) taker.take({ file, bytes: Buffer.alloc(0), offset, end: 'cut' });
    await taker.flush();
  } catch (error) {
    // Reading ends with an error where it is stopped.
    if (!stop.aborted) throw asInputError(error, path);
  } finally {
    stop.removeEventListener('abort', close);
  }
}
