import type { LineShapes } from '../../lines/line-shapes.ts';
import type { LineSink } from '../../lines/scan/line-sink.ts';
import type { Recogniser } from '../../recognise/recogniser.ts';
import type { TimestampParser } from '../../recognise/time/timestamp-parser.ts';
import { type LookAhead, yearsAhead } from '../../recognise/time/years-ahead.ts';
import type { LineRecord } from '../../render/lines/record.ts';
import { Tally } from '../../tally/tally.ts';
import { type AnnotatedShape, LineAnnotator } from '../line-annotator.ts';
import type { LineOutput } from '../line-output.ts';
import { type LineNumbers, type RecordedShape, RecordWriter } from '../record-writer.ts';
import { type SelectableShape, SelectedLines, type SelectedTimes, type Selection } from './selected-lines.ts';

/** What selecting lines of one input works with, whatever becomes of them. */
export interface SelectingParts {
  readonly selection: Selection;
  readonly tally: Tally;
  readonly recogniser: Pick<Recogniser, 'shapeRules'>;
  /** One for the selection alone: held lines reach the sink late. */
  readonly clock: TimestampParser;
  readonly writer: LineOutput;
  readonly numbers?: LineNumbers | undefined;
  readonly times: SelectedTimes;
  /** Whether a line of any input was written. */
  readonly written: { any: boolean };
  /** Told before each line that is written when it was printed; then all that was written before is with the writer. */
  readonly begin?: ((time: number | undefined) => void) | undefined;
}

/** A sink for one input's lines, and what hands all that it holds back to the output. */
export interface SelectingSink {
  readonly sink: LineSink;
  readonly flush: () => void;
}

/**
 * Annotates the selected lines of one input. Where context is asked for, `--` stands between lines that are no neighbours.
 *
 * @param append whether annotations stand behind JSON lines, too
 */
export function selectAnnotated(
  parts: SelectingParts,
  shapes: LineShapes<AnnotatedShape & SelectableShape>,
  append: boolean,
): SelectingSink {
  const { selection, begin, writer, written } = parts;
  const annotator = new LineAnnotator({ tally: new Tally(), writer, only: false, append });
  // Neighbours of lines that are merged with others stand apart.
  const separates = selection.before + selection.after > 0 && begin === undefined;
  const lines = new SelectedLines<AnnotatedShape & SelectableShape>(
    {
      ...common(parts),
      sink: annotator,
      begin: (time, isApart) => {
        if (begin !== undefined) annotator.flush();
        begin?.(time);
        if (separates && isApart && written.any) annotator.separate();
        written.any = true;
      },
    },
    begin !== undefined,
  );
  return { sink: shapes.into(lines, yearsAhead(parts.clock)), flush: () => annotator.flush() };
}

/** Writes the selected lines of one input as records. */
export function selectRecords(
  parts: SelectingParts,
  shapes: LineShapes<RecordedShape>,
  { clock, input, render }: { clock: TimestampParser; input: string; render: (record: LineRecord) => string },
): SelectingSink {
  const { begin, writer } = parts;
  const { numbers, ...others } = common(parts);
  const records = new RecordWriter({
    tally: new Tally(),
    clock,
    input,
    only: false,
    render,
    writer,
    numbers,
  });
  const lines = new SelectedLines(
    { ...others, numbers, sink: records, begin: (time) => begin?.(time) },
    begin !== undefined,
  );
  const aheads = [parts.clock, clock].map(yearsAhead);
  const ahead: LookAhead = (buffer, start, end) => {
    for (const look of aheads) look(buffer, start, end);
  };
  return { sink: shapes.into(lines, ahead), flush: () => {} };
}

function common({ selection, tally, recogniser, clock, numbers = { last: 0 }, times }: SelectingParts) {
  return { selection, tally, clock, numbers, times, rules: recogniser.shapeRules };
}
