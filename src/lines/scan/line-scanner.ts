import type { GramFilter } from '../prefilter/gram-filter.ts';
import { Kernel } from '../prefilter/kernel.ts';
import { layout } from '../prefilter/kernel-layout.ts';
import type { ShapeRules } from '../shape/rules.ts';
import { ShapeTable } from '../shape/shape-table.ts';
import { lineEndBefore } from './line-end.ts';
import type { LineScannerOptions, LongLine, OpenLine, ScanCounts } from './line-scanner-options.ts';
import type { LineSink } from './line-sink.ts';
import { TextMarks } from './text-marks.ts';

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Cuts a stream of bytes into spans that need no look and lines that do. It owns one buffer, into which input is best read
 * directly (`space`, then `advance`); `push` copies bytes that are already elsewhere. `end` hands on what is left.
 * What the sink gets depends on the bytes alone, except where skipped spans are cut.
 */
export class LineScanner {
  readonly counts: ScanCounts = { bytes: 0, lines: 0, looked: 0, longLines: 0 };
  readonly buffer: Buffer;
  /** Bytes that it takes at once. */
  readonly blockSize: number;
  /** Whether every line is looked at; may be changed between two lines. */
  everyLine: boolean;
  readonly #kernel: Kernel;
  readonly #marks: TextMarks | undefined;
  #texts: GramFilter | undefined;
  readonly #maxLine: number;
  /** The unfinished line stands from `#start` to `#filled`; the byte before `#start` is a line feed. */
  #start: number;
  #filled: number;
  #longLine: LongLine = 'none';
  #hasShapes = false;

  constructor(options: LineScannerOptions = {}) {
    const { maxLine = 1 << 20, blockSize = 1 << 17, everyLine = false, words, texts } = options;
    this.#maxLine = maxLine;
    this.blockSize = Math.min(blockSize, maxLine);
    this.everyLine = everyLine;
    // Before a block stands one line at its limit with a CR, behind it the line feed that stands in for the end of the input.
    this.#kernel = new Kernel(maxLine + 1 + this.blockSize + 1 + layout.overrun, words);
    this.#marks = texts && new TextMarks(this.#kernel.memory, texts);
    this.buffer = this.#kernel.bytes;
    this.#start = this.#filled = layout.input;
  }

