import type { KnownMessageMatcher } from '../catalogue/known-messages/matcher.ts';
import type { LineEnd, SegmentSink } from '../lines/scan/segment-sink.ts';
import type { FindingFilter } from '../recognise/finding-filter.ts';
import { Line } from '../recognise/line.ts';
import type { Prefix } from '../recognise/prefix.ts';
import type { PrefixReader } from '../recognise/prefix-reader.ts';
import type { Recogniser } from '../recognise/recogniser.ts';
import type { LineTaker } from '../triage/collect/log-collector.ts';

/** What a `TriageSink` works with. */
export interface TriageSinkParts {
  readonly recogniser: Recogniser;
  readonly filter: FindingFilter;
  readonly messages: KnownMessageMatcher;
  readonly collector: LineTaker;
  /** Whether only some findings count, so that messages without any do not. */
  readonly isFiltered: boolean;
}

const lineFeed = 10;
/** All lines of the first part are looked at, then one a stride: what is healthy shows in a sample. */
const wholeSample = 256 * 1024;
const stride = 128 * 1024;
const longestSample = 4096;
/** So far into an input every line is looked at, for messages of W, E and F that the scanner does not mark. */
const everyLine = 8 * 1024 ** 2;
/** How other programs than glog write these severities. */
const severeWord = /WARN|ERROR|CRITICAL|FATAL/;
/** How many lines before one without a stamp are searched for its time. */
const stampSearch = 32;

/** Hands on what a scanner finds in one input, and a sample of the lines that report nothing. */
export class TriageSink implements SegmentSink {
  /** Lines so far. */
  lines = 0;
  readonly #parts: TriageSinkParts;
  readonly #prefixes: PrefixReader;
  /** Bytes so far. */
  #offset = 0;
  /** From where on the next line that reports nothing is looked at. */
  #sampleFrom = 0;
  #isKernelLog = false;
  /** Whether a long line is passing. */
  #isWithinLine = false;
  /** Where in the buffer the bytes begin that stand there without a gap, and where they end. */
  #contiguousFrom = 0;
  #contiguousTo = -1;

  constructor(parts: TriageSinkParts) {
    this.#parts = parts;
    this.#prefixes = parts.recogniser.prefixes;
  }

  quiet(buffer: Buffer, start: number, end: number, lines: number): void {
    this.#join(start);
    if (!this.#isWithinLine && lines > 0) this.#sample(buffer, start, end);
    this.#isWithinLine = lines === 0;
    this.lines += lines;
    this.#pass(end, end - start);
  }

  candidate(buffer: Buffer, start: number, end: number, lineEnd: LineEnd, windows: number): void {
    this.#join(start);
    this.#look(buffer, start, end, windows);
    this.lines++;
    this.#pass(end + lineEnd.length, end - start + lineEnd.length);
  }

  longCandidate(buffer: Buffer, start: number, end: number, windows: number): void {
    this.#join(start);
    this.#look(buffer, start, end, windows);
    this.#isWithinLine = true;
    this.#pass(end, end - start);
  }

  longCandidateEnd(lineEnd: LineEnd): void {
    this.#isWithinLine = false;
    this.lines++;
    this.#pass(this.#contiguousTo + lineEnd.length, lineEnd.length);
  }

  #join(start: number): void {
    if (start !== this.#contiguousTo) this.#contiguousFrom = start;
  }

  #pass(end: number, length: number): void {
    this.#contiguousTo = end;
    this.#offset += length;
  }

  #look(buffer: Buffer, start: number, end: number, windows: number): void {
    const { recogniser, filter, messages, collector, isFiltered } = this.#parts;
    const whole = new Line(buffer, start, end);
    const { prefix, findings: all, annotatedAt } = recogniser.recognise(whole, windows);
    const { severity } = prefix;
    const findings = filter.pass(all, severity);
    const isCounted = findings.length > 0 || !isFiltered;
    const line = annotatedAt === -1 ? whole.text : whole.text.slice(0, annotatedAt);
    const known = isCounted ? messages.match(line, severity) : undefined;
    if (findings.length > 0 || known !== undefined) {
      if (prefix.stamp === -1) this.#findStamp(buffer, start);
      collector.add({
        text: line,
        prefix,
        findings,
        known: known?.id ?? null,
        line: this.lines + 1,
        offset: this.#offset,
      });
    } else if (isSevere(severity)) {
      // Only glog's headers make a line stand out to the scanner; of others it would hand on some and not all.
      if (all.length === 0 && !isFiltered)
        collector.severe(
          { text: line, prefix, line: this.lines + 1, offset: this.#offset },
          prefix.shape === 'glog',
        );
    } else if (all.length === 0 && this.#offset >= this.#sampleFrom) {
      collector.healthy(line, prefix);
      this.#sampled(this.#offset + end - start);
    }
  }

