import type { Catalogue } from '../../catalogue/catalogue.ts';
import { type PackedFile, type Source, unpack } from '../../input/files/source.ts';
import { KeptEnds } from '../../lines/kept-ends.ts';
import { LineShapes } from '../../lines/line-shapes.ts';
import { readSource } from '../../lines/read-source.ts';
import type { FileRange } from '../../lines/scan/file-scan.ts';
import { LineScanner } from '../../lines/scan/line-scanner.ts';
import { mostShapes } from '../../lines/shape/memory-layout.ts';
import type { ShapedLine } from '../../lines/shaped-line.ts';
import { type Progress, ProgressPart } from '../../lines/workers/progress.ts';
import { type FilterChoice, FindingFilter } from '../../recognise/finding.ts';
import { prefilterMarks } from '../../recognise/prefilter.ts';
import { Recogniser, type RecogniserOptions } from '../../recognise/recogniser.ts';
import { stampBefore } from '../../recognise/time/look-back.ts';
import { StampReader } from '../../recognise/time/stamp-reader.ts';
import type { TimeRange } from '../../recognise/time/time-span.ts';
import { TimestampParser } from '../../recognise/time/timestamp-parser.ts';
import { mostBetween, type StampBefore, TimestampTracker } from '../../recognise/time/timestamp-tracker.ts';
import { yearsAhead, yearsBefore } from '../../recognise/time/years-ahead.ts';
import { type CountedShape, describeForCounting } from '../../tally/counted-shape.ts';
import { LineCounter } from '../../tally/line-counter.ts';
import { ShapeTimes, type StampedShapes, stampedShapes } from '../../tally/shape-times.ts';
import { Tally, type TallyData } from '../../tally/tally.ts';
import { type ShareLine, type ShareName, shareOf } from '../shares/share-ends.ts';
import type { ReportShare } from '../summary-report.ts';

/** How lines are understood and which findings count. */
export interface CountingChoice {
  readonly choice: FilterChoice;
  readonly implied: boolean;
  readonly normal: boolean;
  readonly timezone: string;
  /** Bytes of a line that are looked at. */
  readonly longest: number;
  /** Findings of other times are not counted. */
  readonly range?: TimeRange | undefined;
}

/** One piece of a file to be counted. */
export interface CountingPiece {
  /** Which of the files it is of. */
  readonly file: number;
  /** An open descriptor; threads of a process share it, and read by position. */
  readonly fd: number;
  /** The file, where it is compressed; the piece is then all of it. */
  readonly packed?: PackedFile | undefined;
  /** The file's name as the caller gave it. */
  readonly name: string;
  readonly range: FileRange;
  /** The latest time in epoch milliseconds that the file's stamps without a year can mean. */
  readonly latest: number;
}

/** What pieces of a file came to, of which one counter took some. */
export interface CountedFile {
  readonly file: number;
  readonly tally: TallyData;
}

/** What a piece came to, but for its counts. */
export interface CountedPiece {
  /** The counts of the file before, when this is a file's first piece. */
  readonly before?: CountedFile;
  /** Its first and last stamp in epoch milliseconds. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly longLines: number;
  /** What its ends say, where it is a share of an input. */
  readonly share?: ReportShare | undefined;
  /** Why it could not be read to its end. */
  readonly failure?: unknown;
}

/** What a recogniser is to look for; the only component that is asked for settles shared numbers. */
export function recogniserOptions({
  choice,
  implied,
  normal,
}: Pick<CountingChoice, 'choice' | 'implied' | 'normal'>): RecogniserOptions {
  const only = choice.components?.length === 1 ? choice.components[0] : undefined;
  return { implied, normal, ...(only === undefined ? {} : { component: only }) };
}

/** How an input is counted. */
interface InputOptions {
  readonly stop?: AbortSignal | undefined;
  readonly progress?: Progress | undefined;
  /** Only the lines of a file that start within these bytes. */
  readonly range?: FileRange | undefined;
  /** What the input is a share of. */
  readonly share?: ShareName | undefined;
}

/** Bytes that are looked at in one go: the least of which what JavaScript does for each go takes no time worth naming. */
const blockSize = 1 << 19;

/**
 * Counts inputs and pieces of files, one after the other, with one recogniser and one buffer. Pieces of one file come together,
 * so that their counts need not be put together: they are the counts of the file so far.
 */
