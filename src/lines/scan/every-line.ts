import { anyWindows } from '../../recognise/candidate.ts';
import type { LineEnd, SegmentSink } from './segment-sink.ts';

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Cuts a stream into lines and hands each on as a candidate. It serves where every line must be looked at: success is
 * wanted too, or an operator's catalogue holds codes of forms that the marking rule does not know.
 */
export class EveryLineScanner {
  /** Lines that were longer than the limit, of which only the first part was a candidate. */
  longLines = 0;
  readonly #longest: number;
  #kept: Buffer[] = [];
  #keptLength = 0;
  /** Whether the rest of a long line is passing, and whether its last byte so far is a carriage return held back. */
  #passing = false;

  /** @param longest bytes of a line that are looked at */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Takes the next bytes of the input. */
  push(chunk: Buffer, sink: SegmentSink): void {
    this.#take(chunk, sink);
    sink.settle?.();
  }

  #take(chunk: Buffer, sink: SegmentSink): void {
    for (let at = 0; at < chunk.length; ) {
      const feed = chunk.indexOf(lineFeed, at);
      if (this.#passing) {
        const end = feed === -1 ? chunk.length : feed;
        this.#rest(chunk.subarray(at, end), feed !== -1, sink);
      } else if (feed === -1) {
        this.#keep(chunk.subarray(at), sink);
      } else if (this.#keptLength > 0) {
        const line = Buffer.concat([...this.#kept, chunk.subarray(at, feed + 1)]);
        this.#forget();
        this.#whole(line, 0, line.length - 1, true, sink);
      } else this.#whole(chunk, at, feed, true, sink);
      if (feed === -1) return;
      at = feed + 1;
    }
  }

  /** Ends the input: what is left is its last line, without a line end. */
  end(sink: SegmentSink): void {
    const line = Buffer.concat(this.#kept);
    this.#forget();
    if (this.#passing) {
      this.#passing = false;
      sink.quiet(line, 0, line.length, 0);
      sink.longCandidateEnd('');
    } else if (line.length > 0) this.#whole(line, 0, line.length, false, sink);
    sink.settle?.();
  }

  /** A line up to its line feed, or up to the end of input. */
  #whole(bytes: Buffer, start: number, feed: number, ended: boolean, sink: SegmentSink): void {
    const returned = ended && feed > start && bytes[feed - 1] === carriageReturn;
    const end = returned ? feed - 1 : feed;
    const lineEnd: LineEnd = returned ? '\r\n' : ended ? '\n' : '';
    if (end - start <= this.#longest) {
      sink.candidate(bytes, start, end, lineEnd, anyWindows);
      return;
    }
    this.longLines++;
    sink.longCandidate(bytes, start, start + this.#longest, anyWindows);
    sink.quiet(bytes, start + this.#longest, end, 0);
    sink.longCandidateEnd(lineEnd);
  }

  #keep(part: Buffer, sink: SegmentSink): void {
    // The chunk may be a buffer that its reader fills again.
    this.#kept.push(Buffer.from(part));
    this.#keptLength += part.length;
    // One byte more than the limit may be the carriage return of the line's end.
    if (this.#keptLength <= this.#longest + 1) return;
    const line = Buffer.concat(this.#kept);
    this.#forget();
    this.longLines++;
    this.#passing = true;
    sink.longCandidate(line, 0, this.#longest, anyWindows);
    this.#rest(line.subarray(this.#longest), false, sink);
  }

  /** Passes the rest of a long line on; a carriage return at its end waits, since it may belong to the line end. */
  #rest(part: Buffer, ended: boolean, sink: SegmentSink): void {
    const held = this.#kept.length > 0;
    const bytes = held ? Buffer.concat([...this.#kept, part]) : part;
    this.#forget();
    const returned = bytes.at(-1) === carriageReturn;
    const end = returned ? bytes.length - 1 : bytes.length;
    sink.quiet(bytes, 0, end, 0);
    if (ended) {
      this.#passing = false;
      sink.longCandidateEnd(returned ? '\r\n' : '\n');
    } else if (returned) {
      this.#kept = [Buffer.from([carriageReturn])];
    }
  }

  #forget(): void {
    this.#kept = [];
    this.#keptLength = 0;
  }
}
