import type { KnownMessageMatcher } from '../../catalogue/known-messages/matcher.ts';
import type { ShapedSink } from '../../lines/line-shapes.ts';
import type { LineEnd } from '../../lines/scan/line-sink.ts';
import type { LineSpan, ShapedLine } from '../../lines/shaped-line.ts';
import type { Finding } from '../../recognise/finding.ts';
import type { FindingFilter } from '../../recognise/finding-filter.ts';
import { hostOfLine, prefixOfLine } from '../../recognise/line-prefix.ts';
import { splitRecords } from '../../recognise/prefix/json/split.ts';
import type { Prefix } from '../../recognise/prefix/prefix.ts';
import { readPrefix } from '../../recognise/prefix/read-line.ts';
import type { Recogniser } from '../../recognise/recogniser.ts';
import { hostOfPath } from '../collect/hosts.ts';
import type { LineTaker } from '../collect/log-collector.ts';

/** What triage keeps of a shape of lines. */
export interface TriagedShape {
  readonly prefix: Prefix;
  /** The findings that count. */
  readonly findings: readonly Finding[];
  /** The id of the known message that its lines are. */
  readonly known: string | null;
  /** Where annotations begin that the line already carries, or -1. */
  readonly annotatedAt: number;
  /** Whether its lines say when they were printed. */
  readonly isStamped: boolean;
  /** Whether its lines name the host that wrote them. */
  readonly namesHost: boolean;
  /**
   * What its lines are to triage: they report something; or are of severity W, E or F; or say nothing, so that a few of them show
   * what goes well; or report what was not asked for; or name the file of the lines below them.
   */
  readonly role: 'reports' | 'severe' | 'healthy' | 'filtered' | 'heading';
}

/** Makes what triage keeps of a shape, from its text. */
export function describeForTriage(
  recogniser: Recogniser,
  filter: FindingFilter,
  messages: KnownMessageMatcher,
  isFiltered: boolean,
) {
  return (text: string): TriagedShape => {
    const { prefix, findings: all, annotatedAt } = recogniser.recogniseShape(text);
    const findings = filter.pass(all, prefix.severity);
    const line = annotatedAt === -1 ? text : text.slice(0, annotatedAt);
    const known =
      findings.length === 0 && isFiltered ? undefined : messages.match(line, prefix.severity, prefix);
    const isStamped = prefix.stamp !== -1;
    const namesHost = prefix.hostAt !== undefined;
    const base = { prefix, findings, known: known?.id ?? null, annotatedAt, isStamped, namesHost };
    if (findings.length > 0 || known !== undefined) return { ...base, role: 'reports' };
    if (prefix.heading !== undefined) return { ...base, role: 'heading' };
    if (all.length > 0) return { ...base, role: 'filtered' };
    if (isSevere(prefix)) return { ...base, role: isFiltered ? 'filtered' : 'severe' };
    return { ...base, role: 'healthy' };
  };
}

function isSevere({ severity }: Prefix): boolean {
  return severity === 'W' || severity === 'E' || severity === 'F';
}

/** All healthy lines of the first part are looked at, then one a stride: what is healthy shows in a sample. */
const wholeSample = 256 * 1024;
const stride = 128 * 1024;
const longestSample = 4096;
/** Hosts that are told apart by their hashes. */
const mostNamed = 10_000;
/** Bytes from a line's beginning that hold its stamp. */
const longestHead = 4096;

/** Hands the lines of one input that report something on to a collector, and a sample of those that report nothing. */
export class TriageSink implements ShapedSink<TriagedShape> {
  /** Lines so far. */
  lines = 0;
  readonly #collector: LineTaker;
  /** Bytes so far. */
  #offset = 0;
  /** From where on the next healthy line is looked at. */
  #sampleFrom = 0;
  /** The last line with a stamp that the collector does not know of: whether there is one, its place, or its text once its bytes have gone. */
  #isStamped = false;
  #stampedBuffer: Buffer | undefined;
  #stampedStart = 0;
  #stampedEnd = 0;
  #stampedText: string | undefined;
  /** The host of the file whose lines stand below the last heading. */
  #headed: string | undefined;
  /** The hosts that lines named of which nothing else is looked at, by a hash of their bytes: making a text of each would take as long as all else. */
  readonly #named = new Set<number>();

  constructor(collector: LineTaker) {
    this.#collector = collector;
  }

