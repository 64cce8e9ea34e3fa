import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import type { Fault } from '../fault.ts';

/** What is no plain data, though it is YAML, and where it stands: an offset in the text. */
interface StructureFault {
  readonly at: number;
  readonly text: string;
}

/** Keys that are no names, aliases without an anchor or of what they stand in, and merges of what is no map. */
function structureFaults(document: Document): StructureFault[] {
  const faults: StructureFault[] = [];
  const add = (node: unknown, text: string): void => {
    faults.push({ at: (node as Node).range![0], text });
  };
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (target === undefined)
        add(alias, `no anchor &${alias.source} stands before this alias; write the anchor, or its values`);
      else if (ancestors.includes(target))
        add(alias, `&${alias.source} holds itself by this alias; write its values`);
    },
    Pair(_, { key, value }) {
      if (isCollection(key, document)) add(key, 'a list or map is no name of an entry; write one word');
      if (isScalar(key) && key.source === '<<' && key.type === 'PLAIN' && !isMergeable(value, document))
        add(value ?? key, '<< takes a map, or a list of maps; name them by aliases (*common)');
    },
  });
  return faults.sort((a, b) => a.at - b.at);
}

/** Where the last alias stands: that of the most values where aliases hold aliases. */
function lastAlias(document: Document): number {
  let at = 0;
  visit(document, {
    Alias(_, { range }) {
      at = range![0];
    },
  });
  return at;
}

function isCollection(node: unknown, document: Document): boolean {
  const meant = isAlias(node) ? node.resolve(document) : node;
  return isMap(meant) || isSeq(meant);
}

/** An alias without an anchor is told of as such. */
function isMergeable(value: Pair['value'], document: Document): boolean {
  const meant = isAlias(value) ? value.resolve(document) : value;
  if (isSeq(meant)) return meant.items.every((item) => !isSeq(item) && isMergeable(item, document));
  return isMap(meant) || (isAlias(value) && meant === undefined);
}

/** What YAML takes a text for that begins with one of these. */
const openers: Readonly<Record<string, string>> = {
  '{': 'a map',
  '[': 'a list',
  "'": 'a quoted text',
  '"': 'a quoted text',
  '!': 'a tag',
  '&': 'an anchor',
  '*': 'an alias',
};

/**
 * What is wrong where YAML cannot be read, and what to do, for the mistakes that are likeliest in a catalogue.
 *
 * @param code as the library has it
 * @param message the library's own words, for all other mistakes
 * @param before what stands in the line before the place
 * @param behind what stands in it from there on
 */
function syntaxText(code: ErrorCode, message: string, before: string, behind: string): string {
  // `- ` and `key: `, then what the text begins with.
  const opener = /(?:^|[-:]) *([{['"!&*])[^:]*$/.exec(before)?.[1];
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a colon within a text begins a map here; put the text in quotes';
    case 'UNEXPECTED_TOKEN':
      if (opener !== undefined)
        return `the text begins with ${opener}, which YAML takes for ${openers[opener]}; put the whole text in quotes`;
      return `${firstLine(message)}; put the text in quotes, or look at the quotes and brackets before it`;
    case 'BAD_SCALAR_START':
      return 'no text may begin with this character; put the text in quotes';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here (---); put both into one, or into two files';
    case 'TAB_AS_INDENT':
      return 'a tab indents this line; indent with blanks';
    case 'BAD_INDENT':
      return 'this is indented otherwise than what it belongs to; let all entries of a map or list begin in one column';
    case 'DUPLICATE_KEY':
      return `${keyOf(behind)} stands here a second time; put both entries into one`;
    case 'RESOURCE_EXHAUSTION':
      return 'brackets are nested too deep; a catalogue has few levels';
    default:
      return firstLine(message);
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.replace(/[.:]?\s*$/, '');
}

/** The key that a line begins with, in quotes. */
function keyOf(line: string): string {
  const key = /^(?:"[^"]*"|'[^']*'|[^:]*?)(?=\s*:)/.exec(line)?.[0] ?? line;
  return /^["']/.test(key) ? key : `"${key}"`;
}

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
