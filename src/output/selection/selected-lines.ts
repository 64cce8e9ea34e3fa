import type { ShapedSink } from '../../lines/line-shapes.ts';
import type { LineEnd } from '../../lines/scan/line-sink.ts';
import { listsBytes } from '../../lines/shape/byte-list.ts';
import type { ShapeRules } from '../../lines/shape/rules.ts';
import { endInLine, shapeTextOf, startInLine } from '../../lines/shape/shape-text.ts';
import { ShapedLine } from '../../lines/shaped-line.ts';
import type { Finding, FindingFilter } from '../../recognise/finding.ts';
import { timeOfLine } from '../../recognise/line-prefix.ts';
import type { Prefix } from '../../recognise/prefix/prefix.ts';
import type { Recogniser } from '../../recognise/recogniser.ts';
import { isWithin, type TimeRange } from '../../recognise/time/time-span.ts';
import type { TimestampParser } from '../../recognise/time/timestamp-parser.ts';
import { ZoneFormat } from '../../render/text/zone-format.ts';
import type { Tally } from '../../tally/tally.ts';
import { type AnnotatedShape, type AnnotationStyle, describeForAnnotating } from '../line-annotator.ts';
import type { LineNumbers } from '../record-writer.ts';

/** A copy of a line with what is known of its shape, to be handed on when others have come. */
class HeldLine<Column> extends ShapedLine<Column> {
  constructor(line: ShapedLine<Column>, rules: ShapeRules) {
    super();
    const next = line.end + line.lineEnd.length;
    this.buffer = Buffer.from(line.buffer.subarray(line.start, next));
    this.end = line.end - line.start;
    this.lineEnd = line.lineEnd;
    this.column = line.column;
    // The table that shaped the line knows the places of the last line only.
    let shape: ReturnType<typeof shapeTextOf> | undefined;
    const shapeOfLine = (): NonNullable<typeof shape> => {
      shape ??= shapeTextOf(this.text, rules);
      return shape;
    };
    const isShaped = !listsBytes(line.buffer, line.start, line.end);
    this.places = {
      startInLine: (offset) => (isShaped ? startInLine(shapeOfLine(), offset) : offset),
      endInLine: (offset) => (isShaped ? endInLine(shapeOfLine(), offset) : offset),
    };
  }
}

/** What a selection must know of a shape of lines. */
export interface SelectableShape {
  readonly prefix: Prefix;
  readonly findings: readonly Finding[];
}

/** What annotating and selecting keep of a shape, from its text. */
export function describeForSelecting(recogniser: Recogniser, filter: FindingFilter, style: AnnotationStyle) {
  const annotated = describeForAnnotating(recogniser, filter, style);
  return (text: string): AnnotatedShape & SelectableShape => ({
    ...annotated(text),
    prefix: recogniser.recogniseShape(text).prefix,
  });
}

/** What `SelectedLines` of one input works with. */
interface SelectedLinesParts<Column> {
  readonly selection: Selection;
  /** Counts all lines, and the findings of those that are selected; the sink counts nothing of its own. */
  readonly tally: Tally;
  readonly clock: TimestampParser;
  readonly rules: ShapeRules;
  /** Writes what it is given. */
  readonly sink: ShapedSink<Column>;
  /** Counts the input's lines; the sink gets the number of a line from here. */
  readonly numbers: LineNumbers;
  readonly times: SelectedTimes;
  /** Told before each line that is written: when it was printed, and whether lines were left out before it. */
  readonly begin: (time: number | undefined, isApart: boolean) => void;
}

/** Where a line stands among those of its input. */
interface Place {
  readonly number: number;
  /** From 1, lines that were joined as one. */
  readonly order: number;
  readonly time: number | undefined;
}

/** Lines of context are held in no more bytes than this. */
const mostHeld = 64 << 20;

/**
 * Hands on the lines of one input that are selected, and lines before and after them. A line over the limit is selected by its
 * first part, and never held as context before another.
 */
export class SelectedLines<Column extends SelectableShape> implements ShapedSink<Column> {
  readonly #parts: SelectedLinesParts<Column>;
  readonly #needsTime: boolean;
  #held: (Place & { readonly line: HeldLine<Column> })[] = [];
  #heldBytes = 0;
  /** How many lines are still to be written as context. */
  #after = 0;
  /** How many lines came, joined ones as one. */
  #taken = 0;
  /** Which of them was written last; the first line of an input has no neighbour. */
  #written = -1;
  /** The time of the last line with a stamp. */
  #time: number | undefined;
  /** Whether the long line that is passing is written. */
  #passing = false;

  /** @param needsTime whether times are asked for though no range is */
  constructor(parts: SelectedLinesParts<Column>, needsTime = false) {
    this.#parts = parts;
    this.#needsTime = needsTime || parts.selection.range !== undefined;
  }

