import type { Chunk, FollowedFile } from '../input/index.ts';
import { BlockScanner } from '../lines/scan/block-scanner.ts';
import { EveryLineScanner } from '../lines/scan/every-line.ts';
import type { SegmentSink } from '../lines/scan/segment-sink.ts';

/** A line that was begun and not ended. */
interface OpenLine {
  readonly scanner: BlockScanner | EveryLineScanner;
  readonly sink: SegmentSink;
}

/** Scans chunks of followed files. A line that is longer than a chunk keeps its scanner and sink until it ends. */
export class ChunkScanner {
  #everyLine: boolean;
  readonly #longest: number;
  readonly #open = new Map<FollowedFile, OpenLine>();
  readonly #scanners: (BlockScanner | EveryLineScanner)[] = [];
  #free: (BlockScanner | EveryLineScanner)[] = [];

  /**
   * @param everyLine whether every line is a candidate
   * @param longest bytes of a line that are looked at
   */
  constructor(everyLine: boolean, longest: number) {
    this.#everyLine = everyLine;
    this.#longest = longest;
  }

  /** Says from the next line on whether every line is a candidate. */
  set everyLine(everyLine: boolean) {
    if (everyLine !== this.#everyLine) this.#free = [];
    this.#everyLine = everyLine;
  }

  /** Lines of which only the first part was looked at. */
  get longLines(): number {
    return this.#scanners.reduce(
      (sum, scanner) => sum + ('counts' in scanner ? scanner.counts.longLines : scanner.longLines),
      0,
    );
  }

  /** Whether a line was begun and not ended, so that no place is known from which another run could go on. */
  get isWithinLine(): boolean {
    return this.#open.size > 0;
  }

  /** Whether the next chunk of a file goes on in a line that was begun. */
  goesOn(file: FollowedFile): boolean {
    return this.#open.has(file);
  }

  /** Scans one chunk; `makeSink` makes what takes its lines, unless they go on in a line that has one. */
  scan({ file, bytes, end }: Chunk, makeSink: () => SegmentSink): void {
    const { scanner, sink } = this.#open.get(file) ?? { scanner: this.#scanner(), sink: makeSink() };
    scanner.push(bytes, sink);
    if (end === 'open') {
      this.#open.set(file, { scanner, sink });
      return;
    }
    if (end === 'cut') scanner.end(sink);
    this.#open.delete(file);
    this.#free.push(scanner);
  }

  #scanner(): BlockScanner | EveryLineScanner {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const scanner = this.#everyLine
      ? new EveryLineScanner(this.#longest)
      : new BlockScanner({ maxLine: this.#longest });
    this.#scanners.push(scanner);
    return scanner;
  }
}
