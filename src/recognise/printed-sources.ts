import type { LineMemory } from './line-memory.ts';
import type { LineRules } from './line-rules.ts';
import { ownText } from './own-text.ts';

/** A `file.cpp:123` taken apart. */
export interface PrintedSource {
  readonly file: string;
  readonly fileLine: number;
}

/** More places than one program's log names; only garbage could reach it. */
const mostSources = 1000;

/** The places in Mooncake's source that lines name, taken apart once, and known to memories by the same numbers. */
export class PrintedSources {
  readonly #rules: LineRules;
  /** By their numbers. */
  #sources: PrintedSource[] = [];
  /** Which memories know the sources by these numbers. */
  #informed = new WeakSet<LineMemory>();
  readonly #numbers = new Map<string, number>();
  /** Each file's name once, so that it is hashed once however many lines the file prints. */
  readonly #files = new Map<string, string>();

  /** @param rules what memories are to know of sources */
  constructor(rules: LineRules) {
    this.#rules = rules;
  }

  /** By their numbers; another list once the numbers stand for others. */
  get list(): readonly PrintedSource[] {
    return this.#sources;
  }

  /** Makes sure that a memory knows no source by another number. */
  inform(memory: LineMemory): void {
    if (this.#informed.has(memory)) return;
    memory.rules.clearSources();
    this.#informed.add(memory);
  }

  /** The source of the header that a memory has found last; undefined when it is none. */
  last(memory: LineMemory): PrintedSource | undefined {
    const { found } = memory;
    const number = found[1]!;
    return number === -1 ? this.#new(memory, found[2]!, found[3]!) : this.#sources[number];
  }

  #new(memory: LineMemory, start: number, end: number): PrintedSource | undefined {
    const text = memory.bytes.toString('latin1', start, end);
    const known = this.#numbers.get(text);
    if (known !== undefined) {
      const source = this.#sources[known]!;
      this.#add(memory, text, known, source);
      return source;
    }
    const colon = text.lastIndexOf(':');
    if (colon < 1 || text.includes(' ')) return undefined;
    const name = text.slice(text.lastIndexOf('/', colon) + 1, colon);
    if (this.#sources.length >= mostSources) this.#forget(memory);
    const file = this.#files.get(name) ?? ownText(name);
    this.#files.set(file, file);
    const source = { file, fileLine: Number(text.slice(colon + 1)) || 0 };
    this.#numbers.set(text, this.#sources.length);
    this.#add(memory, text, this.#sources.length, source);
    this.#sources.push(source);
    return source;
  }

  #add(memory: LineMemory, text: string, number: number, source: PrintedSource): void {
    if (!memory.rules.addSource(text, number, this.#rules.sourceRule(source))) memory.rules.clearSources();
  }

  #forget(memory: LineMemory): void {
    this.#sources = [];
    this.#numbers.clear();
    this.#files.clear();
    this.#informed = new WeakSet();
    this.inform(memory);
  }
}
