import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Source } from '../input/files/source.ts';
import { type FileRange, FileScan } from './scan/file-scan.ts';
import type { LineScanner } from './scan/line-scanner.ts';
import type { LineSink } from './scan/line-sink.ts';
import { scanPipe, scanStream } from './scan/stream-scan.ts';

/** How a source is read. */
export interface ReadOptions {
  /** Ends the reading; what was read until then is handed on. */
  readonly stop?: AbortSignal | undefined;
  /** Of a file, only the lines that start within these bytes. */
  readonly range?: FileRange | undefined;
  /**
   * Called after each block with the bytes read so far; when it returns a promise, reading waits for it: the place for
   * back-pressure and progress.
   */
  readonly afterBlock?: ((bytes: number) => Promise<void> | undefined) | undefined;
  /** Called when all that has arrived is handed on, before more is waited for: the time to flush output. */
  readonly onPause?: (() => Promise<void> | void) | undefined;
  /** Asked after each block whether nobody wants more. */
  readonly isOver?: (() => boolean) | undefined;
}

/** Blocks between two turns of the event loop, in which signals are noticed: a few milliseconds. */
const blocksPerTurn = 16;

/**
 * Hands all lines of a source on to a sink, in order: the one loop by which every command gets its lines. A file's descriptor
 * stays open.
 *
 * @returns how many bytes were read
 * @throws {ReadError} when it could not be read to its end; what was read before has been handed on
 */
export async function readSource(
  source: Source,
  scanner: LineScanner,
  sink: LineSink,
  options: ReadOptions = {},
): Promise<number> {
  return source.kind === 'file'
    ? readFile(source.fd, scanner, sink, options)
    : readStream(source, scanner, sink, options);
}

async function readFile(
  fd: number,
  scanner: LineScanner,
  sink: LineSink,
  { stop, range = { from: 0, to: Number.POSITIVE_INFINITY }, afterBlock, isOver }: ReadOptions,
): Promise<number> {
  const scan = new FileScan(fd, scanner, sink, range);
  for (let block = 1; scan.step(); block++) {
    const wait = afterBlock?.(scan.bytes);
    if (wait !== undefined) await wait;
    if (block % blocksPerTurn === 0) await setImmediate();
    if (stop?.aborted || isOver?.()) {
      scanner.end(sink);
      break;
    }
  }
  return scan.bytes;
}

async function readStream(
  { readable, descriptor }: Extract<Source, { kind: 'stream' }>,
  scanner: LineScanner,
  sink: LineSink,
  { stop, afterBlock, onPause, isOver }: ReadOptions,
): Promise<number> {
  const abort = (): void => void readable.destroy();
  if (stop?.aborted) abort();
  stop?.addEventListener('abort', abort, { once: true });
  const hooks = {
    ...(onPause === undefined ? {} : { onPause }),
    afterBlock: (bytes: number) => {
      if (isOver?.()) readable.destroy();
      return afterBlock?.(bytes);
    },
  };
  try {
    return descriptor === undefined
      ? await scanStream(readable, scanner, sink, hooks)
      : await scanPipe(readable as Socket, descriptor, scanner, sink, hooks);
  } catch (error) {
    // What was stopped, or has nobody left to read it, has not failed.
    if (!stop?.aborted && !isOver?.()) throw error;
    return (error as { readonly bytes?: number }).bytes ?? 0;
  } finally {
    stop?.removeEventListener('abort', abort);
  }
}

/** What takes lines at its own pace. */
interface Pace {
  /** Whether so much waits to be taken that reading should wait for `room`. */
  readonly waiting: boolean;
  /** Whether nobody takes any more. */
  readonly closed: boolean;
  room(): Promise<void>;
  /** Sees to it that what waits is taken soon. */
  send(): Promise<void>;
}

/** How reading keeps pace with the output: it waits while that is full, and flushes it before it waits for more input. */
function keepPace(writer: Pace, stop: AbortSignal, flush: () => void): ReadOptions {
  return {
    stop,
    isOver: () => writer.closed,
    afterBlock: () => (writer.waiting ? writer.room() : undefined),
    onPause: () => {
      flush();
      return writer.send();
    },
  };
}

/** How long lines may be held when no more come: who prints a traceback prints its lines in one go. */
const heldMs = 100;

/**
 * Reads a source at the pace of the output.
 *
 * @param flush hands on what may be written at once
 * @param flushHeld hands on also what was held because more lines may belong to it: at the end, and when none come
 * @returns how many bytes were read
 */
export async function readPaced(
  source: Source,
  scanner: LineScanner,
  sink: LineSink,
  writer: Pace,
  stop: AbortSignal,
  { flush, flushHeld }: { readonly flush: () => void; readonly flushHeld: () => void },
): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const pause = (): void => {
    flush();
    clearTimeout(timer);
    timer = setTimeout(() => {
      flushHeld();
      void writer.send();
    }, heldMs);
  };
  try {
    return await readSource(source, scanner, sink, keepPace(writer, stop, pause));
  } finally {
    clearTimeout(timer);
    flushHeld();
  }
}
