import type { LineMemory } from './line-memory.ts';
import { ownText } from './own-text.ts';

/** A `file.cpp:123` taken apart. */
export interface PrintedSource {
  readonly file: string;
  readonly fileLine: number;
}

/** What lines of a source may state besides names of codes. */
export interface SourceKind {
  /** Whether names mean Mooncake's codes there and nothing but what follows can be stated; if not, nothing else matters. */
  readonly isPlain: boolean;
  readonly printsStatuses: boolean;
  readonly printsTent: boolean;
  readonly tracesRequests: boolean;
}

const unknown: SourceKind = {
  isPlain: false,
  printsStatuses: false,
  printsTent: false,
  tracesRequests: false,
};

/** As assembly/stated-names.ts has it. */
function bitsOf({ isPlain, printsStatuses, printsTent, tracesRequests }: SourceKind): number {
  return (
    Number(isPlain) |
    (Number(printsStatuses) << 1) |
    (Number(printsTent) << 2) |
    (Number(tracesRequests) << 3)
  );
}

/** More places than one program's log names; only garbage could reach it. */
const mostSources = 1000;

/** The places in Mooncake's source that lines name, taken apart once, and known to memories by the same numbers. */
export class PrintedSources {
  readonly #kindOf: (source: PrintedSource) => SourceKind;
  /** By their numbers. */
  #sources: PrintedSource[] = [];
  /** Which memories know the sources by these numbers. */
  #informed = new WeakSet<LineMemory>();
  readonly #numbers = new Map<string, number>();
  /** Each file's name once, so that it is hashed once however many lines the file prints. */
  readonly #files = new Map<string, string>();

  /** @param kindOf what memories are to know of a source */
  constructor(kindOf: (source: PrintedSource) => SourceKind = () => unknown) {
    this.#kindOf = kindOf;
  }

  /** Makes sure that a memory knows no source by another number. */
  inform(memory: LineMemory): void {
    if (this.#informed.has(memory)) return;
    memory.clearSources();
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
    if (!memory.addSource(text, number, bitsOf(this.#kindOf(source)))) memory.clearSources();
  }

  #forget(memory: LineMemory): void {
    this.#sources = [];
    this.#numbers.clear();
    this.#files.clear();
    this.#informed = new WeakSet();
    this.inform(memory);
  }
}