  /** Needs no look: the rest of a long line, or the further lines of several that were joined, whose bytes came with the first. */
  skipped(buffer: Buffer, start: number, end: number, lines: number): void {
    if (this.#passing) this.#parts.sink.skipped(buffer, start, end, lines);
    else {
      this.#parts.numbers.last += lines;
      this.#parts.tally.lines += lines;
    }
  }

  line(line: ShapedLine<Column>): void {
    this.#take(line, false);
  }

  longLine(line: ShapedLine<Column>): void {
    this.#take(line, true);
  }

  longLineEnd(lineEnd: LineEnd): void {
    if (this.#passing) this.#parts.sink.longLineEnd(lineEnd);
    this.#passing = false;
  }

  beforeReuse(): void {
    this.#parts.sink.beforeReuse?.();
  }

  #take(line: ShapedLine<Column>, isLong: boolean): void {
    const { selection, tally, numbers } = this.#parts;
    const number = ++numbers.last;
    tally.lines++;
    if (this.#needsTime) this.#time = timeOfLine(line.column.prefix, line, this.#parts.clock) ?? this.#time;
    const place = { number, order: ++this.#taken, time: this.#time };
    const fate = this.#fateOf(line);
    if (fate === 'selected') {
      tally.add(line.column.findings, undefined);
      this.#writeHeld();
      this.#write(line, place, isLong);
      this.#after = selection.after;
    } else if (fate === 'near' && this.#after > 0) {
      this.#after--;
      this.#write(line, place, isLong);
    } else if (fate === 'near' && selection.before > 0) this.#hold(line, place, isLong);
  }

  #fateOf(line: ShapedLine<Column>): 'selected' | 'near' | 'out' {
    const { grep, exclude, only } = this.#parts.selection;
    if (!this.#isInTime()) return 'out';
    if (grep.length > 0 || exclude.length > 0) {
      const text = line.buffer.toString('utf8', line.start, line.end);
      if (exclude.some((pattern) => pattern.test(text))) return 'out';
      if (grep.length > 0 && !grep.some((pattern) => pattern.test(text))) return 'near';
    }
    return only && line.column.findings.length === 0 ? 'near' : 'selected';
  }

  #isInTime(): boolean {
    const { selection, times } = this.#parts;
    if (selection.range === undefined) return true;
    const time = this.#time;
    if (time === undefined) return false;
    if (times.from === undefined || time < times.from) times.from = time;
    if (times.to === undefined || time > times.to) times.to = time;
    const within = isWithin(time, selection.range);
    times.within ||= within;
    return within;
  }

  #hold(line: ShapedLine<Column>, place: Place, isLong: boolean): void {
    if (isLong) this.#dropHeld();
    else {
      const held = new HeldLine(line, this.#parts.rules);
      this.#held.push({ ...place, line: held });
      this.#heldBytes += held.buffer.length;
      while (this.#held.length > this.#parts.selection.before || this.#heldBytes > mostHeld)
        this.#heldBytes -= this.#held.shift()!.line.buffer.length;
    }
  }

  #dropHeld(): void {
    this.#held = [];
    this.#heldBytes = 0;
  }

  #writeHeld(): void {
    for (const held of this.#held) this.#write(held.line, held, false);
    if (this.#held.length > 0) this.#dropHeld();
  }

  #write(line: ShapedLine<Column>, { number, order, time }: Place, isLong: boolean): void {
    const { sink, numbers, begin } = this.#parts;
    begin(time, order !== this.#written + 1);
    this.#written = order;
    const { last } = numbers;
    numbers.last = number - 1;
    if (isLong) sink.longLine(line);
    else sink.line(line);
    numbers.last = last;
    this.#passing = isLong;
  }
}

/** Which lines are written. */
export interface Selection {
  /** Only lines that match one of these; any line where there is none. */
  readonly grep: readonly RegExp[];
  /** No lines that match one of these, nor as context. */
  readonly exclude: readonly RegExp[];
  /** Only lines of this time; one without a stamp belongs to the one before it. */
  readonly range: TimeRange | undefined;
  /** Only lines with a finding. */
  readonly only: boolean;
  /** How many lines before and after each of them are written as well. */
  readonly before: number;
  readonly after: number;
}

/** The times of all lines that were read, and whether any line is of the time asked for. */
export interface SelectedTimes {
  from: number | undefined;
  to: number | undefined;
  within: boolean;
}

/** The times before any line was read. */
export function noTimes(): SelectedTimes {
  return { from: undefined, to: undefined, within: false };
}

/** What to say where a time was asked for of which there is no line: nobody is to take that for a quiet log. */
export function explainEmptySelection(
  { from, to, within }: SelectedTimes,
  { selection, timezone }: { readonly selection: Selection; readonly timezone: string },
): string | undefined {
  if (selection.range === undefined || within) return undefined;
  if (from === undefined || to === undefined)
    return 'no line is of the time that was asked for: no line has a readable time stamp';
  const zone = new ZoneFormat(timezone);
  return `no line is of the time that was asked for: the logs go from ${zone.plain(from)} to ${zone.plain(to)}`;
}
