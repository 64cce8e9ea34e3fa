import { barePrefix, glogPrefix, hourOf, pythonPrefix } from './header-prefix.ts';
import { Line } from './line.ts';
import { LineMemory, type SharedMemory } from './line-memory.ts';
import { type LineRules, noRules } from './line-rules.ts';
import * as layout from './memory-layout.ts';
import type { Prefix, Stamp } from './prefix.ts';
import { PrintedSources } from './printed-sources.ts';
import { unknownSource, unknownWord } from './verdict.ts';
import type { WholeLines } from './whole-lines.ts';

/** Where something stands: offsets into the line. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Takes a name, by its index, and where it stands: offsets into the line. */
type TakeName = (name: number, start: number, end: number) => void;

/** Takes a finding, by the number of its kind, and where it stands: offsets into the line. */
type TakeHit = (kind: number, start: number, end: number) => void;

/** A negative number, by its sign and end. */
export interface NumberPlace extends Place {
  readonly value: number;
}

/** A word whose value stands behind it. */
export interface WordPlace extends Place {
  /** Of its bytes; equal words have equal hashes. */
  readonly hash: number;
  /** Where the word before it begins, when this one begins with `value`; else -1. */
  readonly two: number;
}

/** As many names as the memory finds at once. */
const namesAtOnce = 4;

/** More than one line of a program's log has that are new. */
const mostUnknown = 100;

/** Wrappers (pod names, worker names, stamps) are short; a glog header further in is quoted text. */
const deepest = 512;

/** Lines up to this length need no larger memory. */
const usualLength = 64 * 1024 - layout.overrun;

/**
 * Reads the parts of lines that are found byte by byte, with what assembly/ is compiled to. Lines that stand in a memory
 * which it was told of are read there, others are copied first. It remembers the sources that it has taken apart, nothing
 * else, so lines do not influence each other.
 */
export class LineReader {
  readonly #rules: LineRules;
  /** By their bytes; those of a scanner that is done with go with it. */
  readonly #memories = new WeakMap<Buffer, LineMemory>();
  /** For lines that stand elsewhere. */
  #own: LineMemory | undefined;
  /** The memory of the line that was read last. */
  #memory: LineMemory | undefined;
  readonly #sources: PrintedSources;

  /** @param rules what names it finds, and how it reads whole lines */
  constructor(rules: LineRules = noRules()) {
    this.#rules = rules;
    this.#sources = new PrintedSources(rules);
  }

