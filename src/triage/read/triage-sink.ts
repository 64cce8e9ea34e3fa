import type { LineShapes, ShapedSink } from '../../lines/line-shapes.ts';
import { lineEndWithin } from '../../lines/scan/line-end.ts';
import type { LineEnd } from '../../lines/scan/line-sink.ts';
import type { LineSpan, ShapedLine } from '../../lines/shaped-line.ts';
import { fileLineOfLine, hostOfLine, numberOfLine, timeOfLine } from '../../recognise/line-prefix.ts';
import { furtherRecords, splitRecords } from '../../recognise/prefix/json/split.ts';
import { sourceOf } from '../../recognise/prefix/prefix.ts';
import { readPrefix } from '../../recognise/prefix/read-line.ts';
import { StampReader } from '../../recognise/time/stamp-reader.ts';
import type { TimestampParser } from '../../recognise/time/timestamp-parser.ts';
import { TimestampTracker } from '../../recognise/time/timestamp-tracker.ts';
import type { LineHead, LineTaker } from '../collect/collected-line.ts';
import { hostOfPath } from '../collect/hosts.ts';
import type { TriagedShape } from './triage-marks.ts';

/** All healthy lines of the first part are looked at, then one a stride: what is healthy shows in a sample. */
const wholeSample = 256 * 1024;
const stride = 128 * 1024;
const longestSample = 4096;
/**
 * The hosts of lines that nobody needs are looked for in all lines of the first part, and then in one a stride, if lines name hosts
 * at all.
 */
const wholeOfHosts = 512 * 1024;
const strideOfHosts = 8192;
/** Hosts that are told apart by their hashes. */
const mostNamed = 10_000;
const lineFeed = 10;

/** What a sink works with. */
export interface TriageSinkParts {
  readonly taker: LineTaker;
  readonly clock: TimestampParser;
  /** Bytes of a line that are looked at. */
  readonly longest: number;
  /** Knows the shapes of lines that were to be skipped. */
  readonly shapes: Pick<LineShapes<TriagedShape>, 'lineOf'>;
  /** Asks for all further lines: some that matter may not be marked. */
  readonly lookAtAll: () => void;
}

/** Hands the lines of one input that report something on to a collector, and a sample of those that report nothing. */
export class TriageSink implements ShapedSink<TriagedShape> {
  /** Lines so far. */
  lines = 0;
  readonly #taker: LineTaker;
  readonly #clock: TimestampParser;
  readonly #shapes: TriageSinkParts['shapes'];
  readonly #lookAtAll: () => void;
  readonly #stamps: TimestampTracker;
  /** Bytes so far. */
  #offset = 0;
  /** From where on the next healthy line is looked at, and the next one for its host. */
  #sampleFrom = 0;
  #hostFrom = 0;
  #namesHosts = false;
  #withinLongLine = false;
  /** The host of the file whose lines stand below the last heading. */
  #headed: string | undefined;
  /** The hosts that lines named of which nothing else is looked at, by a hash of their bytes: making a text of each would take as long as all else. */
  readonly #named = new Set<number>();

  constructor({ taker, clock, longest, shapes, lookAtAll }: TriageSinkParts) {
    this.#taker = taker;
    this.#clock = clock;
    this.#shapes = shapes;
    this.#lookAtAll = lookAtAll;
    this.#stamps = new TimestampTracker(new StampReader(clock, longest));
  }

  skipped(buffer: Buffer, start: number, end: number, lines: number): void {
    const isRest = this.#withinLongLine;
    // Pieces of a long line are of no line, but the last one.
    this.#withinLongLine = lines === 0;
    this.lines += lines;
    if (lines > 0 && !isRest) this.lines += furtherRecords(buffer, start, end);
    let at = start;
    if (lines > 0 && !isRest)
      for (let next = this.#sampled(buffer, at, end); next < end; next = this.#sampled(buffer, at, end)) {
        this.#pass(buffer, at, next, 1);
        const feed = buffer.indexOf(lineFeed, next);
        const after = feed === -1 || feed >= end ? end : feed + 1;
        this.#lookAtSkipped(buffer, next, after);
        this.#pass(buffer, next, after, 1);
        at = after;
      }
    if (at < end || lines === 0) this.#pass(buffer, at, end, lines);
  }

