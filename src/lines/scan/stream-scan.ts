import { readSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
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

/** Direct reads between two turns of the event loop. */
const readsPerTurn = 32;

/**
 * Scans a pipe or socket that Node reads (`process.stdin` when it is one) to its end.
 *
 * It finds the same as `scanStream` without a copy and a buffer for each chunk: Node waits for input and so leaves the event loop free, but once
 * there is some, what follows is read straight into the scanner's buffer until the pipe is empty. That works because
 * Node puts pipes and sockets into non-blocking mode.
 *
 * @param descriptor of the same pipe
 * @returns the number of bytes read
 * @throws {ReadError} when reading fails; what was read before has been handed on
 */
export async function scanPipe(
  input: Socket,
  descriptor: number,
  scanner: LineScanner,
  sink: LineSink,
  { onPause, afterBlock }: ScanStreamOptions = {},
): Promise<number> {
  const ready = new Readiness(input);
  let bytes = 0;
  const failed = (cause: unknown): ReadError => {
    scanner.end(sink);
    return new ReadError(bytes, cause);
  };
  while (await ready.next()) {
    for (let chunk: Buffer | null = input.read(); chunk !== null; chunk = input.read()) {
      bytes += chunk.length;
      scanner.push(chunk, sink);
      await afterBlock?.(bytes);
    }
    // What Node had read already comes first, so direct reads are for when it holds nothing.
    for (let read = 1; input.readableLength === 0 && !input.destroyed; read++) {
      const { offset, length } = scanner.space();
      let count: number;
      try {
        count = readSync(descriptor, scanner.buffer, offset, length, null);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EAGAIN') break;
        throw failed(error);
      }
      if (count === 0) break;
      bytes += count;
      scanner.advance(count, sink);
      const wait = afterBlock?.(bytes);
      if (wait !== undefined) await wait;
      else if (read % readsPerTurn === 0) await setImmediate();
    }
    if (input.readableLength === 0) await onPause?.();
  }
  if (ready.failure !== undefined) throw failed(ready.failure);
  scanner.end(sink);
  return bytes;
}

/** Says when a stream has something to read. */
class Readiness {
  failure: unknown;
  #isReady = false;
  #isOver = false;
  #wake = (): void => {};

  constructor(input: Socket) {
    const over = () => {
      this.#isOver = true;
      this.#wake();
    };
    input.on('end', over).on('close', over);
    input.on('error', (error) => {
      this.failure = error;
      over();
    });
    input.on('readable', () => {
      this.#isReady = true;
      this.#wake();
    });
  }

  /** Resolves to true when there may be something, to false when the stream ended or failed. */
  async next(): Promise<boolean> {
    while (!this.#isReady && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#isReady = false;
    return !this.#isOver;
  }
}
