import { latestTime, type Source } from '../input/files/source.ts';
import { LineShapes } from '../lines/line-shapes.ts';
import { readPaced } from '../lines/read-source.ts';
import { LineScanner } from '../lines/scan/line-scanner.ts';
import { type LineOutput, NamedOutput } from '../output/line-output.ts';
import { describeForRecords, type RecordedShape } from '../output/record-writer.ts';
import {
  describeForSelecting,
  explainEmptySelection,
  noTimes,
  type Selection,
} from '../output/selection/selected-lines.ts';
import {
  type SelectingParts,
  type SelectingSink,
  selectAnnotated,
  selectRecords,
} from '../output/selection/selecting.ts';
import { joiningSink } from '../recognise/continuations.ts';
import { FindingFilter } from '../recognise/finding.ts';
import { Recogniser } from '../recognise/recogniser.ts';
import { TimestampParser } from '../recognise/time/timestamp-parser.ts';
import type { LineRecord } from '../render/lines/record.ts';
import { recogniserOptions } from '../summary/count/chunk-counter.ts';
import type { Tally } from '../tally/tally.ts';
import type { AnnotateCommandOptions } from './annotate-output.ts';

/** What writes inputs in one form or another. */
export interface WrittenInputs {
  /** Lines of which only the first part was looked at. */
  readonly longLines: number;
  /** Reads one input; returns how many bytes it had. */
  read(source: Source, path: string, stop: AbortSignal): Promise<number>;
  /** Why nothing was looked at, in words, if that is so. */
  nothing?(): string | undefined;
}

/** Bytes that are looked at in one go; with the output of as many they still fit into a core's own cache. */
export const blockSize = 1 << 18;

/** Annotating of selected lines. */
export type SelectingOptions = AnnotateCommandOptions & { readonly selection: Selection };

/** A sink for one input's lines, which may hold some back, as more may belong to them. */
export interface JoiningSink extends SelectingSink {
  /** Hands these on, too. */
  readonly flushHeld: () => void;
}

/** How lines of one input become selected lines. */
export type SinkMaker = (
  parts: Pick<SelectingParts, 'writer' | 'begin' | 'numbers'>,
  input: string,
  latest: number,
) => JoiningSink;

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
  const { selection, timezone, output, append, multiline } = options;
  const shared = { selection, tally, recogniser, times, written: { any: false } };
  if (output === 'text') {
    const describe = describeForSelecting(recogniser, filter, options);
    const shapes = new LineShapes(scanner, recogniser.shapeRules, describe);
    return (parts, _, latest) =>
      joining(
        selectAnnotated(
          { ...shared, ...parts, clock: new TimestampParser({ timezone, latest }) },
          shapes,
          append,
        ),
        multiline,
      );
  }
  const shapes: LineShapes<RecordedShape> = new LineShapes(
    scanner,
    recogniser.shapeRules,
    describeForRecords(recogniser, filter),
  );
  return (parts, input, latest) =>
    joining(
      selectRecords({ ...shared, ...parts, clock: new TimestampParser({ timezone, latest }) }, shapes, {
        clock: new TimestampParser({ timezone, latest }),
        input,
        render,
      }),
      multiline,
    );
}

/** Selects lines that belong together as one, where that is wanted. */
function joining(selecting: SelectingSink, multiline: boolean): JoiningSink {
  const joined = joiningSink(selecting.sink, multiline);
  return {
    sink: joined.sink,
    flush: selecting.flush,
    flushHeld: () => {
      joined.flush();
      selecting.flush();
    },
  };
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
    return this.#scanner.counts.lines === 0 ? undefined : explainEmptySelection(this.#times, this.#options);
  }

  async read(source: Source, path: string, stop: AbortSignal): Promise<number> {
    this.#writer.begin({ name: path }, false);
    const latest = latestTime(source);
    const { sink, ...flushes } = this.#sinkOf({ writer: this.#writer }, path, latest);
    return readPaced(source, this.#scanner, sink, this.#writer, stop, flushes);
  }
}
