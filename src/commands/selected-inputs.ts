import { latestTime, type Source } from '../input/files/source.ts';
import { LineShapes } from '../lines/line-shapes.ts';
import { readSource } from '../lines/read-source.ts';
import { LineScanner } from '../lines/scan/line-scanner.ts';
import type { LineOutput } from '../output/line-output.ts';
import { NamedOutput } from '../output/named-output.ts';
import { describeForRecords, type RecordedShape } from '../output/record-writer.ts';
import { describeForSelecting } from '../output/selection/selected-lines.ts';
import {
  annotatedSelection,
  recordedSelection,
  type SelectingParts,
  type SelectingSink,
} from '../output/selection/selecting.ts';
import { noTimes, type Selection, selectedNothing } from '../output/selection/selection.ts';
import { FindingFilter } from '../recognise/finding-filter.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { Clock } from '../recognise/time/clock.ts';
import type { LineRecord } from '../render/lines/record.ts';
import { recogniserOptions } from '../summary/count/piece-counter.ts';
import type { Tally } from '../tally/tally.ts';
import type { AnnotateOptions } from './annotate-options.ts';
import { blockSize, paced, type WrittenInputs } from './written-inputs.ts';

/** Annotating of selected lines. */
export type SelectingOptions = AnnotateOptions & { readonly selection: Selection };

/** How lines of one input become selected lines. */
export type SinkMaker = (
  parts: Pick<SelectingParts, 'writer' | 'begin' | 'numbers'>,
  input: string,
  latest: number,
) => SelectingSink;

/** Makes sinks for inputs whose lines go through one scanner, in the form that is asked for. */
export function sinkMaker(
  options: SelectingOptions,
  scanner: LineScanner,
  {
    tally,
    times,
    render,
  }: Pick<SelectingParts, 'tally' | 'times'> & { render: (record: LineRecord) => string },
): SinkMaker {
  const recogniser = new Recogniser(options.catalogue, recogniserOptions(options));
  const filter = new FindingFilter(options.choice);
  const { selection, timezone, output, append } = options;
  const shared = { selection, tally, recogniser, times, written: { any: false } };
  if (output === 'text') {
    const describe = describeForSelecting(recogniser, filter, options);
    const shapes = new LineShapes(scanner, recogniser.shapeRules, describe);
    return (parts, _, latest) =>
      annotatedSelection({ ...shared, ...parts, clock: new Clock({ timezone, latest }) }, shapes, append);
  }
  const shapes: LineShapes<RecordedShape> = new LineShapes(
    scanner,
    recogniser.shapeRules,
    describeForRecords(recogniser, filter),
  );
  return (parts, input, latest) =>
    recordedSelection({ ...shared, ...parts, clock: new Clock({ timezone, latest }) }, shapes, {
      clock: new Clock({ timezone, latest }),
      input,
      render,
    });
}

/** Writes the selected lines of inputs, one input after the other. */
export class SelectedInputs implements WrittenInputs {
  readonly #options: SelectingOptions;
  readonly #scanner: LineScanner;
  readonly #sinkOf: SinkMaker;
  readonly #writer: NamedOutput;
  readonly #times = noTimes();

  constructor(
    options: SelectingOptions,
    tally: Tally,
    writer: LineOutput,
    render: (record: LineRecord) => string,
  ) {
    this.#options = options;
    this.#writer = new NamedOutput(writer, 'none');
    this.#scanner = new LineScanner({ maxLine: options.longest, blockSize, everyLine: true });
    this.#sinkOf = sinkMaker(options, this.#scanner, { tally, times: this.#times, render });
  }

  get longLines(): number {
    return this.#scanner.counts.longLines;
  }

  nothing(): string | undefined {
    return this.#scanner.counts.lines === 0 ? undefined : selectedNothing(this.#times, this.#options);
  }

  async read(source: Source, path: string, stop: AbortSignal): Promise<number> {
    this.#writer.begin({ name: path }, false);
    const latest = latestTime(source);
    const { sink, flush } = this.#sinkOf({ writer: this.#writer }, path, latest);
    return readSource(source, this.#scanner, sink, paced(this.#writer, stop, flush));
  }
}