  /** Makes lines that stand in this memory readable without a copy, and says what reads them there. */
  share({ memory, buffer }: SharedMemory): WholeLines {
    const shared = new LineMemory(memory, this.#rules, buffer);
    this.#memories.set(buffer, shared);
    this.#use(shared);
    const sources = this.#sources;
    const enter = (): void => {
      if (this.#memory !== shared) this.#use(shared);
    };
    return {
      memory,
      reading: shared.reading,
      kinds: this.#rules.kinds,
      get sources() {
        return sources.list;
      },
      hits: shared.hits,
      enter,
      read: (start, end, windows) => {
        enter();
        return this.#readWhole(start, end, windows);
      },
      makeKnown: (verdict) => this.#makeKnown(shared, verdict),
    };
  }

  /** The line where it can be read: as it stands, or as a copy that holds until the next one is made. */
  within(line: Line | string): Line {
    if (typeof line === 'string') {
      const { bytes } = this.#ownFor(line.length);
      bytes.write(line, layout.lines, 'latin1');
      return new Line(bytes, layout.lines, layout.lines + line.length, line);
    }
    if (line.bytes === this.#memory?.bytes) return line;
    const memory = this.#memories.get(line.bytes);
    if (memory !== undefined) {
      this.#use(memory);
      return line;
    }
    const { bytes } = this.#ownFor(line.length);
    line.bytes.copy(bytes, layout.lines, line.start, line.end);
    return line.at(bytes, layout.lines);
  }

  /** When a line that is `within` was printed, as its prefix has it, when it begins with a glog header of a known source. */
  glogStamp({ start, end }: Line): Stamp | undefined {
    const memory = this.#memory!;
    if (!memory.header(start, end) || memory.found[1] === -1) return undefined;
    return { stamp: 0, ...hourOf(memory) };
  }

  /** The prefix of a line that is `within`, when a complete glog header stands at this offset. */
  glogPrefix(line: Line, offset: number, host?: string): Prefix | undefined {
    const memory = this.#memory!;
    if (!memory.header(line.start + offset, line.end)) return undefined;
    return glogPrefix(memory, this.#sources.last(memory), line, offset, host);
  }

  /** The prefix of a line that is `within`, when it begins as vLLM's usually do. */
  pythonPrefix(line: Line): Prefix | undefined {
    const memory = this.#memory!;
    if (!memory.pythonHeader(line.start, line.end)) return undefined;
    return pythonPrefix(memory, this.#sources.last(memory), line);
  }

  /** Where a glog header begins that stands at the front of a line that is `within`, behind wrappers too; or -1. */
  glogHeader(line: Line): number {
    const at = this.#memory!.headerWithin(line.start, Math.min(line.end, line.start + deepest));
    return at === 0 ? -1 : at - line.start;
  }

  /**
   * The names that stand as whole tokens between two offsets of a line that is `within`. It is called for nearly every line
   * with a code, and so makes no lists: it calls `take` with each name's index, start and end.
   */
  eachName(line: Line, from: number, to: number, take: TakeName): void {
    const memory = this.#memory!;
    const { start, end } = line;
    for (let at = start + from; ; ) {
      const count = memory.findNames(at, start + to, start, end);
      this.takeNames(line, count, take);
      if (count < namesAtOnce) return;
      at = memory.namePlaces[3 * namesAtOnce - 1]!;
    }
  }

  /** Calls `take` with so many names that were found last. */
  takeNames({ start }: Line, count: number, take: TakeName): void {
    const { namePlaces } = this.#memory!;
    for (let index = 0; index < 3 * count; index += 3)
      take(namePlaces[index]!, namePlaces[index + 1]! - start, namePlaces[index + 2]! - start);
  }

  /**
   * How many findings a line that is `within` has, when it can be read as a whole (see assembly/line.ts); or -1. They can be taken
   * with `takeHits`, and its prefix is `readPrefix`.
   *
   * @param windows which windows of the candidate rule occur in it
   */
  readLine({ start, end }: Line, windows: number): number {
    return this.#readWhole(start, end, windows);
  }

  /** Calls `take` with each finding's kind, start and end of those that `readLine` found last. */
  takeHits({ start }: Line, count: number, take: TakeHit): void {
    const { hits } = this.#memory!;
    for (let index = 0; index < 3 * count; index += 3)
      take(hits[index]!, hits[index + 1]! - start, hits[index + 2]! - start);
  }

  /** The prefix of the line that `readLine` has read. */
  readPrefix(line: Line): Prefix {
    const memory = this.#memory!;
    const shape = memory.found[11];
    if (shape === layout.glogShape)
      return glogPrefix(memory, this.#sources.last(memory), line, 0, undefined)!;
    return shape === layout.pythonShape
      ? pythonPrefix(memory, this.#sources.last(memory), line)!
      : barePrefix(0, line.length);
  }

  #readWhole(start: number, end: number, windows: number): number {
    const memory = this.#memory!;
    for (let unknown = 0; unknown < mostUnknown; unknown++) {
      const count = memory.readLine(start, end, windows);
      if (count >= 0) return count;
      if (!this.#makeKnown(memory, count)) break;
    }
    return -1;
  }

  /** Tells a memory what it lacked to read a line; false when that was nothing. */
  #makeKnown(memory: LineMemory, verdict: number): boolean {
    if (verdict === unknownSource) return this.#sources.last(memory) !== undefined;
    if (verdict !== unknownWord) return false;
    const text = memory.bytes.toString('latin1', memory.unknownText[0], memory.unknownText[1]);
    memory.rules.addWord(text, this.#rules.wordKind(text));
    return true;
  }

  /** Whether what stands there is neither part of a longer word, a key or a path, nor the name of a setting or call. */
  standsAlone(line: Line, from: number, to: number): boolean {
    return this.#memory!.standsAlone(line.start + from, line.start + to, line.start, line.end);
  }

  /**
   * The value of the first `key=` field that begins between two offsets of a message of a line that is `within`.
   *
   * @param message where the message begins, and
   * @param messageEnd where it ends
   */
  nextKey(line: Line, from: number, last: number, message: number, messageEnd: number): Place | undefined {
    const memory = this.#memory!;
    const { start } = line;
    if (!memory.nextKey(start + from, start + last, start + messageEnd, start + message, start))
      return undefined;
    return { start: memory.places[0]! - start, end: memory.places[1]! - start };
  }

  /** The first free negative number of up to five digits between two offsets of a line that is `within`. */
  nextNegative(line: Line, from: number, to: number): NumberPlace | undefined {
    const memory = this.#memory!;
    const { start } = line;
    if (!memory.nextNegative(start + from, start + to, start)) return undefined;
    const { places } = memory;
    return { value: places[0]!, start: places[1]! - start, end: places[2]! - start };
  }

  /** Whether a sign and a digit stand between two offsets of a line that is `within`. */
  hasNegative({ start }: Line, from: number, to: number): boolean {
    return this.#memory!.hasNegative(start + from, start + to);
  }

  /** Where a bracket stands that may open a result list, between two offsets of a line that is `within`; else the last. */
  nextOpening({ start }: Line, from: number, to: number): number {
    return this.#memory!.nextOpening(start + from, start + to, start) - start;
  }

  /** Where the first number of three digits stands as a word between two offsets of a line that is `within`; else the last. */
  threeDigits({ start }: Line, from: number, to: number): number {
    return this.#memory!.threeDigits(start + from, start + to) - start;
  }

  /** The word whose value stands at an offset of a line that is `within`, no further back than another one. */
  wordBefore({ start }: Line, first: number, at: number): WordPlace | undefined {
    const memory = this.#memory!;
    if (!memory.wordBefore(start + first, start + at)) return undefined;
    const { places } = memory;
    const two = places[3]!;
    return {
      start: places[0]! - start,
      end: places[1]! - start,
      hash: places[2]!,
      two: two === 0 ? -1 : two - start,
    };
  }

  /** Whether what separates a line from its annotations stands on a line that is `within`. */
  hasSeparator({ start, end }: Line): boolean {
    return this.#memory!.hasSeparator(start, end);
  }

  /** The first word that may be a status's name between two offsets of a message of a line that is `within`. */
  nextStatus({ start }: Line, from: number, to: number, message: number): Place | undefined {
    const memory = this.#memory!;
    if (!memory.nextStatus(start + from, start + to, start + message)) return undefined;
    return { start: memory.places[0]! - start, end: memory.places[1]! - start };
  }

  /** Whether `error code is ` stands between two offsets of a line that is `within`. */
  hasBareCode({ start }: Line, from: number, to: number): boolean {
    return this.#memory!.bareCode(start + from, start + to) !== 0;
  }

  #ownFor(length: number): LineMemory {
    let own = this.#own;
    if (own === undefined || own.capacity < length) {
      own = LineMemory.of(Math.max(length, usualLength), this.#rules);
      this.#own = own;
    }
    if (this.#memory !== own) this.#use(own);
    return own;
  }

  #use(memory: LineMemory): void {
    this.#memory = memory;
    this.#sources.inform(memory);
  }
}