  /** A table of the shapes of the lines in its buffer; it takes the place of an earlier one. */
  shapeTable(rules: ShapeRules): ShapeTable {
    if (this.#hasShapes) ShapeTable.clear(this.#kernel.memory);
    this.#hasShapes = true;
    return new ShapeTable(this.#kernel.memory, rules);
  }

  /** Whether a line was begun and not ended. */
  get isWithinLine(): boolean {
    return this.#filled > this.#start || this.#longLine !== 'none';
  }

  /** Takes the unfinished line out, so that another input can be scanned. */
  suspend(): OpenLine {
    const bytes = Buffer.from(this.buffer.subarray(this.#start, this.#filled));
    const open = { bytes, longLine: this.#longLine };
    this.#longLine = 'none';
    this.#start = this.#filled = layout.input;
    return open;
  }

  /** Goes on in a line that was taken out. */
  resume({ bytes, longLine }: OpenLine): void {
    this.#longLine = longLine;
    this.#start = layout.input;
    this.#filled = this.#start + bytes.copy(this.buffer, this.#start);
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

  /** Says that the next bytes stand at `offset`, and moves the unfinished line to just before them. */
  enter(offset: number): void {
    const start = offset - (this.#filled - this.#start);
    this.buffer.copyWithin(start, this.#start, this.#filled);
    this.buffer[start - 1] = lineFeed;
    this.#start = start;
    this.#filled = offset;
  }

  /** Says that so many bytes were put into `space`, and hands on the lines they complete. */
  advance(length: number, sink: LineSink): void {
    this.#take(length, sink);
    sink.beforeReuse?.();
  }

  #take(length: number, sink: LineSink): void {
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
  push(chunk: Uint8Array, sink: LineSink): void {
    for (let done = 0; done < chunk.length; ) {
      const { offset, length } = this.space();
      const part = Math.min(length, chunk.length - done);
      this.buffer.set(part === chunk.length ? chunk : chunk.subarray(done, done + part), offset);
      this.advance(part, sink);
      done += part;
    }
  }

  /** Says that the input has ended, and hands on its last line if that has no end. The scanner can then be used anew. */
  end(sink: LineSink): void {
    const { buffer } = this;
    if (this.#longLine === 'none' && this.#filled - this.#start > this.#maxLine) this.#beginLongLine(sink);
    if (this.#longLine !== 'none') {
      this.counts.lines++;
      if (this.#longLine === 'looked') {
        if (this.#filled > this.#start) sink.skipped(buffer, this.#start, this.#filled, 0);
        sink.longLineEnd('');
      } else {
        sink.skipped(buffer, this.#start, this.#filled, 1);
      }
      this.#longLine = 'none';
    } else if (this.#filled > this.#start) {
      this.counts.lines++;
      sink.ahead?.(buffer, this.#start, this.#filled);
      if (this.#isToBeLooked(this.#start, this.#filled)) {
        this.counts.looked++;
        sink.line(buffer, this.#start, this.#filled, '');
      } else {
        sink.skipped(buffer, this.#start, this.#filled, 1);
      }
    }
    sink.beforeReuse?.();
    this.#start = this.#filled = layout.input;
  }

  /** Hands on the complete lines before `end`. */
  #scanLines(end: number, sink: LineSink): void {
    // Blocks are no longer than the limit, so only the line that an earlier block began can be too long.
    if (end - this.#start > this.#maxLine) {
      const first = this.buffer.indexOf(lineFeed, this.#start);
      if (first - lineEndBefore(this.buffer, first, this.#start).length + 1 - this.#start > this.#maxLine) {
        this.#beginLongLine(sink);
        this.#passLongLine(this.#start, sink);
      }
    }
    sink.ahead?.(this.buffer, this.#start, end);
    if (this.#looksAtAll) this.#handOnAll(end, sink);
    else this.#handOnMarked(end, sink);
    this.#start = end;
  }

  /** Whether every line is looked at: because it must be, or since looking for texts would take longer. */
  get #looksAtAll(): boolean {
    if (this.everyLine) return true;
    if (this.#marks === undefined) return false;
    this.#texts = this.#marks.filterAfter(this.counts);
    return this.#texts === undefined;
  }

  /** Hands on all lines before `end`. */
  #handOnAll(end: number, sink: LineSink): void {
    const { buffer } = this;
    for (let start = this.#start; start < end; ) {
      const feed = buffer.indexOf(lineFeed, start);
      const lineEnd = lineEndBefore(buffer, feed, start);
      this.counts.looked++;
      this.counts.lines++;
      sink.line(buffer, start, feed + 1 - lineEnd.length, lineEnd);
      start = feed + 1;
    }
  }

  /** Hands on the lines before `end` that the prefilter marks, and what stands between them. */
  #handOnMarked(end: number, sink: LineSink): void {
    const { buffer } = this;
    const { found: marks } = this.#kernel;
    for (let from = this.#start; from < end; ) {
      const count = this.#kernel.scan(from, end);
      const { stopped, lines } = this.#kernel;
      this.#texts?.begin(from, stopped);
      let at = from;
      let passed = 0;
      for (let index = 0; index < 4 * count; index += 4) {
        const start = marks[index]!;
        const feed = marks[index + 1]!;
        const before = marks[index + 2]!;
        if (start > at) this.#handOnBetween(at, start, before - passed, sink);
        const lineEnd = lineEndBefore(buffer, feed, start);
        sink.line(buffer, start, feed + 1 - lineEnd.length, lineEnd);
        passed = before + 1;
        at = feed + 1;
      }
      if (stopped > at) this.#handOnBetween(at, stopped, lines - passed, sink);
      this.counts.looked += count;
      this.counts.lines += lines;
      from = stopped;
    }
  }

  /** Hands on lines that the kernel did not mark: those with texts, and what stands between them. */
  #handOnBetween(from: number, to: number, lines: number, sink: LineSink): void {
    const { buffer } = this;
    const texts = this.#texts;
    let at = from;
    let left = lines;
    if (texts !== undefined)
      for (let start = texts.start; start !== undefined && start < to; start = texts.start) {
        const feed = texts.take();
        // The kernel marked it, too.
        if (start < at) continue;
        const before = texts.feeds(at, start);
        if (start > at) sink.skipped(buffer, at, start, before);
        const lineEnd = lineEndBefore(buffer, feed, start);
        this.counts.looked++;
        sink.line(buffer, start, feed + 1 - lineEnd.length, lineEnd);
        left -= before + 1;
        at = feed + 1;
      }
    if (to > at) sink.skipped(buffer, at, to, left);
  }

  /** Hands on the first part of the line at `#start`, which is longer than the limit. */
  #beginLongLine(sink: LineSink): void {
    const { buffer } = this;
    const end = this.#start + this.#maxLine;
    const isLooked = this.#isToBeLooked(this.#start, end);
    this.counts.longLines++;
    if (!isLooked) {
      sink.skipped(buffer, this.#start, end, 0);
    } else {
      this.counts.looked++;
      sink.longLine(buffer, this.#start, end);
    }
    this.#longLine = isLooked ? 'looked' : 'skipped';
    this.#start = end;
  }

  /** Whether to look at one line, or part of one, that has no line feed of its own. */
  #isToBeLooked(start: number, end: number): boolean {
    if (this.#looksAtAll) return true;
    const next = this.buffer[end]!;
    this.buffer[end] = lineFeed;
    this.#texts?.begin(start, end + 1);
    const isMarked = this.#kernel.scan(start, end + 1) > 0 || this.#texts?.start !== undefined;
    this.buffer[end] = next;
    return isMarked;
  }

  /**
   * Hands on the rest of a long line, as far as it is there. Bytes before `from` hold no line feed.
   *
   * @returns whether the line ended
   */
  #passLongLine(from: number, sink: LineSink): boolean {
    const { buffer } = this;
    const index = buffer.subarray(from, this.#filled).indexOf(lineFeed);
    if (index === -1) {
      // A CR is kept back, as it may belong to the line's end.
      const end = buffer[this.#filled - 1] === carriageReturn ? this.#filled - 1 : this.#filled;
      if (end > this.#start) sink.skipped(buffer, this.#start, end, 0);
      this.#start = end;
      return false;
    }
    const feed = from + index;
    this.counts.lines++;
    if (this.#longLine === 'looked') {
      const lineEnd = lineEndBefore(buffer, feed, this.#start);
      const end = feed + 1 - lineEnd.length;
      if (end > this.#start) sink.skipped(buffer, this.#start, end, 0);
      sink.longLineEnd(lineEnd);
    } else {
      sink.skipped(buffer, this.#start, feed + 1, 1);
    }
    this.#longLine = 'none';
    this.#start = feed + 1;
    return true;
  }
}
