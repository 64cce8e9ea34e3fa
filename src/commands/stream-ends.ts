import { handOnAll } from '../lines/scan/marked-lines.ts';
import type { LineEnd, MarkedLines, SegmentSink } from '../lines/scan/segment-sink.ts';

/** Hands everything on to another sink, and keeps the first and the last bytes that pass. */
export class StreamEnds implements SegmentSink {
  /** Bytes that passed. */
  bytes = 0;
  readonly #sink: SegmentSink;
  readonly #size: number;
  readonly #head: Buffer;
  #headUsed = 0;
  /** The last bytes stand at its end; twice as large as needed, so that most bytes are put behind the others. */
  readonly #tail: Buffer;
  #tailUsed = 0;

  /** @param size how many bytes to keep of either end */
  constructor(sink: SegmentSink, size: number) {
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

  quiet(buffer: Buffer, start: number, end: number, lines: number): void {
    this.#keep(buffer, start, end);
    this.#sink.quiet(buffer, start, end, lines);
  }

  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void {
    this.#keep(buffer, start, end);
    this.#keepEnd(lineEnd);
    this.#sink.candidate(buffer, start, end, lineEnd, windows);
  }

  longCandidate(buffer: Buffer, start: number, end: number, windows: number): void {
    this.#keep(buffer, start, end);
    this.#sink.longCandidate(buffer, start, end, windows);
  }

  longCandidateEnd(lineEnd: LineEnd): void {
    this.#keepEnd(lineEnd);
    this.#sink.longCandidateEnd(lineEnd);
  }

  marked(lines: MarkedLines): void {
    this.#keep(lines.buffer, lines.start, lines.end);
    if (this.#sink.marked === undefined) handOnAll(lines, this.#sink);
    else this.#sink.marked(lines);
  }

  settle(): void {
    this.#sink.settle?.();
  }

  #keepEnd(lineEnd: LineEnd): void {
    if (lineEnd !== '') this.#keep(ends[lineEnd], 0, lineEnd.length);
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