export class ChunkCounter {
  readonly #choice: CountingChoice;
  readonly #scanner: LineScanner;
  readonly #recogniser: Recogniser;
  readonly #filter: FindingFilter;
  readonly #shapes: LineShapes<CountedShape>;
  readonly #stamped: StampedShapes;
  #file: number | undefined;
  #tally = new Tally();

  constructor(catalogue: Catalogue, choice: CountingChoice) {
    this.#choice = choice;
    this.#recogniser = new Recogniser(catalogue, recogniserOptions(choice));
    this.#filter = new FindingFilter(choice.choice);
    const marks = prefilterMarks(catalogue);
    this.#scanner = new LineScanner({
      maxLine: choice.longest,
      blockSize,
      ...marks,
      everyLine: choice.normal || marks.everyLine,
    });
    const describe = describeForCounting(this.#recogniser, this.#filter);
    this.#shapes = new LineShapes(this.#scanner, this.#recogniser.shapeRules, describe, mostShapes);
    this.#stamped = stampedShapes(this.#shapes);
  }

  /** The counts of the last file, once no more of its pieces come; undefined when there was none. */
  rest(): CountedFile | undefined {
    if (this.#file === undefined) return undefined;
    const counted = { file: this.#file, tally: this.#tally.data() };
    this.#file = undefined;
    return counted;
  }

  /** Counts one piece of a file; stopped early, it counts what it read until then. */
  async count(piece: CountingPiece, stop?: AbortSignal, progress?: Progress): Promise<CountedPiece> {
    const finished = piece.file === this.#file ? undefined : this.rest();
    if (piece.file !== this.#file) {
      this.#file = piece.file;
      this.#tally = new Tally(piece.name);
    }
    const { fd, packed, name, range, latest } = piece;
    const source: Source =
      packed === undefined ? { kind: 'file', fd, path: name, size: range.to } : await unpack(packed);
    const counted = await this.input(source, this.#tally, latest, { stop, progress, range });
    return { ...(finished === undefined ? {} : { before: finished }), ...counted };
  }

  /**
   * Counts an input, or the lines of a file that start within a range.
   *
   * @param latest the latest time in epoch milliseconds that stamps without a year can mean
   */
  async input(
    source: Source,
    tally: Tally,
    latest: number,
    { stop, progress, range, share }: InputOptions,
  ): Promise<Omit<CountedPiece, 'before'>> {
    const part = new ProgressPart(progress);
    const foundBefore = tally.found;
    const { timezone, longest, range: chosen } = this.#choice;
    const clock = new TimestampParser({ timezone, latest });
    const reader = new StampReader(clock, longest);
    const lookBack = (): StampBefore | undefined =>
      source.kind === 'file' && range !== undefined && range.from > 0
        ? stampBefore(source.fd, range.from, reader)
        : undefined;
    const times = new ShapeTimes(this.#stamped, clock, reader);
    const stamps = new TimestampTracker(new StampReader(clock, longest, times), lookBack);
    const resume = (line: ShapedLine<CountedShape>): void => this.#shapes.resume(line);
    const counter = new LineCounter({ tally, clock, stamps, range: chosen, times, resume });
    const ahead = yearsAhead(clock);
    if (source.kind === 'file' && range !== undefined && range.from > 0)
      yearsBefore(source.fd, range.from, ahead);
    const counting = this.#shapes.into(counter, ahead);
    const sink = share === undefined ? counting : new KeptEnds(counting, mostBetween);
    const before = { ...this.#scanner.counts };
    let failure: unknown;
    try {
      await readSource(source, this.#scanner, sink, {
        stop,
        range,
        afterBlock: (bytes) => {
          part.reached(bytes, tally.found - foundBefore);
          return undefined;
        },
      });
    } catch (error) {
      failure = error;
    }
    counter.finish();
    const { bytes, longLines } = this.#scanner.counts;
    tally.bytes += bytes - before.bytes;
    part.reached(bytes - before.bytes, tally.found - foundBefore);
    return {
      from: stamps.first,
      to: stamps.last()?.time,
      longLines: longLines - before.longLines,
      ...(sink instanceof KeptEnds
        ? { share: shareOf(share!, sink, (text) => this.#read(text, clock)) }
        : {}),
      ...(failure === undefined ? {} : { failure }),
    };
  }

  #read(text: string, clock: TimestampParser): ShareLine {
    const line = text.slice(0, this.#choice.longest);
    const { prefix, findings } = this.#recogniser.recognise(line);
    return { time: clock.of(line, prefix), findings: this.#filter.pass(findings, prefix.severity) };
  }
}