  /** Looks at quiet lines: at all of them at the front of an input, then at those whose turn it is. */
  #sample(buffer: Buffer, start: number, end: number): void {
    let lines = this.lines;
    for (let at = start; at < end; ) {
      const offset = this.#offset + at - start;
      if (offset >= everyLine) {
        this.#parts.collector.skip();
        if (!this.#isKernelLog) {
          this.#sampleSome(buffer, start, at, end);
          return;
        }
      }
      const feed = buffer.indexOf(lineFeed, at);
      const next = feed === -1 || feed >= end ? end : feed + 1;
      const text = buffer.toString('latin1', at, Math.min(next, at + longestSample)).trimEnd();
      lines++;
      this.#quietLine(text, lines, offset);
      at = next;
    }
  }

  /** Looks at the quiet lines from `from` on whose turn it is. */
  #sampleSome(buffer: Buffer, start: number, from: number, end: number): void {
    for (let at = from; ; ) {
      const turn = start + Math.max(at - start, this.#sampleFrom - this.#offset);
      if (turn >= end) return;
      const first = turn === at ? turn : buffer.indexOf(lineFeed, turn - 1) + 1;
      if (first === 0 || first >= end) return;
      const feed = buffer.indexOf(lineFeed, first);
      at = feed === -1 || feed >= end ? end : feed + 1;
      const text = buffer.toString('latin1', first, Math.min(at, first + longestSample)).trimEnd();
      const prefix = this.#prefixes.read(text);
      if (!isSevere(prefix.severity)) this.#parts.collector.healthy(text, prefix);
      this.#sampled(this.#offset + at - start);
    }
  }

  #quietLine(text: string, line: number, offset: number): void {
    const isDue = offset >= this.#sampleFrom;
    const { collector, messages, isFiltered } = this.#parts;
    const mayBeKnown = !isFiltered && messages.match(text) !== undefined;
    if (!isDue && !this.#isKernelLog && !mayBeKnown && !severeWord.test(text)) return;
    const prefix = this.#prefixes.read(text);
    const known = mayBeKnown ? messages.match(text, prefix.severity) : undefined;
    if (prefix.shape === 'kernel') this.#kernelLine(text, prefix, line, offset);
    else if (known !== undefined)
      collector.add({ text, prefix, findings: [], known: known.id, line, offset });
    else if (isSevere(prefix.severity)) {
      if (!isFiltered) collector.severe({ text, prefix, line, offset }, false);
    } else if (isDue) collector.healthy(text, prefix);
    if (isDue) this.#sampled(offset + text.length + 1);
  }

  /**
   * Looks at a line of the kernel's log. The scanner knows Mooncake's forms only, so that once there was such a line all
   * that it leaves are looked at.
   */
  #kernelLine(text: string, prefix: Prefix, line: number, offset: number): void {
    const { collector, messages, isFiltered } = this.#parts;
    this.#isKernelLog = true;
    const known = isFiltered ? undefined : messages.match(text, prefix.severity);
    if (known === undefined) collector.healthy(text, prefix);
    else collector.add({ text, prefix, findings: [], known: known.id, line, offset });
  }

  #sampled(end: number): void {
    this.#sampleFrom = this.#isKernelLog || end < wholeSample ? end : end + stride;
  }

  /** Takes in the time of the nearest line before `start` that has a stamp, where it is still there. */
  #findStamp(buffer: Buffer, start: number): void {
    let end = start - 1;
    for (let searched = 0; searched < stampSearch && end > this.#contiguousFrom; searched++) {
      const feed = buffer.lastIndexOf(lineFeed, end - 1);
      const first = Math.max(feed + 1, this.#contiguousFrom);
      const text = buffer.toString('latin1', first, Math.min(end, first + longestSample));
      const prefix = this.#prefixes.read(text);
      if (prefix.stamp !== -1) {
        this.#parts.collector.pass(text, prefix);
        return;
      }
      end = first - 1;
    }
  }
}

function isSevere(severity: string | undefined): boolean {
  return severity === 'W' || severity === 'E' || severity === 'F';
}
