import type { Source } from '../input/files/source.ts';
import type { ReadOptions } from '../lines/read-source.ts';
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