  line(line: ShapedLine<TriagedShape>): void {
    const { buffer, start, end, lineEnd } = line;
    this.lines++;
    const time = this.#take(line);
    if (time === undefined) this.#stamps.line(buffer, start, end, lineEnd);
    else this.#stamps.stamped(start, end, lineEnd, time);
    this.#offset += end - start + lineEnd.length;
  }

  readonly split = splitRecords;

  /** Each record is a line to triage, with a number of its own, at the place of the line that holds it. */
  records({ buffer, start, end, lineEnd }: LineSpan, records: Iterable<ShapedLine<TriagedShape>>): void {
    let last: number | undefined;
    for (const record of records) {
      this.lines++;
      const time = timeOfLine(record.column.prefix, record, this.#clock);
      this.#take(record, time ?? last ?? this.#stamps.before());
      last = time ?? last;
    }
    if (last === undefined) this.#stamps.line(buffer, start, end, lineEnd);
    else this.#stamps.stamped(start, end, lineEnd, last);
    this.#offset += end - start + lineEnd.length;
  }

  longLine(line: ShapedLine<TriagedShape>): void {
    const { buffer, start, end } = line;
    this.lines++;
    this.#take(line);
    this.#stamps.line(buffer, start, end, '');
    this.#stamps.beginLongLine();
    this.#withinLongLine = true;
    this.#offset += end - start;
  }

  longLineEnd(lineEnd: LineEnd): void {
    this.#withinLongLine = false;
    this.#stamps.endLongLine(lineEnd);
    this.#offset += lineEnd.length;
  }

  beforeReuse(): void {
    this.#stamps.readPending();
  }

  /** Tells the collector of the last stamp, so that it knows how far the input goes. */
  end(): void {
    this.#passTime(this.#stamps.last()?.time);
  }

  #pass(buffer: Buffer, start: number, end: number, lines: number): void {
    this.#stamps.skipped(buffer, start, end, lines);
    this.#offset += end - start;
  }

  /** Where the next line starts, in lines that need no look, that is looked at for its host or as a sample; `end` if there is none. */
  #sampled(buffer: Buffer, start: number, end: number): number {
    const from = Math.max(this.#offset, Math.min(this.#sampleFrom, this.#hostFrom));
    const at = start + from - this.#offset;
    if (at >= end) return end;
    if (at === start) return start;
    const feed = buffer.indexOf(lineFeed, at - 1);
    return feed === -1 ? end : Math.min(end, feed + 1);
  }

  /** Looks at a line that needs no look, with its end. */
  #lookAtSkipped(buffer: Buffer, start: number, end: number): void {
    const lineEnd = lineEndWithin(buffer, start, end);
    const text = end - lineEnd.length;
    if (splitRecords(buffer, start, text) === undefined) {
      const line = this.#shapes.lineOf({ buffer, start, end: text, lineEnd });
      if (line.column.role === 'healthy' || line.column.role === 'filtered') this.#take(line);
    }
    if (this.#offset >= this.#sampleFrom) this.#sampleFrom = this.#nextSample(end - start);
    if (this.#offset >= this.#hostFrom) this.#hostFrom = this.#nextOfHosts(end - start);
  }

  /**
   * @param before when it was printed, or what is before it, where that is known
   * @returns when it was printed, where that was read
   */
  #take(line: ShapedLine<TriagedShape>, before?: number): number | undefined {
    const { column } = line;
    const { role } = column;
    if (column.hidesSeverity) this.#lookAtAll();
    if (role === 'healthy' && this.#offset >= this.#sampleFrom) {
      if (!column.isStamped) this.#passTime(before ?? this.#stamps.before());
      const time = timeOfLine(column.prefix, line, this.#clock);
      const { mayName } = column;
      this.#taker.healthy({ text: line.slice(0, longestSample), head: this.#headOf(line), time, mayName });
      this.#sampleFrom = this.#nextSample(line.end - line.start);
      return time;
    }
    if (role === 'healthy' || role === 'filtered') {
      if (column.namesHost) this.#noteHost(line);
      return undefined;
    }
    return this.#look(line, before);
  }

  #nextSample(length: number): number {
    const end = this.#offset + length;
    return end < wholeSample ? end : end + stride;
  }

