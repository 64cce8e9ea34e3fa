import type { LineEnd, LineSink } from '../lines/scan/line-sink.ts';
import { readPrefix } from './prefix/read-line.ts';

/** How much of a line's beginning decides whether it belongs to the one before it. */
const longestHead = 512;

/** No record has more bytes: what only looks as if it went on must not fill the memory. */
const longestRecord = 1 << 20;

/** Lines that belong together, so far; they lie side by side in a buffer. */
interface Pending {
  buffer: Buffer;
  start: number;
  end: number;
  lineEnd: LineEnd;
  lines: number;
  /** The beginning of its first line, as latin1. */
  readonly head: string;
}

/**
 * Hands lines that belong together on as one, with the line ends between them: a traceback with the line above it. For the
 * sink the others follow as lines of no bytes. A line is held until the next one shows that it does not go on, or `flush`.
 */
class JoinedLines implements LineSink {
  readonly #sink: LineSink;
  readonly #goesOn: (head: string, first: string) => boolean;
  #pending: Pending | undefined;
  /** Where the pending lines' bytes were copied, since those in the scanner's buffer change. */
  #copy: Buffer | undefined;

  /** @param goesOn whether a line that begins so belongs to a record whose first line begins so (latin1) */
  constructor(sink: LineSink, goesOn: (head: string, first: string) => boolean) {
    this.#sink = sink;
    this.#goesOn = goesOn;
  }

  line(buffer: Buffer, start: number, end: number, lineEnd: LineEnd): void {
    const head = buffer.toString('latin1', start, Math.min(end, start + longestHead));
    const pending = this.#pending;
    if (pending !== undefined && this.#fits(pending, end - start) && this.#goesOn(head, pending.head)) {
      if (this.#copy === undefined) pending.end = end;
      else {
        const bytes = Buffer.concat([this.#copy, buffer.subarray(start, end + lineEnd.length)]);
        this.#copy = pending.buffer = bytes;
        pending.end = bytes.length - lineEnd.length;
      }
      pending.lineEnd = lineEnd;
      pending.lines++;
      return;
    }
    this.flush();
    this.#pending = { buffer, start, end, lineEnd, lines: 1, head };
  }

  skipped(buffer: Buffer, start: number, end: number, lines: number): void {
    this.flush();
    this.#sink.skipped(buffer, start, end, lines);
  }

  longLine(buffer: Buffer, start: number, end: number): void {
    this.flush();
    this.#sink.longLine(buffer, start, end);
  }

  longLineEnd(lineEnd: LineEnd): void {
    this.#sink.longLineEnd(lineEnd);
  }

  ahead(buffer: Buffer, start: number, end: number): void {
    this.#sink.ahead?.(buffer, start, end);
  }

  beforeReuse(): void {
    const pending = this.#pending;
    if (pending !== undefined && this.#copy === undefined) {
      const { buffer, start, end, lineEnd } = pending;
      this.#copy = Buffer.from(buffer.subarray(start, end + lineEnd.length));
      pending.buffer = this.#copy;
      pending.start = 0;
      pending.end = end - start;
    }
    this.#sink.beforeReuse?.();
  }

  /** Hands on what it holds: at the end of an input, or when no more is to be waited for. */
  flush(): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    const isCopy = this.#copy !== undefined;
    this.#pending = undefined;
    this.#copy = undefined;
    const { buffer, start, end, lineEnd, lines } = pending;
    this.#sink.line(buffer, start, end, lineEnd);
    if (lines > 1) this.#sink.skipped(buffer, end + lineEnd.length, end + lineEnd.length, lines - 1);
    // Nobody else says of these bytes that they go.
    if (isCopy) this.#sink.beforeReuse?.();
  }

  #fits({ start, end }: Pending, more: number): boolean {
    return end - start + more <= longestRecord;
  }
}

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
