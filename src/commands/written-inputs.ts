import type { Source } from '../input/files/source.ts';
import { type ReadOptions, readSource } from '../lines/read-source.ts';
import type { LineScanner } from '../lines/scan/line-scanner.ts';
import type { LineSink } from '../lines/scan/line-sink.ts';
import type { LineOutput } from '../output/line-output.ts';

/** What writes inputs in one form or another. */
export interface WrittenInputs {
  /** Lines of which only the first part was looked at. */
  readonly longLines: number;
  /** Reads one input; returns how many bytes it had. */
  read(source: Source, path: string, stop: AbortSignal): Promise<number>;
  /** Why nothing was looked at, in words, if that is so. */
  nothing?(): string | undefined;
}

/** Bytes that are looked at in one go; with the output of as many they still fit into a core's own cache. */
export const blockSize = 1 << 18;

/** How reading keeps pace with the output: it waits while that is full, and flushes it before it waits for more input. */
export function paced(writer: LineOutput, stop: AbortSignal, flush: () => void): ReadOptions {
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
  writer: LineOutput,
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
    return await readSource(source, scanner, sink, paced(writer, stop, pause));
  } finally {
    clearTimeout(timer);
    flushHeld();
  }
}
