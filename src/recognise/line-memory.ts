import { readerBase64 } from './line-reader.generated.ts';
import type { LineRules } from './line-rules.ts';
import * as layout from './memory-layout.ts';
import { RuleMemory } from './rule-memory.ts';
import { instantiate } from './web-assembly.ts';

// Node's types leave WebAssembly to the DOM's, which this project does not load.
declare const WebAssembly: {
  Memory: new (limits: { initial: number }) => SharedBytes;
};

/** A memory of WebAssembly. */
export interface SharedBytes {
  readonly buffer: ArrayBufferLike;
}

/** A memory in which lines stand, as a scanner has it. What is below `reader` of the layout is its owner's. */
export interface SharedMemory {
  readonly memory: SharedBytes;
  /** Its whole content. */
  readonly buffer: Buffer;
}

/** What assembly/index.ts exports. */
interface Exports {
  header(start: number, end: number, sources: number, entries: number): number;
  findNames(
    from: number,
    to: number,
    lineStart: number,
    lineEnd: number,
    names: number,
    entries: number,
  ): number;
  readLine(start: number, end: number, windows: number): number;
  slotOf(bytes: number): number;
  standsAlone(start: number, end: number, lineStart: number, lineEnd: number): number;
  nextKey(from: number, last: number, to: number, messageStart: number, lineStart: number): number;
  headerWithin(start: number, end: number): number;
  pythonHeader(start: number, end: number, sources: number, entries: number): number;
  nextNegative(from: number, to: number, lineStart: number): number;
  hasNegative(from: number, to: number): number;
  nextOpening(from: number, to: number, lineStart: number): number;
  threeDigits(from: number, to: number): number;
  wordBefore(first: number, at: number): number;
  hasSeparator(from: number, to: number): number;
  nextStatus(from: number, to: number, messageStart: number): number;
  bareCode(from: number, to: number): number;
  hashOf(start: number, length: number): number;
}

/** A memory with lines in it, and what reads them there. Addresses are bytes of the memory. */
export class LineMemory {
  readonly bytes: Buffer;
  /** What the last header says, and where things were found last, as assembly/ says of each. */
  readonly found: Int32Array;
  readonly foundWide: Float64Array;
  readonly places: Int32Array;
  readonly namePlaces: Int32Array;
  readonly hits: Int32Array;
  readonly unknownText: Int32Array;
  /** What lines are read by. */
  readonly rules: RuleMemory;
  readonly #exports: Exports;

  /**
   * @param rules what lines are read by
   * @param bytes the whole memory, where its owner has it already
   */
  constructor(memory: SharedBytes, rules: LineRules, bytes: Buffer = Buffer.from(memory.buffer)) {
    this.#exports = instantiate(readerBase64, { env: { memory } }) as Exports;
    this.bytes = bytes;
    this.found = new Int32Array(memory.buffer, layout.found, 16);
    this.foundWide = new Float64Array(memory.buffer, layout.found + 48, 2);
    this.places = new Int32Array(memory.buffer, layout.places, 16);
    this.namePlaces = new Int32Array(memory.buffer, layout.namePlaces, 12);
    this.hits = new Int32Array(memory.buffer, layout.hits, 3 * 16);
    this.unknownText = new Int32Array(memory.buffer, layout.unknownText, 2);
    this.rules = new RuleMemory(bytes, this.#exports, rules);
  }

  /** What another module of WebAssembly can import. */
  get reading(): { readonly readLine: unknown; readonly header: unknown } {
    const { readLine, header } = this.#exports;
    return { readLine, header };
  }

  /** A memory that holds a line of so many bytes. */
  static of(length: number, rules: LineRules): LineMemory {
    const pages = Math.ceil((layout.lines + length + layout.overrun) / 65536);
    return new LineMemory(new WebAssembly.Memory({ initial: pages }), rules);
  }

  /** Bytes of a line that it has room for. */
  get capacity(): number {
    return this.bytes.length - layout.lines - layout.overrun;
  }

  header(start: number, end: number): boolean {
    return this.#exports.header(start, end, layout.sources, layout.sourceEntries) !== 0;
  }

  pythonHeader(start: number, end: number): boolean {
    return this.#exports.pythonHeader(start, end, layout.sources, layout.sourceEntries) !== 0;
  }

  /** Where a glog header begins, or 0. */
  headerWithin(start: number, end: number): number {
    return this.#exports.headerWithin(start, end);
  }

  /** How many names were found, up to four. */
  findNames(from: number, to: number, lineStart: number, lineEnd: number): number {
    return this.#exports.findNames(from, to, lineStart, lineEnd, layout.names, layout.nameEntries);
  }

  /** How many findings a whole line has, or a verdict of assembly/verdict.ts. */
  readLine(start: number, end: number, windows: number): number {
    return this.#exports.readLine(start, end, windows);
  }

  standsAlone(start: number, end: number, lineStart: number, lineEnd: number): boolean {
    return this.#exports.standsAlone(start, end, lineStart, lineEnd) !== 0;
  }

  nextKey(from: number, last: number, to: number, messageStart: number, lineStart: number): boolean {
    return this.#exports.nextKey(from, last, to, messageStart, lineStart) !== 0;
  }

  nextNegative(from: number, to: number, lineStart: number): boolean {
    return this.#exports.nextNegative(from, to, lineStart) !== 0;
  }

  hasNegative(from: number, to: number): boolean {
    return this.#exports.hasNegative(from, to) !== 0;
  }

  /** Where a bracket stands that may open a result list, or `to`. */
  nextOpening(from: number, to: number, lineStart: number): number {
    return this.#exports.nextOpening(from, to, lineStart);
  }

  /** Where a number of three digits stands, or `to`. */
  threeDigits(from: number, to: number): number {
    return this.#exports.threeDigits(from, to);
  }

  wordBefore(first: number, at: number): boolean {
    return this.#exports.wordBefore(first, at) !== 0;
  }

  hasSeparator(from: number, to: number): boolean {
    return this.#exports.hasSeparator(from, to) !== 0;
  }

  nextStatus(from: number, to: number, messageStart: number): boolean {
    return this.#exports.nextStatus(from, to, messageStart) !== 0;
  }

  /** Where `error code is ` ends, or 0. */
  bareCode(from: number, to: number): number {
    return this.#exports.bareCode(from, to);
  }
}
