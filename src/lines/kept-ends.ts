import type { LineEnd, LineSink } from './scan/line-sink.ts';

/** Hands everything on to another sink, and keeps the first and the last bytes that pass. */
export class KeptEnds implements LineSink {
  /** Bytes that passed. */
  bytes = 0;
  readonly #sink: LineSink;
  readonly #size: number;
  readonly #head: Buffer;
  #headUsed = 0;
  /** The last bytes stand at its end; twice as large as needed, so that most bytes are put behind the others. */
  readonly #tail: Buffer;
  #tailUsed = 0;

  /** @param size how many bytes to keep of either end */
  constructor(sink: LineSink, size: number) {
    this.#sink = sink;
    this.#size = size;
    this.#head = Buffer.alloc(size);
    this.#tail = Buffer.alloc(2 * size);
  }

  get head(): Buffer {
    return this.#head.subarray(0, this.#headUsed);
  }

  get tail(): Buffer {
    return this.#tail.subarray(Math.max(0, this.#tailUsed - this.#size), this.#tailUsed);
  }

  skipped(buffer: Buffer, start: number, end: number, lines: number): void {
    this.#keep(buffer, start, end);
    this.#sink.skipped(buffer, start, end, lines);
  }

  line(buffer: Buffer, start: number, end: number, lineEnd: LineEnd): void {
    this.#keep(buffer, start, end + lineEnd.length);
    this.#sink.line(buffer, start, end, lineEnd);
  }

  longLine(buffer: Buffer, start: number, end: number): void {
    this.#keep(buffer, start, end);
    this.#sink.longLine(buffer, start, end);
  }

  longLineEnd(lineEnd: LineEnd): void {
    if (lineEnd !== '') this.#keep(ends[lineEnd], 0, lineEnd.length);
    this.#sink.longLineEnd(lineEnd);
  }

  ahead(buffer: Buffer, start: number, end: number): void {
    this.#sink.ahead?.(buffer, start, end);
  }

  beforeReuse(): void {
    this.#sink.beforeReuse?.();
  }

  #keep(buffer: Buffer, start: number, end: number): void {
    this.bytes += end - start;
    if (this.#headUsed < this.#size) this.#headUsed += buffer.copy(this.#head, this.#headUsed, start, end);
    const from = Math.max(start, end - this.#size);
    if (this.#tailUsed + end - from > this.#tail.length) {
      this.#tail.copyWithin(0, this.#tailUsed - this.#size, this.#tailUsed);
      this.#tailUsed = this.#size;
    }
    this.#tailUsed += buffer.copy(this.#tail, this.#tailUsed, from, end);
  }
}

const ends = { '\n': Buffer.from('\n'), '\r\n': Buffer.from('\r\n') };
