import { endBytes } from '../input/files/head-and-tail.ts';
import { type Chunk, STANDARD_INPUT } from '../input/index.ts';
import { FindingFilter } from '../recognise/finding-filter.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { Clock } from '../recognise/time/clock.ts';
import { StampRange } from '../recognise/time/stamp-range.ts';
import { StampReader } from '../recognise/time/stamp-reader.ts';
import { type StampBefore, StampTracker } from '../recognise/time/stamp-tracker.ts';
import type { Interruptions } from '../tally/interruptions.ts';
import { Tally, type TallyData } from '../tally/tally.ts';
import { type CheckpointChoice, CheckpointKeeper } from './checkpoint-keeper.ts';
import { ChunkScanner } from './chunk-scanner.ts';
import { type CountingParts, CountingSink } from './counting-sink.ts';
import { type ChunkTaker, FollowedReading, modified, notResumable } from './followed-files.ts';
import type { SummaryOptions, SummaryResult } from './summary.ts';

/** The last stamp of an input. */
interface InputStamp extends StampBefore {
  readonly input: string;
}

/** What a summary keeps in its checkpoint. Times are epoch milliseconds. */
export interface SummaryCounts {
  /** Which command counted. */
  readonly counts: 'summary';
  /** Which form the counts have; 1 was without places, samples and severities. */
  readonly form: 2;
  /** Which findings were counted, for comparison. */
  readonly choice: string;
  readonly tally: TallyData;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly stamps?: readonly InputStamp[];
  readonly longLines: number;
  readonly interruptions: Interruptions;
}

const form = 2;

function isOfSummary(counts: unknown): counts is { readonly counts: 'summary' } {
  return typeof counts === 'object' && counts !== null && 'counts' in counts && counts.counts === 'summary';
}

/** Whether a checkpoint's counts are those of a summary, in the form that this program knows. */
export function isSummaryCounts(counts: unknown): counts is SummaryCounts {
  return isOfSummary(counts) && 'form' in counts && counts.form === form;
}

/**
 * Counts what came into files since the checkpoint was written, adds what had been counted until then, and writes the
 * checkpoint anew. A last line without its end is in the result but not in the checkpoint.
 *
 * @throws CheckpointError when the checkpoint is unusable, or was written with other options or for other inputs
 */
export async function summariseOn(
  options: SummaryOptions,
  checkpoint: CheckpointChoice,
): Promise<SummaryResult> {
  if (options.files.includes(STANDARD_INPUT)) throw notResumable(STANDARD_INPUT);
  const keeper = new CheckpointKeeper(checkpoint);
  const files = keeper.targets(options.files);
  const counted = new CountedChunks({ ...options, files }, countsIn(keeper, options));
  const faults: string[] = [];
  const { stop } = options;
  const reading = new FollowedReading(
    { files, keeper, stop, warn: (message) => faults.push(message) },
    counted,
  );
  await reading.read();
  const { tally, from, to, interruptions, longLines } = counted.counts(reading.counters);
  const range = new StampRange(options.range);
  range.add(from, to);
  const context = { ...range.within, chosen: options.range, bucket: options.bucket, interruptions };
  return { tally, context, seen: range.seen, faults, warnings: [], failed: reading.failed, longLines };
}

/** What a checkpoint counted, if it fits these options. */
function countsIn(keeper: CheckpointKeeper, options: SummaryOptions): SummaryCounts | undefined {
  if (keeper.resumed === undefined) return undefined;
  const counts = keeper.resumed.tally;
  if (isOfSummary(counts) && !isSummaryCounts(counts)) {
    throw keeper.foreign(
      `holds counts of another version of the program (${keeper.resumed.program})`,
      'begin a new checkpoint',
    );
  }
  if (!isSummaryCounts(counts)) throw keeper.foreign('holds no counts of summary', 'name another file');
  if (counts.choice !== choiceText(options)) {
    throw keeper.foreign(
      `was counted with other options (${counts.choice})`,
      'use the same ones, or another checkpoint',
    );
  }
  return counts;
}

/** The options on which the counts depend. */
function choiceText({ choice, implied, normal, timezone, longest, range }: SummaryOptions): string {
  const { components, groups, codes, severities } = choice;
  const names = codes?.map(({ component, name }) => `${component}/${name}`);
  return JSON.stringify({
    components,
    groups,
    codes: names,
    severities,
    implied,
    normal,
    timezone,
    longest,
    range,
  });
}

