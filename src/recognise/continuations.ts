import { JoinedLines } from '../lines/joined-lines.ts';
import type { LineSink } from '../lines/scan/line-sink.ts';
import { readPrefix } from './prefix/read-line.ts';

/** What the beginning of a line says about whether it goes on with another. */
interface Beginning {
  readonly isContinuation: boolean;
  /** Where it names the host, pod or process that printed it. */
  readonly printer: readonly (readonly [start: number, end: number])[];
}

/** More kinds of beginnings than logs have; only garbage could reach it. */
const mostKinds = 20_000;

/**
 * Knows which lines belong to the one before them: those of tracebacks and stacks, and wrapped ones, if they are of the same host
 * and process. Beginnings that differ in digits alone are read once.
 */
export class Continuations {
  readonly #kinds = new Map<string, Beginning>();

  /** Whether a line that begins so belongs to a record whose first line begins so. */
  readonly goesOn = (head: string, first: string): boolean => {
    const beginning = this.#of(head);
    if (!beginning.isContinuation) return false;
    if (beginning.printer.length === 0) return true;
    const printers = (text: string): string =>
      this.#of(text)
        .printer.map(([start, end]) => text.slice(start, end))
        .join(' ');
    return printers(head) === printers(first);
  };

  #of(head: string): Beginning {
    const kind = head.replaceAll(/\d/g, '0');
    let beginning = this.#kinds.get(kind);
    if (beginning === undefined) {
      if (this.#kinds.size >= mostKinds) this.#kinds.clear();
      beginning = beginningOf(head);
      this.#kinds.set(kind, beginning);
    }
    return beginning;
  }
}

function beginningOf(head: string): Beginning {
  const { isContinuation = false, isRecord, hostAt, pidAt } = readPrefix(head);
  return {
    isContinuation: isContinuation && isRecord !== true,
    printer: [hostAt, pidAt].filter((place) => place !== undefined),
  };
}

/**
 * A sink that gets lines that belong together as one, and what hands on the last one; the sink itself where that is not wanted.
 */
export function joiningSink(sink: LineSink, isWanted: boolean): { sink: LineSink; flush: () => void } {
  if (!isWanted) return { sink, flush: () => {} };
  const joined = new JoinedLines(sink, new Continuations().goesOn);
  return { sink: joined, flush: () => joined.flush() };
}
