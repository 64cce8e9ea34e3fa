import { handOn, handOnAll, markBytes } from '../lines/scan/marked-lines.ts';
import type { LineEnd, MarkedLines } from '../lines/scan/segment-sink.ts';
import { LineAnnotator } from '../output/line-annotator.ts';
import type { LineOutput } from '../output/line-output.ts';
import type { WholeLines } from '../recognise/whole-lines.ts';
import type { Tally } from '../tally/tally.ts';
import type { AnnotatingSink, TextAnnotator } from './text-annotator.ts';

/** Output is put together in so many blocks in turn: as many as a writer lets wait, and those in hand. */
const blocks = 5;

/** Bytes of each. */
const usualBlock = 1 << 18;

/** Bytes of a scanner's memory that a `BlockAnnotator` needs. */
export function annotatorBytes(blockBytes = usualBlock): number {
  return blocks * blockBytes;
}

/** An output that may take its time with the bytes it is given. */
export interface KeepingOutput extends LineOutput {
  /** What has to be written until all bytes that were given so far may be changed: to be handed to `free`. */
  readonly pending: number;
  /** Resolves when what was pending is written; undefined when it is already. */
  free(pending: number): Promise<void> | undefined;
}

/** What a `BlockAnnotator` works with. */
export interface BlockAnnotatorParts {
  readonly whole: WholeLines;
  readonly tally: Tally;
  readonly writer: KeepingOutput;
  /** The scanner's whole memory, and where the bytes begin in it that are the annotator's. */
  readonly buffer: Buffer;
  readonly reserved: number;
  /** Bytes of a block. Default 256 KiB, which with as much input fit into a core's own cache. */
  readonly blockBytes?: number;
  /** Annotates what this one cannot, for the same tally and output. */
  readonly others: TextAnnotator;
}

/** Annotates lines where they stand as far as that is possible, and leaves the others to a `TextAnnotator`. */
export class BlockAnnotator implements AnnotatingSink {
  readonly #parts: BlockAnnotatorParts;
  readonly #annotator: LineAnnotator;
  /** What has to be written until each block can be used again. */
  readonly #pending = Array<number>(blocks).fill(0);
  readonly #blockBytes: number;
  #block = 0;
  /** Where in the block bytes stand that were put there, but not handed to the writer yet. */
  #start: number;
  #out: number;
  #end: number;

  constructor(parts: BlockAnnotatorParts) {
    this.#parts = parts;
    this.#annotator = new LineAnnotator(parts.whole, parts.buffer);
    this.#blockBytes = parts.blockBytes ?? usualBlock;
    this.#start = this.#out = parts.reserved;
    this.#end = this.#start + this.#blockBytes;
  }

  get lineOpen(): boolean {
    return this.#parts.others.lineOpen;
  }

  quiet(buffer: Buffer, start: number, end: number, lines: number): void {
    this.#hand();
    this.#parts.others.quiet(buffer, start, end, lines);
  }

  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void {
    this.#hand();
    this.#parts.others.candidate(buffer, start, end, lineEnd, windows);
  }

  longCandidate(buffer: Buffer, start: number, end: number, windows: number): void {
    this.#hand();
    this.#parts.others.longCandidate(buffer, start, end, windows);
  }

  longCandidateEnd(lineEnd: LineEnd): void {
    this.#hand();
    this.#parts.others.longCandidateEnd(lineEnd);
  }

  marked(lines: MarkedLines): void {
    const { others, tally } = this.#parts;
    // What another input left open, only the others know to close.
    if (others.isForeign) {
      this.#hand();
      handOnAll(lines, others);
      return;
    }
    others.settle();
    const { buffer, marks, count } = lines;
    const first = marks.byteOffset;
    const last = first + markBytes * count;
    let from = lines.start;
    let done = 0;
    for (let mark = first; mark < last; ) {
      const stopped = this.#annotator.annotate(mark, last, from, this.#out, this.#end);
      this.#out = stopped.out;
      from = stopped.begin;
      mark = stopped.mark;
      if (mark === last) break;
      if (stopped.isFull && this.#makeRoom()) continue;
      const index = (mark - first) / markBytes;
      this.#put(buffer, from, marks[4 * index]!);
      this.#hand();
      handOn(lines, index, others);
      others.settle();
      from = marks[4 * index + 1]! + 1;
      mark += markBytes;
      done++;
    }
    this.#put(buffer, from, lines.end);
    tally.lines += lines.lines - done;
    others.closeLine();
  }

  settle(): void {
    this.#parts.others.settle();
  }

  flush(): void {
    this.#hand();
  }

  count(): void {
    const { tally, others } = this.#parts;
    others.count();
    this.#annotator.counted((finding, lines) => tally.addAlike(finding, lines));
  }

  /** Puts bytes without annotations behind the others. */
  #put(buffer: Buffer, start: number, end: number): void {
    const length = end - start;
    if (length > this.#end - this.#out && !this.#makeRoom(length)) {
      this.#hand();
      this.#parts.writer.bytes(buffer, start, end);
      return;
    }
    buffer.copyWithin(this.#out, start, end);
    this.#out += length;
  }

  /** Hands what was put to the writer. */
  #hand(): void {
    if (this.#out === this.#start) return;
    const { writer, buffer } = this.#parts;
    writer.bytes(buffer, this.#start, this.#out, true);
    this.#pending[this.#block] = writer.pending;
    this.#start = this.#out;
  }

  /**
   * Makes room: goes on to the next block, or, where the writer still needs that, has it copy what it has not got yet.
   *
   * @param room bytes that there must be room for
   * @returns false when nothing would be gained: nothing was put since the last time, or that much does not fit
   */
  #makeRoom(room = 0): boolean {
    const { reserved, writer, buffer } = this.#parts;
    const next = (this.#block + 1) % blocks;
    const isEmpty = this.#out === reserved + this.#block * this.#blockBytes;
    if (!isEmpty && room <= this.#blockBytes && writer.free(this.#pending[next]!) === undefined) {
      this.#hand();
      this.#block = next;
      this.#start = this.#out = reserved + next * this.#blockBytes;
      this.#end = this.#start + this.#blockBytes;
      return true;
    }
    if (this.#out === this.#start || room > this.#end - this.#start) return false;
    writer.bytes(buffer, this.#start, this.#out);
    this.#out = this.#start;
    return true;
  }
}