  skipped(_buffer: Buffer, start: number, end: number, lines: number): void {
    this.lines += lines;
    this.#offset += end - start;
  }

  line(line: ShapedLine<TriagedShape>): void {
    this.lines++;
    this.#take(line);
    this.#offset += line.end - line.start + line.lineEnd.length;
  }

  readonly split = splitRecords;

  /** Each record is a line to triage, with a number of its own, at the place of the line that holds it. */
  records({ start, end, lineEnd }: LineSpan, records: Iterable<ShapedLine<TriagedShape>>): void {
    for (const record of records) {
      this.lines++;
      this.#take(record);
      // Its bytes are about to be another record's.
      this.beforeReuse();
    }
    this.#offset += end - start + lineEnd.length;
  }

  longLine(line: ShapedLine<TriagedShape>): void {
    this.lines++;
    this.#take(line);
    this.#offset += line.end - line.start;
  }

  longLineEnd(lineEnd: LineEnd): void {
    this.#offset += lineEnd.length;
  }

  beforeReuse(): void {
    if (!this.#isStamped || this.#stampedText !== undefined) return;
    const end = Math.min(this.#stampedEnd, this.#stampedStart + longestHead);
    this.#stampedText = this.#stampedBuffer!.toString('latin1', this.#stampedStart, end);
  }

  /** Tells the collector of the last stamp, so that it knows how far the input goes. */
  end(): void {
    this.#passStamp();
  }

  #take(line: ShapedLine<TriagedShape>): void {
    const { column } = line;
    const { role } = column;
    if (role === 'healthy' && this.#offset >= this.#sampleFrom) {
      this.#collector.healthy(line.slice(0, longestSample), this.#prefixOf(line));
      this.#isStamped = false;
      const end = this.#offset + line.end - line.start;
      this.#sampleFrom = end < wholeSample ? end : end + stride;
    } else if (role === 'healthy' || role === 'filtered') {
      // Nearly every line comes here.
      if (column.namesHost) this.#noteHost(line);
      if (!column.isStamped) return;
      this.#isStamped = true;
      this.#stampedStart = line.start;
      this.#stampedEnd = line.end;
      if (this.#stampedText !== undefined) this.#stampedText = undefined;
      if (this.#stampedBuffer !== line.buffer) this.#stampedBuffer = line.buffer;
    } else this.#look(line);
  }

  #look(line: ShapedLine<TriagedShape>): void {
    const { annotatedAt, findings, isStamped, known, role } = line.column;
    if (role === 'heading') {
      this.#begin(line);
      return;
    }
    if (!isStamped) this.#passStamp();
    this.#isStamped = false;
    const text = annotatedAt === -1 ? line.text : line.slice(0, line.startOf(annotatedAt));
    const place = { text, prefix: this.#prefixOf(line), line: this.lines, offset: this.#offset };
    if (role === 'severe') this.#collector.severe(place);
    else this.#collector.add({ ...place, findings, known });
  }

  #prefixOf(line: ShapedLine<TriagedShape>): Prefix {
    const prefix = prefixOfLine(line.column.prefix, line);
    return prefix.host === undefined && this.#headed !== undefined
      ? { ...prefix, host: this.#headed }
      : prefix;
  }

  /** The lines that follow are of the file that a heading names, and their stamps have nothing to do with those above it. */
  #begin(line: ShapedLine<TriagedShape>): void {
    this.#passStamp();
    const { heading } = readPrefix(line.text);
    if (heading === undefined) return;
    this.#headed = hostOfPath(heading);
    this.#collector.host?.(this.#headed);
  }

  #noteHost(line: ShapedLine<TriagedShape>): void {
    const [from, to] = line.column.prefix.hostAt!;
    const { buffer, start } = line;
    const end = start + line.endOf(to);
    let hash = 0;
    for (let at = start + line.startOf(from); at < end; at++) hash = (Math.imul(hash, 31) + buffer[at]!) | 0;
    if (this.#named.has(hash) || this.#named.size >= mostNamed) return;
    this.#named.add(hash);
    this.#collector.host?.(hostOfLine(line.column.prefix, line)!);
  }

  /** Tells the collector when the last line with a stamp was printed: the next one without a stamp belongs to it. */
  #passStamp(): void {
    if (!this.#isStamped) return;
    this.beforeReuse();
    this.#collector.pass(this.#stampedText!);
    this.#isStamped = false;
    this.#stampedText = undefined;
  }
}