  #nextOfHosts(length: number): number {
    const end = this.#offset + length;
    if (end < wholeOfHosts) return end;
    return this.#namesHosts ? this.#offset + strideOfHosts : Number.POSITIVE_INFINITY;
  }

  #look(line: ShapedLine<TriagedShape>, before: number | undefined): number | undefined {
    const { annotatedAt, findings, isStamped, key, known, mayName, mayTellFacts, prefix, role } = line.column;
    if (role === 'heading') {
      this.#begin(line);
      return undefined;
    }
    if (!isStamped) this.#passTime(before ?? this.#stamps.before());
    const time = timeOfLine(prefix, line, this.#clock);
    const text = annotatedAt === -1 ? line.text : line.slice(0, line.startOf(annotatedAt));
    const head = this.#headOf(line);
    const number = this.lines;
    const offset = this.#offset;
    // Copying the members of one into the other would take longer than what is done with them.
    if (role === 'severe')
      this.#taker.severe({ text, head, time, mayName, line: number, offset, mayTellFacts });
    else
      this.#taker.add({
        text,
        head,
        time,
        mayName,
        line: number,
        offset,
        mayTellFacts,
        findings,
        known,
        key,
      });
    return time;
  }

  #headOf(line: ShapedLine<TriagedShape>): LineHead {
    const { prefix, source } = line.column;
    const { file, fileLineAt, pidAt, tidAt } = prefix;
    return {
      severity: prefix.severity,
      source: fileLineAt === undefined ? source : sourceOf({ file, fileLine: fileLineOfLine(prefix, line) }),
      host: hostOfLine(prefix, line) ?? this.#headed,
      pid: numberOfLine(pidAt, line),
      tid: numberOfLine(tidAt, line),
      message: line.startOf(prefix.message),
      messageEnd: line.endOf(prefix.messageEnd),
    };
  }

  /** The lines that follow are of the file that a heading names. */
  #begin(line: ShapedLine<TriagedShape>): void {
    this.#passTime(this.#stamps.before());
    // Others will follow, and nothing marks them.
    this.#lookAtAll();
    const { heading } = readPrefix(line.text);
    if (heading === undefined) return;
    this.#headed = hostOfPath(heading);
    this.#taker.host?.(this.#headed);
  }

  #noteHost(line: ShapedLine<TriagedShape>): void {
    if (!this.#namesHosts) {
      this.#namesHosts = true;
      this.#hostFrom = Math.min(this.#hostFrom, this.#offset);
    }
    const [from, to] = line.column.prefix.hostAt!;
    const { buffer, start } = line;
    const end = start + line.endOf(to);
    let hash = 0;
    for (let at = start + line.startOf(from); at < end; at++) hash = (Math.imul(hash, 31) + buffer[at]!) | 0;
    if (this.#named.has(hash) || this.#named.size >= mostNamed) return;
    this.#named.add(hash);
    this.#taker.host?.(hostOfLine(line.column.prefix, line)!);
  }

  /** Tells the collector when the last line with a stamp was printed: the next one without a stamp belongs to it. */
  #passTime(time: number | undefined): void {
    if (time !== undefined) this.#taker.pass(time);
  }
}
