import type { SharedBytes } from '../../recognise/line-memory.ts';
import { Kernel } from './kernel.ts';
import { layout } from './kernel-layout.ts';
import { handOnAll, lineEndBefore } from './marked-lines.ts';
import type { LineEnd, SegmentSink } from './segment-sink.ts';

export interface BlockScannerOptions {
  /** Bytes of a line that are recognised; of a longer line only its first so many. Default 1 MiB. */
  readonly maxLine?: number;
  /** Bytes to read at once, at most `maxLine`. The default, 128 KiB, fits into a core's own cache. */
  readonly blockSize?: number;
  /** Bytes of each of two slots, for reading one block while another one is looked at. Default 0. */
  readonly slotSize?: number;
  /** Bytes of its memory that it leaves to others. Default 0. */
  readonly reserved?: number;
}

/** What went through a scanner so far. */
export interface ScanCounts {
  bytes: number;
  lines: number;
  /** Lines handed on as candidates. */
  candidates: number;
  /** Lines longer than `maxLine`, whose rest was not looked at. */
  longLines: number;
}

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Cuts a stream of bytes into quiet spans and candidate lines. It owns one buffer, into which input is best read
 * directly (`space`, then `advance`); `push` copies bytes that are already elsewhere. `end` hands on what is left.
 * What the sink gets depends on the bytes alone, except where quiet spans are cut.
 */
export class BlockScanner {
  readonly counts: ScanCounts = { bytes: 0, lines: 0, candidates: 0, longLines: 0 };
  readonly buffer: Buffer;
  /** Where `buffer` lies, for what reads lines there, too. */
  readonly memory: SharedBytes;
  /** Where the bytes begin in its memory that it leaves to others. */
  readonly reserved: number;
  /** Bytes that it takes at once. */
  readonly blockSize: number;
  readonly #kernel: Kernel;
  readonly #maxLine: number;
  readonly #slotSize: number;
  /** The unfinished line stands from `#start` to `#filled`; the byte before `#start` is a line feed. */
  #start: number;
  #filled: number;
  /** Within the rest of a long line: whether its first part was a candidate. */
  #longLine: 'none' | 'quiet' | 'candidate' = 'none';

  constructor({
    maxLine = 1 << 20,
    blockSize = 1 << 17,
    slotSize = 0,
    reserved = 0,
  }: BlockScannerOptions = {}) {
    this.#maxLine = maxLine;
    this.blockSize = Math.min(blockSize, maxLine);
    this.#slotSize = slotSize;
    // Before a block or a slot stands one line at its limit with a CR, behind it the line feed that stands in for the end
    // of the input.
    const capacity = Math.max(maxLine + 1 + this.blockSize, 2 * (maxLine + 1 + slotSize)) + 1;
    this.reserved = layout.input + capacity + layout.overrun;
    this.#kernel = new Kernel(capacity + layout.overrun + reserved);
    this.buffer = this.#kernel.bytes;
    this.memory = this.#kernel.memory;
    this.#start = this.#filled = layout.input;
  }

