import type { Readable } from 'node:stream';
import type { LineScanner } from './line-scanner.ts';
import type { LineSink } from './line-sink.ts';
import { ReadError } from './read-error.ts';

export interface ScanStreamOptions {
  /** Called when what has arrived is scanned and no more is there yet: the time to flush output. Reading waits for it. */
  readonly onPause?: () => Promise<void> | void;
  /** Called after each chunk; when it returns a promise, reading waits for it: the place for back-pressure. */
  readonly afterBlock?: (bytes: number) => Promise<void> | undefined;
}

/**
 * Scans a stream to its end, each chunk as it comes.
 *
 * @returns the number of bytes read
 * @throws {ReadError} when the stream fails; what was read before has been handed on
 */
export async function scanStream(
  input: Readable,
  scanner: LineScanner,
  sink: LineSink,
  { onPause, afterBlock }: ScanStreamOptions = {},
): Promise<number> {
  const chunks = (input as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let bytes = 0;
  for (;;) {
    let next: IteratorResult<Buffer>;
    try {
      next = await chunks.next();
    } catch (error) {
      scanner.end(sink);
      throw new ReadError(bytes, error);
    }
    if (next.done) break;
    bytes += next.value.length;
    scanner.push(next.value, sink);
    if (input.readableLength === 0) await onPause?.();
    await afterBlock?.(bytes);
  }
  scanner.end(sink);
  return bytes;
}
