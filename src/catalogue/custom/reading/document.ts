import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Fault } from '../fault.ts';
import { lastAlias, structureFaults } from './structure.ts';
import { syntaxText } from './syntax-words.ts';

/** Where something stands in a file: keys of maps and indexes of lists, from the top. */
export type Path = readonly (string | number)[];

/** A YAML or JSON file as plain data, and the way from each of its parts back to line and column. */
export class CatalogueDocument {
  readonly file: string;
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #document: Document;

  /** @param file the name that faults carry @param text the whole file */
  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, merge: true });
  }

  /** What makes the text no YAML at all; where there is any, `data` must not be asked for. */
  syntaxFaults(): Fault[] {
    const zero = this.#text.indexOf('\0');
    if (zero !== -1) return [this.#faultAt(zero, 'a zero byte stands here; is the file text, in UTF-8?')];
    const all = [...this.#document.errors, ...this.#document.warnings];
    if (all.length === 0)
      return structureFaults(this.#document).map(({ at, text }) => this.#faultAt(at, text));
    // Depth is one mistake, however many brackets there are.
    const deep = all.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
    return (deep === undefined ? all : [deep]).map(({ code, message, pos: [at] }) => {
      const before = this.#text.slice(this.#text.lastIndexOf('\n', at - 1) + 1, at);
      const behind = this.#text.slice(at).split('\n', 1)[0]!;
      return this.#faultAt(at, syntaxText(code, message, before, behind));
    });
  }

  /** The file as plain data, or a fault where its aliases blow up. */
  data(): { readonly plain: unknown; readonly fault?: undefined } | { readonly fault: Fault } {
    try {
      return { plain: this.#document.toJS({ maxAliasCount: 100 }) };
    } catch {
      const text = 'aliases of aliases make too many values here; write them out';
      return { fault: this.#faultAt(lastAlias(this.#document), text) };
    }
  }

  /** A fault at the value that `path` leads to, or at the last part of the way that exists. */
  fault(path: Path, text: string): Fault {
    return this.#faultAt(this.#find(path).value, text);
  }

  /** A fault at the key of a map's entry rather than at its value. */
  faultAtKey(path: Path, text: string): Fault {
    const { key, value } = this.#find(path);
    return this.#faultAt(key ?? value, text);
  }

  /** Offsets of the deepest node on the way, and of its key. */
  #find(path: Path): { key: number | undefined; value: number } {
    let node: unknown = this.#document.contents;
    let key: number | undefined;
    let value = offsetOf(node) ?? 0;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(this.#document);
      let next: unknown;
      let nextKey: number | undefined;
      if (isSeq(node) && typeof step === 'number') next = node.items[step];
      else if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
        nextKey = offsetOf(pair?.key);
        next = pair?.value ?? pair?.key;
      }
      const offset = offsetOf(next);
      if (offset === undefined) break;
      node = next;
      key = nextKey;
      value = offset;
    }
    return { key, value };
  }

  #faultAt(offset: number, text: string): Fault {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col), text };
  }
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
