import { putBeginnings } from './beginnings.ts';
import type { LineRules, MessageRule, PlaceRule, SourceRule } from './line-rules.ts';
import * as layout from './memory-layout.ts';
import { foreignBeginnings } from './number-context.ts';
import { TextRoom } from './text-room.ts';
import { engineParts } from './words.ts';

/** What the memory's reader does for whom puts things into its tables. */
export interface TableReader {
  hashOf(start: number, length: number): number;
  slotOf(bytes: number): number;
}

/** Bytes of a message's record, as assembly/messages.ts reads it. */
const recordBytes = 20;

/** Where what is known of a file lies; 0 for places that it has none of. */
interface FilePlace {
  readonly messages: number;
  readonly places: number;
}

const implied = 1;
const ambiguous = 2;

/** Puts what lines are read by into their memory: all that is known beforehand at once, sources and words as they turn up. */
export class RuleMemory {
  readonly #bytes: Buffer;
  readonly #rules: LineRules;
  readonly #sources: TextRoom;
  readonly #words: TextRoom;
  #kinds = 0;
  #filesEnd: number = layout.files;
  readonly #files = new Map<SourceRule, FilePlace>();

  /** @throws {RangeError} when the rules need more room than there is */
  constructor(bytes: Buffer, reader: TableReader, rules: LineRules) {
    const hashOf = (start: number, length: number): number => reader.hashOf(start, length);
    this.#bytes = bytes;
    this.#rules = rules;
    const { names, nameTexts, sources, sourceTexts, words, wordTexts, sourceRecords } = layout;
    this.#sources = new TextRoom(
      bytes,
      { table: sources, entries: layout.sourceEntries, texts: sourceTexts, end: words },
      hashOf,
    );
    this.#words = new TextRoom(
      bytes,
      { table: words, entries: layout.wordEntries, texts: wordTexts, end: sourceRecords },
      hashOf,
    );
    const room = { table: names, entries: layout.nameEntries, texts: nameTexts, end: sources };
    this.#putNames(new TextRoom(bytes, room, hashOf));
    this.#putValues();
    this.#putKinds();
    const { leftWindows, nameWindows, numberWindows } = rules;
    [leftWindows, nameWindows, numberWindows, Number(rules.implied)].forEach((bits, index) => {
      bytes.writeInt32LE(bits, layout.rules + 4 * index);
    });
    const slotOf = (entry: number): number => reader.slotOf(entry);
    putBeginnings(foreignBeginnings, bytes, layout.foreignWords, slotOf);
    putBeginnings(engineParts, bytes, layout.engineWords, slotOf);
  }

  /**
   * Makes a source known by a number of at most 16 bits.
   *
   * @param text `file.cpp:123`, which is not known yet
   * @returns false when there is no room for more
   */
  addSource(text: string, number: number, rule: SourceRule): boolean {
    if (number >= layout.mostSources) return false;
    const file = this.#putFile(rule);
    if (!this.#sources.add(text, number)) return false;
    const record = layout.sourceRecords + 16 * number;
    // Without its messages and places its lines are left to others.
    this.#bytes.writeUInt16LE(file === undefined ? 0 : rule.bits, record);
    this.#bytes.writeUInt16LE(rule.component, record + 2);
    this.#bytes.writeUInt32LE(file?.messages ?? 0, record + 4);
    this.#bytes.writeUInt32LE(rule.messages.length, record + 8);
    this.#bytes.writeUInt32LE(file?.places ?? 0, record + 12);
    return true;
  }

  /** Forgets all sources. */
  clearSources(): void {
    this.#sources.clear();
  }

  /** Makes known what a word is that is not known yet; when there is no room, the others are forgotten. */
  addWord(text: string, kind: number): void {
    if (this.#words.add(text, kind)) return;
    this.#words.clear();
    this.#words.add(text, kind);
  }

  #putNames(texts: TextRoom): void {
    const { names, nameKinds, commonNames } = this.#rules;
    names.forEach((name, index) => {
      if (index >= layout.mostNames || !texts.add(name, index))
        throw new RangeError(`no room for ${names.length} names`);
      this.#bytes.writeUInt16LE(this.#known(nameKinds[index]!), layout.nameKinds + 2 * index);
      this.#bytes[layout.nameIsCommon + index] = Number(commonNames[index]);
    });
  }

  #putValues(): void {
    for (const { value, kinds, readings, components } of this.#rules.values) {
      if (-value >= layout.mostValues) throw new RangeError(`no room for the value ${value}`);
      this.#bytes[layout.valueReadings - value] = components.reduce(
        (bits, one) => bits | (8 << one),
        readings,
      );
      kinds.forEach((kind, index) => {
        const at = index * layout.mostValues - value;
        this.#bytes.writeUInt16LE(this.#known(kind), layout.valueKinds + 2 * at);
      });
    }
  }

  /** Where a file's messages and places lie; undefined when there is no room for them. */
  #putFile(rule: SourceRule): FilePlace | undefined {
    const known = this.#files.get(rule);
    if (known !== undefined) return known;
    this.#putKinds();
    const { messages } = rule;
    const records = this.#filesEnd;
    let end: number | undefined = records + recordBytes * messages.length;
    for (const [index, message] of messages.entries()) {
      end = this.#putMessage(records + recordBytes * index, end, message);
      if (end === undefined) return undefined;
    }
    const places = end;
    if (rule.places.length > 0) end = this.#putPlaces(places, rule.places);
    if (end === undefined) return undefined;
    this.#filesEnd = end;
    const file = { messages: records, places: rule.places.length > 0 ? places : 0 };
    this.#files.set(rule, file);
    return file;
  }

  /** Puts the patterns of places, as assembly/number-places.ts reads them, and returns where they end. */
  #putPlaces(start: number, rules: readonly PlaceRule[]): number | undefined {
    const patterns = rules.flatMap(({ place, component }) =>
      place.patterns.map((pattern) => ({ pattern, component, literal: place.literal === true })),
    );
    const bytes = this.#bytes;
    let at = start + 4 + 8 * patterns.length;
    if (at > layout.filesEnd) return undefined;
    bytes.writeUInt32LE(patterns.length, start);
    for (const [index, { pattern, component, literal }] of patterns.entries()) {
      const record = start + 4 + 8 * index;
      bytes[record] = Number(pattern.atStart) | (Number(pattern.atWord) << 1) | (Number(literal) << 2);
      bytes[record + 1] = component;
      bytes[record + 2] = pattern.parts.length;
      bytes.writeUInt32LE(at, record + 4);
      for (const { text, behindWord } of pattern.parts) {
        if (at + 4 + text.length > layout.filesEnd) return undefined;
        bytes.writeUInt16LE(text.length, at);
        bytes.writeUInt16LE(Number(behindWord), at + 2);
        bytes.write(text, at + 4, 'latin1');
        at += 4 + text.length;
      }
    }
    return at;
  }

  /** Puts one message's record and its parts, and returns where these end; undefined when there is no room. */
  #putMessage(record: number, start: number, { message, kind, meaning }: MessageRule): number | undefined {
    const { head, middle, tail, weight } = message;
    const parts = tail === undefined ? [head] : [head, tail, ...middle];
    const bytes = this.#bytes;
    let at = start;
    if (at > layout.filesEnd) return undefined;
    for (const part of parts) {
      if (at + 2 + part.length > layout.filesEnd) return undefined;
      bytes.writeUInt16LE(part.length, at);
      bytes.write(part, at + 2, 'latin1');
      at += 2 + part.length;
    }
    const first = Buffer.alloc(4);
    const length = first.write(head.slice(0, 4), 'latin1');
    first.copy(bytes, record);
    bytes.writeUInt32LE(length === 4 ? 0xffffffff : 256 ** length - 1, record + 4);
    bytes.writeUInt16LE(weight, record + 8);
    bytes[record + 10] = message.message.severity.charCodeAt(0);
    bytes[record + 11] = parts.length;
    bytes.writeUInt32LE(start, record + 12);
    bytes.writeUInt16LE(this.#known(kind), record + 16);
    bytes.writeUInt16LE(meaning, record + 18);
    return at;
  }

  /** Puts the kinds that are new. */
  #putKinds(): void {
    const { kinds } = this.#rules;
    for (; this.#kinds < Math.min(kinds.count, layout.mostKinds); this.#kinds++) {
      const { entry, group, finding } = kinds.at(this.#kinds);
      const at = layout.kinds + 4 * this.#kinds;
      this.#bytes.writeUInt16LE(entry, at);
      this.#bytes[at + 2] = group;
      this.#bytes[at + 3] =
        (finding.evidence === 'message' ? implied : 0) | (finding.kind === 'ambiguous' ? ambiguous : 0);
    }
  }

  /** The number of a kind that the memory has room for, or `noKind`. */
  #known(kind: number): number {
    if (kind >= layout.mostKinds) return layout.noKind;
    const { entry, group } = this.#rules.kinds.at(kind);
    return entry < layout.mostEntries && group < layout.mostEntries ? kind : layout.noKind;
  }
}
