import { type CheckpointChoice, CheckpointKeeper } from '../input/checkpoint/checkpoint-keeper.ts';
import { STANDARD_INPUT } from '../input/files/source.ts';
import {
  type ChunkTaker,
  FollowedReading,
  modificationTime,
  notResumable,
} from '../input/follow/followed-reading.ts';
import type { Chunk, FollowedFile } from '../input/follow/polling/report.ts';
import { InterleavedLines } from '../lines/interleaved-lines.ts';
import { LineShapes } from '../lines/line-shapes.ts';
import { LineScanner } from '../lines/scan/line-scanner.ts';
import type { LineSink } from '../lines/scan/line-sink.ts';
import { mostShapes } from '../lines/shape/memory-layout.ts';
import type { ShapedLine } from '../lines/shaped-line.ts';
import { FindingFilter } from '../recognise/finding.ts';
import { prefilterMarks } from '../recognise/prefilter.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { StampReader } from '../recognise/time/stamp-reader.ts';
import { TimeSpan } from '../recognise/time/time-span.ts';
import { TimestampParser } from '../recognise/time/timestamp-parser.ts';
import { TimestampTracker } from '../recognise/time/timestamp-tracker.ts';
import { yearsAhead } from '../recognise/time/years-ahead.ts';
import { choiceText, withoutCatalogue } from '../summary/count/choice-text.ts';
import { recogniserOptions } from '../summary/count/chunk-counter.ts';
import { form, type InputStamp, readCounts, type SummaryCounts } from '../summary/count/summary-counts.ts';
import { type CountedShape, describeForCounting } from '../tally/counted-shape.ts';
import type { Interruptions } from '../tally/input-counts.ts';
import { LineCounter } from '../tally/line-counter.ts';
import { ShapeTimes, type StampedShapes, stampedShapes } from '../tally/shape-times.ts';
import { Tally } from '../tally/tally.ts';
import { type SummaryOptions, type SummaryResult, stampsOf } from './summary.ts';

/**
 * Counts what came into files since the checkpoint was written, adds what had been counted until then, and writes the
 * checkpoint anew. A last line without its end is in the result but not in the checkpoint.
 *
 * @throws CheckpointError when the checkpoint is unusable, or was written with other options or for other inputs
 */
export async function resumeSummary(
  options: SummaryOptions,
  checkpoint: CheckpointChoice,
): Promise<SummaryResult> {
  if (options.files.includes(STANDARD_INPUT)) throw notResumable(STANDARD_INPUT);
  const keeper = new CheckpointKeeper(checkpoint);
  try {
    return await countedOn(options, keeper);
  } finally {
    keeper.release();
  }
}

async function countedOn(options: SummaryOptions, keeper: CheckpointKeeper): Promise<SummaryResult> {
  const files = keeper.targets(options.files);
  const before = ofThisNight(countsIn(keeper, options), options);
  const counted = new CountedChunks({ ...options, files }, before, keeper.resumed?.files);
  const faults: string[] = [];
  const warnings: string[] = [];
  const { stop } = options;
  const reading = new FollowedReading(
    {
      files,
      keeper,
      stop,
      warn: (message) => faults.push(message),
      tell: (message) => warnings.push(message),
    },
    counted,
  );
  await reading.read();
  const { tally, from, to, interruptions, longLines, night } = counted.counts(reading.counters);
  const range = new TimeSpan(options.range);
  range.add(from, to);
  const context = {
    ...(options.range === undefined ? range.seen : stampsOf(tally)),
    chosen: options.range,
    bucket: options.bucket,
    interruptions,
    night,
  };
  return { tally, context, seen: range.seen, faults, warnings, failed: reading.failed, longLines };
}

const uninterrupted: Interruptions = { rotations: 0, truncations: 0, gaps: 0 };

/** Drops the counts of a night that the history holds already; only the positions in the files are kept. */
function ofThisNight(
  counts: SummaryCounts | undefined,
  { nights }: SummaryOptions,
): SummaryCounts | undefined {
  if (counts?.night === undefined || nights?.isKept(counts.night) !== true) return counts;
  const { from: _from, to: _to, ...rest } = counts;
  const tally = new Tally().data();
  return { ...rest, tally, longLines: 0, interruptions: uninterrupted, night: nights.name };
}

/** What a checkpoint counted, if it fits these options. */
function countsIn(keeper: CheckpointKeeper, options: SummaryOptions): SummaryCounts | undefined {
  if (keeper.resumed === undefined) return undefined;
  const read = readCounts(keeper.resumed.tally);
  if (read === 'foreign') throw keeper.foreign('holds no counts of summary', 'name another file');
  if (read === 'other form') {
    throw keeper.foreign(
      `holds counts of another version of the program (${keeper.resumed.program})`,
      'begin a new checkpoint',
    );
  }
  if ('fault' in read) throw keeper.damaged(read.fault);
  const { counts } = read;
  if (counts.choice !== choiceText(options)) {
    if (withoutCatalogue(counts.choice) === withoutCatalogue(choiceText(options)))
      throw keeper.foreign(
        'was counted with another catalogue, or with another version of it',
        'use the same one, or begin a new checkpoint',
      );
    throw keeper.foreign(
      `was counted with other options (${counts.choice})`,
      'use the same ones, or another checkpoint',
    );
  }
  return counts;
}

/** What is known of one input. */
interface CountedInput {
  readonly stamps: TimestampTracker;
  readonly counter: LineCounter;
  readonly sink: LineSink;
}

