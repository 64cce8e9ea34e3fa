import { readerBase64 } from './line-reader.generated.ts';
import { memoryLayout } from './memory-layout.ts';

// Node's types leave WebAssembly to the DOM's, which this project does not load.
declare const WebAssembly: {
  Memory: new (limits: { initial: number }) => SharedBytes;
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** A memory of WebAssembly. */
export interface SharedBytes {
  readonly buffer: ArrayBufferLike;
}

/** A memory in which lines stand, as a scanner has it. What is below `memoryLayout.reader` is its owner's. */
export interface SharedMemory {
  readonly memory: SharedBytes;
  /** Its whole content. */
  readonly buffer: Buffer;
}

const { reader } = memoryLayout;
const layout = {
  found: reader,
  foundWide: reader + 48,
  places: reader + 64,
  /** Hash tables, and the texts in them. */
  names: reader + 0x100,
  sources: reader + 0x8100,
  nameTexts: reader + 0xc100,
  sourceTexts: reader + 0x14100,
  /** A byte for each source, by its number. */
  kinds: memoryLayout.lines - 1024,
} as const;

/** Bytes of a hash table's entry. */
const entryBytes = 8;
const nameEntries = (layout.sources - layout.names) / entryBytes;
const sourceEntries = (layout.nameTexts - layout.sources) / entryBytes;

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
  statedNames(
    start: number,
    end: number,
    sources: number,
    sourceEntries: number,
    kinds: number,
    names: number,
    nameEntries: number,
  ): number;
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

let compiled: object | undefined;

/** A memory with lines in it, and what reads them there. Addresses are bytes of the memory. */
export class LineMemory {
  readonly bytes: Buffer;
  /** What the last header says, and where things were found last, as assembly/ says of each. */
  readonly found: Int32Array;
  readonly foundWide: Float64Array;
  readonly places: Int32Array;
  readonly #exports: Exports;
  #sourceTexts: number = layout.sourceTexts;
  #sources = 0;

  /**
   * @param names texts that `findNames` finds, by their indices
   * @param bytes the whole memory, where its owner has it already
   */
  constructor(memory: SharedBytes, names: readonly string[], bytes: Buffer = Buffer.from(memory.buffer)) {
    compiled ??= new WebAssembly.Module(Buffer.from(readerBase64, 'base64'));
    this.#exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports as Exports;
    this.bytes = bytes;
    this.found = new Int32Array(memory.buffer, layout.found, 16);
    this.foundWide = new Float64Array(memory.buffer, layout.foundWide, 2);
    this.places = new Int32Array(memory.buffer, layout.places, 16);
    this.bytes.fill(0, layout.names, layout.nameTexts);
    if (names.length * 2 > nameEntries) throw new RangeError(`no room for ${names.length} names`);
    let texts: number = layout.nameTexts;
    names.forEach((name, index) => {
      if (texts + name.length > layout.sourceTexts) throw new RangeError('no room for the texts of names');
      this.#put(layout.names, nameEntries, texts, name, index);
      texts += name.length;
    });
  }

  /** A memory that holds a line of so many bytes, and the names. */
  static of(length: number, names: readonly string[]): LineMemory {
    const pages = Math.ceil((memoryLayout.lines + length + memoryLayout.overrun) / 65536);
    return new LineMemory(new WebAssembly.Memory({ initial: pages }), names);
  }

  /** Bytes of a line that it has room for. */
  get capacity(): number {
    return this.bytes.length - memoryLayout.lines - memoryLayout.overrun;
  }

  header(start: number, end: number): boolean {
    return this.#exports.header(start, end, layout.sources, sourceEntries) !== 0;
  }

  pythonHeader(start: number, end: number): boolean {
    return this.#exports.pythonHeader(start, end, layout.sources, sourceEntries) !== 0;
  }

  /** Where a glog header begins, or 0. */
  headerWithin(start: number, end: number): number {
    return this.#exports.headerWithin(start, end);
  }

  /** How many names were found, up to four. */
  findNames(from: number, to: number, lineStart: number, lineEnd: number): number {
    return this.#exports.findNames(from, to, lineStart, lineEnd, layout.names, nameEntries);
  }

  /** How many names a line states that can state nothing else, or -1. */
  statedNames(start: number, end: number): number {
    const { sources, kinds, names } = layout;
    return this.#exports.statedNames(start, end, sources, sourceEntries, kinds, names, nameEntries);
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

  /**
   * Lets `header` and `pythonHeader` know a source by this number of at most 16 bits from now on.
   *
   * @param text `file.cpp:123`, which is not known yet
   * @param kind what `statedNames` is to know of it
   * @returns false when there is no room for more
   */
  addSource(text: string, index: number, kind: number): boolean {
    if (this.#sources * 2 >= sourceEntries || this.#sourceTexts + text.length > layout.kinds) return false;
    this.#put(layout.sources, sourceEntries, this.#sourceTexts, text, index);
    this.bytes[layout.kinds + index] = kind;
    this.#sourceTexts += text.length;
    this.#sources++;
    return true;
  }

  /** Forgets all sources. */
  clearSources(): void {
    this.bytes.fill(0, layout.sources, layout.nameTexts);
    this.#sourceTexts = layout.sourceTexts;
    this.#sources = 0;
  }

  #put(table: number, entries: number, address: number, text: string, index: number): void {
    const { bytes } = this;
    bytes.write(text, address, 'latin1');
    const at = (slot: number): number => table + (slot & (entries - 1)) * entryBytes;
    let slot = this.#exports.hashOf(address, text.length);
    while (bytes.readUInt32LE(at(slot)) !== 0) slot++;
    bytes.writeUInt32LE(address, at(slot));
    bytes.writeUInt16LE(text.length, at(slot) + 4);
    bytes.writeUInt16LE(index, at(slot) + 6);
  }
}