/** What is known of one input. */
interface CountedInput {
  readonly clock: Clock;
  readonly stamps: StampTracker;
  /** Its first bytes and its last ones since the stamps in them were read. */
  first: Buffer | undefined;
  last: Buffer | undefined;
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
  readonly #range = new StampRange();
  readonly #scanner: ChunkScanner;
  readonly #recogniser: Recogniser;
  readonly #filter: FindingFilter;
  readonly #inputs = new Map<string, CountedInput>();
  /** Inputs of which something is counted in the whole. */
  readonly #names = new Set<string>();

  constructor(options: SummaryOptions, before: SummaryCounts | undefined) {
    const { catalogue, choice, implied, normal, longest } = options;
    this.#options = options;
    this.#before = before;
    this.#scanner = new ChunkScanner(normal || catalogue.needsEveryLine, longest);
    this.#filter = new FindingFilter(choice);
    this.#recogniser = new Recogniser(catalogue, {
      implied,
      normal,
      ...(choice.components?.length === 1 ? { component: choice.components[0]! } : {}),
    });
    if (before !== undefined) this.#whole.merge(before.tally);
    this.#range.add(before?.from, before?.to);
    for (const { name } of before?.tally.inputs.named ?? []) this.#names.add(name);
    for (const name of options.files) this.#switch(name);
  }

  get isWithinLine(): boolean {
    return this.#scanner.isWithinLine;
  }

  take(chunk: Chunk): void {
    const { file, bytes } = chunk;
    const input = this.#input(file.name, file.path);
    const tally = this.#switch(file.name);
    const before = tally.found;
    this.#scanner.scan(chunk, () => new CountingSink(this.#parts(input)));
    this.#options.progress?.add(bytes.length, tally.found - before);
    tally.bytes += bytes.length;
    input.first ??= bytes;
    input.last = bytes;
  }

  takeUnfinished(chunk: Chunk): void {
    this.take(chunk);
  }

  counts({ rotations, truncations, gaps }: Interruptions): SummaryCounts {
    for (const input of this.#inputs.values()) this.#readStamps(input);
    this.#settle();
    for (const { codes } of this.#whole.groups()) {
      for (const { first, last } of codes) {
        this.#range.add(first, last);
      }
    }
    const before = this.#before?.interruptions ?? { rotations: 0, truncations: 0, gaps: 0 };
    return {
      counts: 'summary',
      form,
      choice: choiceText(this.#options),
      tally: this.#whole.data(),
      ...this.#range.seen,
      stamps: this.#stamps(),
      longLines: (this.#before?.longLines ?? 0) + this.#scanner.longLines,
      interruptions: {
        rotations: before.rotations + rotations,
        truncations: before.truncations + truncations,
        gaps: before.gaps + gaps,
      },
    };
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  /** What a sink counts with. A line that goes on in a later chunk is counted by the tally of that time. */
  #parts({ clock, stamps }: CountedInput): CountingParts {
    const counting = (): Tally => this.#tally!;
    return {
      recogniser: this.#recogniser,
      filter: this.#filter,
      clock,
      stamps,
      range: this.#options.range,
      get tally() {
        return counting();
      },
    };
  }

  /** The tally of an input. */
  #switch(name: string): Tally {
    if (this.#tally !== undefined && this.#counted === name) return this.#tally;
    this.#settle();
    this.#counted = name;
    this.#tally = new Tally(name);
    return this.#tally;
  }

  /** Adds what was counted of one input to the whole. */
  #settle(): void {
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
      const { timezone, longest } = this.#options;
      const clock = new Clock({ timezone, latest: modified(path) });
      const before = this.#before?.stamps?.find((stamp) => stamp.input === name);
      const stamps = new StampTracker(
        new StampReader(clock, longest, this.#recogniser.prefixes),
        () => before,
      );
      input = { clock, stamps, first: undefined, last: undefined };
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

  /** The stamps of the first and last lines count too, though no code stands there. */
  #readStamps(input: CountedInput): void {
    const nothing = Buffer.alloc(0);
    if (input.first !== undefined && input.first.length > 0)
      this.#range.addEnds(input.first.subarray(0, endBytes), nothing, input.clock);
    if (input.last !== undefined) this.#range.addEnds(nothing, input.last.subarray(-endBytes), input.clock);
    // The first bytes were read now; what is empty is not taken for them again.
    if (input.first !== undefined) input.first = nothing;
    input.last = undefined;
  }
}