/** Counts chunks of followed files. */
class CountedChunks implements ChunkTaker {
  readonly isOver = false;
  readonly isFull = false;
  readonly #options: SummaryOptions;
  readonly #before: SummaryCounts | undefined;
  readonly #whole = new Tally();
  /** Counts the input whose chunk came last, until it is added to the others. */
  #tally: Tally | undefined;
  #counted: string | undefined;
  readonly #range = new TimeSpan();
  readonly #lines: InterleavedLines<FollowedFile>;
  readonly #shapes: LineShapes<CountedShape>;
  readonly #stamped: StampedShapes;
  readonly #inputs = new Map<string, CountedInput>();
  /** Inputs of which something is counted in the whole. */
  readonly #names = new Set<string>();

  /** @param followed the files that were read until then, by the names that were given */
  constructor(
    options: SummaryOptions,
    before: SummaryCounts | undefined,
    followed: readonly { readonly name: string }[] = [],
  ) {
    const { catalogue, choice, normal, longest } = options;
    this.#options = options;
    this.#before = before;
    const recogniser = new Recogniser(catalogue, recogniserOptions(options));
    const marks = prefilterMarks(catalogue);
    const scanner = new LineScanner({
      maxLine: longest,
      ...marks,
      everyLine: normal || marks.everyLine,
    });
    this.#lines = new InterleavedLines(scanner);
    const describe = describeForCounting(recogniser, new FindingFilter(choice));
    this.#shapes = new LineShapes(scanner, recogniser.shapeRules, describe, mostShapes);
    this.#stamped = stampedShapes(this.#shapes);
    if (before !== undefined) this.#whole.merge(before.tally);
    this.#range.add(before?.from, before?.to);
    // Beyond so many inputs, only the checkpoint knows which they were.
    const { named, other } = before?.tally.inputs ?? { named: [] };
    for (const { name } of other === undefined ? named : [...named, ...followed]) this.#names.add(name);
    for (const name of options.files) this.#switch(name);
  }

  get isWithinLine(): boolean {
    return this.#lines.isWithinLine;
  }

  take({ file, bytes, end }: Chunk): void {
    const { sink } = this.#input(file.name, file.path);
    const tally = this.#switch(file.name);
    const before = tally.found;
    this.#lines.scan(file, bytes, end, sink);
    this.#options.progress?.add(bytes.length, tally.found - before);
    tally.bytes += bytes.length;
  }

  takeUnfinished(chunk: Chunk): void {
    this.take(chunk);
  }

  counts({ rotations, truncations, gaps }: Interruptions): SummaryCounts {
    for (const { stamps, counter } of this.#inputs.values()) {
      this.#range.add(stamps.first, stamps.last()?.time);
      counter.finish();
    }
    this.#addCounted();
    for (const { codes } of this.#whole.groups())
      for (const { first, last } of codes) this.#range.add(first, last);
    const before = this.#before?.interruptions ?? uninterrupted;
    return {
      counts: 'summary',
      form,
      choice: choiceText(this.#options),
      tally: this.#whole.data(),
      ...this.#range.seen,
      stamps: this.#stamps(),
      longLines: (this.#before?.longLines ?? 0) + this.#lines.longLines,
      interruptions: {
        rotations: before.rotations + rotations,
        truncations: before.truncations + truncations,
        gaps: before.gaps + gaps,
      },
      night: this.#before?.night ?? this.#options.nights?.name,
    };
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  /** The tally of an input. */
  #switch(name: string): Tally {
    if (this.#tally !== undefined && this.#counted === name) return this.#tally;
    this.#addCounted();
    this.#counted = name;
    this.#tally = new Tally(name);
    return this.#tally;
  }

  /** Adds what was counted of one input to the whole. */
  #addCounted(): void {
    if (this.#tally === undefined) return;
    const tally = this.#tally.data();
    const isNew = !this.#names.has(this.#counted!);
    this.#names.add(this.#counted!);
    this.#whole.merge(isNew ? tally : { ...tally, inputs: { ...tally.inputs, count: 0 } });
    this.#tally = undefined;
  }

  #input(name: string, path: string): CountedInput {
    let input = this.#inputs.get(name);
    if (input === undefined) {
      const { timezone, longest, range } = this.#options;
      const clock = new TimestampParser({ timezone, latest: modificationTime(path) });
      const before = this.#before?.stamps?.find((stamp) => stamp.input === name);
      const reader = new StampReader(clock, longest);
      const times = new ShapeTimes(this.#stamped, clock, reader);
      const stamps = new TimestampTracker(new StampReader(clock, longest, times), () => before);
      // A line that goes on in a later chunk is counted by the tally of that time.
      const counting = (): Tally => this.#switch(name);
      const parts = {
        clock,
        stamps,
        range,
        times,
        resume: (line: ShapedLine<CountedShape>) => this.#shapes.resume(line),
        get tally() {
          return counting();
        },
      };
      const counter = new LineCounter(parts);
      input = { stamps, counter, sink: this.#shapes.into(counter, yearsAhead(clock)) };
      this.#inputs.set(name, input);
    }
    return input;
  }

  /** The last stamp of each input, to which what comes next may belong. */
  #stamps(): InputStamp[] {
    const before = this.#before?.stamps?.filter(({ input }) => !this.#inputs.has(input)) ?? [];
    const now = [...this.#inputs].flatMap(([input, { stamps }]) => {
      const last = stamps.last();
      return last === undefined ? [] : { input, ...last };
    });
    return [...before, ...now];
  }
}
