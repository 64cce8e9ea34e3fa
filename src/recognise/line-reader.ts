import { Line } from './line.ts';
import { LineMemory, memoryLayout, type SharedMemory } from './line-memory.ts';

/** A `file.cpp:123` taken apart. */
export interface PrintedSource {
  readonly file: string;
  readonly fileLine: number;
}

/** What a glog header says. Offsets are into the line. */
export interface GlogHeader {
  readonly severity: 'I' | 'W' | 'E' | 'F';
  readonly source: PrintedSource;
  readonly pid: number | undefined;
  readonly tid: number;
  readonly message: number;
}

/** Where something stands: offsets into the line. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A name that was looked for: its index. */
export interface NamePlace extends Place {
  readonly name: number;
}

const severities: Readonly<Record<number, GlogHeader['severity']>> = { 73: 'I', 87: 'W', 69: 'E', 70: 'F' };

/** Lines up to this length need no larger memory. */
const usualLength = 64 * 1024 - memoryLayout.overrun;

/** More places than one program's log names; only garbage could reach it. */
const mostSources = 1000;

/**
 * Reads the parts of lines that are found byte by byte, with what assembly/ is compiled to. Lines that stand in a memory
 * which it was told of are read there, others are copied first. It remembers the sources that it has taken apart, nothing
 * else, so lines do not influence each other.
 */
export class LineReader {
  readonly #names: readonly string[];
  /** By their bytes; those of a scanner that is done with go with it. */
  readonly #memories = new WeakMap<Buffer, LineMemory>();
  /** For lines that stand elsewhere. */
  #own: LineMemory | undefined;
  /** The memory of the line that was read last. */
  #memory: LineMemory | undefined;
  /** By the numbers that all memories know them by. */
  #sources: PrintedSource[] = [];
  /** Which memories know the sources by these numbers. */
  #informed = new WeakSet<LineMemory>();
  readonly #sourceNumbers = new Map<string, number>();
  /** Each file's name once, so that it is hashed once however many lines the file prints. */
  readonly #files = new Map<string, string>();

  /** @param names which `names` finds */
  constructor(names: readonly string[] = []) {
    this.#names = names;
  }

  /** Makes lines that stand in this memory readable without a copy. */
  share({ memory, buffer }: SharedMemory): void {
    this.#memories.set(buffer, new LineMemory(memory, this.#names, buffer));
  }

  /** The line where it can be read: as it stands, or as a copy that holds until the next one is made. */
  within(line: Line | string): Line {
    if (typeof line === 'string') {
      const { bytes } = this.#ownFor(line.length);
      bytes.write(line, memoryLayout.lines, 'latin1');
      return new Line(bytes, memoryLayout.lines, memoryLayout.lines + line.length, line);
    }
    if (line.bytes === this.#memory?.bytes) return line;
    const memory = this.#memories.get(line.bytes);
    if (memory !== undefined) {
      this.#use(memory);
      return line;
    }
    const { bytes } = this.#ownFor(line.length);
    line.bytes.copy(bytes, memoryLayout.lines, line.start, line.end);
    return line.at(bytes, memoryLayout.lines);
  }

  /** The glog header at an offset of a line that is `within`, if a complete one stands there. */
  header(line: Line, offset: number): GlogHeader | undefined {
    const memory = this.#memory!;
    if (!memory.header(line.start + offset, line.end)) return undefined;
    const { found, foundWide } = memory;
    const number = found[1]!;
    const source = number === -1 ? this.#newSource(memory, found[2]!, found[3]!) : this.#sources[number];
    if (source === undefined) return undefined;
    return {
      severity: severities[found[0]!]!,
      source,
      pid: foundWide[1] === -1 ? undefined : foundWide[1]!,
      tid: foundWide[0]!,
      message: found[4]! - line.start,
    };
  }

  /** The first of the names as a whole token between two offsets of a line that is `within`. */
  nextName(line: Line, from: number, to: number): NamePlace | undefined {
    const memory = this.#memory!;
    const { start } = line;
    const name = memory.nextName(start + from, start + to, start, line.end);
    if (name === -1) return undefined;
    return { name, start: memory.found[0]! - start, end: memory.found[1]! - start };
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
    return { start: memory.found[0]! - start, end: memory.found[1]! - start };
  }

  #ownFor(length: number): LineMemory {
    let own = this.#own;
    if (own === undefined || own.capacity < length) {
      own = LineMemory.of(Math.max(length, usualLength), this.#names);
      this.#own = own;
    }
    if (this.#memory !== own) this.#use(own);
    return own;
  }

  #use(memory: LineMemory): void {
    this.#memory = memory;
    if (this.#informed.has(memory)) return;
    memory.clearSources();
    this.#informed.add(memory);
  }

  /** The source that stands there, which the memory does not know; undefined when it is none. */
  #newSource(memory: LineMemory, start: number, end: number): PrintedSource | undefined {
    const text = memory.bytes.toString('latin1', start, end);
    const known = this.#sourceNumbers.get(text);
    if (known !== undefined) {
      if (!memory.addSource(text, known)) memory.clearSources();
      return this.#sources[known];
    }
    const colon = text.lastIndexOf(':');
    if (colon < 1 || text.includes(' ')) return undefined;
    const name = text.slice(text.lastIndexOf('/', colon) + 1, colon);
    if (this.#sources.length >= mostSources) this.#forgetSources();
    const file = this.#files.get(name) ?? name;
    this.#files.set(file, file);
    const source = { file, fileLine: Number(text.slice(colon + 1)) || 0 };
    this.#sourceNumbers.set(text, this.#sources.length);
    if (!memory.addSource(text, this.#sources.length)) memory.clearSources();
    this.#sources.push(source);
    return source;
  }

  #forgetSources(): void {
    this.#sources = [];
    this.#sourceNumbers.clear();
    this.#files.clear();
    this.#informed = new WeakSet();
    this.#use(this.#memory!);
  }
}