  /** Where the next bytes are to be put: up to `length` of them at `offset` in `buffer`. */
  space(): { readonly offset: number; readonly length: number } {
    if (this.#start > layout.input) {
      this.buffer.copyWithin(layout.input, this.#start, this.#filled);
      this.#filled -= this.#start - layout.input;
      this.#start = layout.input;
    }
    return { offset: this.#filled, length: this.blockSize };
  }

  /**
   * One of two slots, 0 or 1, into which bytes can be put while those of the other one are looked at: before each there
   * is room for the unfinished line. Then `enter` its offset and `advance` through it, at most `blockSize` at once.
   */
  slot(index: number): { readonly offset: number; readonly length: number } {
    const room = this.#maxLine + 1;
    return { offset: layout.input + room + index * (this.#slotSize + room), length: this.#slotSize };
  }

  /** Says that the next bytes stand at `offset`, and moves the unfinished line to just before them. */
  enter(offset: number): void {
    const start = offset - (this.#filled - this.#start);
    this.buffer.copyWithin(start, this.#start, this.#filled);
    this.buffer[start - 1] = lineFeed;
    this.#start = start;
    this.#filled = offset;
  }

  /** Says that so many bytes were put into `space`, and hands on the lines they complete. */
  advance(length: number, sink: SegmentSink): void {
    this.#take(length, sink);
    sink.settle?.();
  }

  #take(length: number, sink: SegmentSink): void {
    const from = this.#filled;
    this.#filled += length;
    this.counts.bytes += length;
    if (this.#longLine !== 'none' && !this.#passLongLine(from, sink)) return;
    const searchFrom = Math.max(from, this.#start);
    // Before the line that the bytes go on with there is a line feed, where the search ends at the latest.
    const last = this.buffer.lastIndexOf(lineFeed, this.#filled - 1);
    if (last >= searchFrom) this.#scanLines(last + 1, sink);
    // One byte more than the limit may still be a CR before the line feed.
    if (this.#longLine === 'none' && this.#filled - this.#start > this.#maxLine + 1) {
      this.#beginLongLine(sink);
      this.#passLongLine(this.#start, sink);
    }
  }

  /** Scans bytes that stand elsewhere. */
  push(chunk: Uint8Array, sink: SegmentSink): void {
    for (let done = 0; done < chunk.length; ) {
      const { offset, length } = this.space();
      const part = Math.min(length, chunk.length - done);
      this.buffer.set(part === chunk.length ? chunk : chunk.subarray(done, done + part), offset);
      this.advance(part, sink);
      done += part;
    }
  }

  /** Says that the input has ended, and hands on its last line if that has no end. The scanner can then be used anew. */
  end(sink: SegmentSink): void {
    const { buffer } = this;
    if (this.#longLine === 'none' && this.#filled - this.#start > this.#maxLine) this.#beginLongLine(sink);
    if (this.#longLine !== 'none') {
      this.counts.lines++;
      if (this.#longLine === 'candidate') {
        if (this.#filled > this.#start) sink.quiet(buffer, this.#start, this.#filled, 0);
        sink.longCandidateEnd('');
      } else {
        sink.quiet(buffer, this.#start, this.#filled, 1);
      }
      this.#longLine = 'none';
    } else if (this.#filled > this.#start) {
      this.counts.lines++;
      const windows = this.#windowsIn(this.#start, this.#filled);
      if (windows !== 0) {
        this.counts.candidates++;
        sink.candidate(buffer, this.#start, this.#filled, '', windows);
      } else {
        sink.quiet(buffer, this.#start, this.#filled, 1);
      }
    }
    sink.settle?.();
    this.#start = this.#filled = layout.input;
  }

  /** Hands on the complete lines before `end`. */
  #scanLines(end: number, sink: SegmentSink): void {
    // Blocks are no longer than the limit, so only the line that an earlier block began can be too long.
    if (end - this.#start > this.#maxLine) {
      const first = this.buffer.indexOf(lineFeed, this.#start);
      if (first - this.#lineEndBefore(first).length + 1 - this.#start > this.#maxLine) {
        this.#beginLongLine(sink);
        this.#passLongLine(this.#start, sink);
      }
    }
    const { buffer } = this;
    const { found: marks } = this.#kernel;
    for (let start = this.#start; start < end; ) {
      const count = this.#kernel.scan(start, end);
      const { stopped, lines } = this.#kernel;
      const marked = { buffer, start, end: stopped, lines, marks, count };
      if (sink.marked === undefined) handOnAll(marked, sink);
      else sink.marked(marked);
      this.counts.candidates += count;
      this.counts.lines += lines;
      start = stopped;
    }
    this.#start = end;
  }

  /** Hands on the first part of the line at `#start`, which is longer than the limit. */
  #beginLongLine(sink: SegmentSink): void {
    const { buffer } = this;
    const end = this.#start + this.#maxLine;
    const windows = this.#windowsIn(this.#start, end);
    this.counts.longLines++;
    if (windows === 0) {
      sink.quiet(buffer, this.#start, end, 0);
    } else {
      this.counts.candidates++;
      sink.longCandidate(buffer, this.#start, end, windows);
    }
    this.#longLine = windows === 0 ? 'quiet' : 'candidate';
    this.#start = end;
  }

  /** The bits of the windows in one line, or part of one, that has no line feed of its own. */
  #windowsIn(start: number, end: number): number {
    const next = this.buffer[end]!;
    this.buffer[end] = lineFeed;
    const count = this.#kernel.scan(start, end + 1);
    this.buffer[end] = next;
    return count === 0 ? 0 : this.#kernel.found[3]!;
  }

  /**
   * Hands on the rest of a long line, as far as it is there. Bytes before `from` hold no line feed.
   *
   * @returns whether the line ended
   */
  #passLongLine(from: number, sink: SegmentSink): boolean {
    const { buffer } = this;
    const index = buffer.subarray(from, this.#filled).indexOf(lineFeed);
    if (index === -1) {
      // A CR is kept back, as it may belong to the line's end.
      const end = buffer[this.#filled - 1] === carriageReturn ? this.#filled - 1 : this.#filled;
      if (end > this.#start) sink.quiet(buffer, this.#start, end, 0);
      this.#start = end;
      return false;
    }
    const feed = from + index;
    this.counts.lines++;
    if (this.#longLine === 'candidate') {
      const lineEnd = this.#lineEndBefore(feed);
      const end = feed + 1 - lineEnd.length;
      if (end > this.#start) sink.quiet(buffer, this.#start, end, 0);
      sink.longCandidateEnd(lineEnd);
    } else {
      sink.quiet(buffer, this.#start, feed + 1, 1);
    }
    this.#longLine = 'none';
    this.#start = feed + 1;
    return true;
  }

  #lineEndBefore(feed: number): LineEnd {
    return lineEndBefore(this.buffer, feed, this.#start);
  }
}
