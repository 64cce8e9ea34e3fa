import type { TextBuilder } from '../mapped-text.ts';

const jsonEscape = /\\(?:u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|([\s\S]))/g;
const short: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** Adds to a text what a part of its parent means. */
export function addUnescaped(builder: TextBuilder, text: string, start: number, end: number): void {
  let from = start;
  for (const match of text.slice(start, end).matchAll(jsonEscape)) {
    const at = start + match.index;
    builder.copy(from, at);
    from = at + match[0].length;
    const [whole, unit, low, letter] = match;
    if (letter !== undefined) builder.add(short[letter] ?? letter, at, from);
    else if (low === undefined || !/^[dD][89abAB]/.test(unit!)) {
      builder.add(utf8(Number.parseInt(unit!, 16)), at, at + 6);
      // What follows was taken for the second half of a pair.
      if (low !== undefined) builder.add(utf8(Number.parseInt(low, 16)), at + 6, from);
    } else builder.add(utf8(codePoint(unit!, low)), at, at + whole.length);
  }
  builder.copy(from, end);
}

function codePoint(high: string, low: string): number {
  return (Number.parseInt(high, 16) - 0xd800) * 0x400 + Number.parseInt(low, 16) - 0xdc00 + 0x10000;
}

/** The bytes of a character as latin1. */
function utf8(point: number): string {
  return point < 0x80
    ? String.fromCharCode(point)
    : Buffer.from(String.fromCodePoint(point), 'utf8').toString('latin1');
}

/** A value of a JSON text, and where it stands there. */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonObject {
  readonly kind: 'object';
  readonly start: number;
  readonly end: number;
  readonly entries: readonly JsonEntry[];
}

export interface JsonEntry {
  readonly key: string;
  readonly keyNode: JsonScalar;
  readonly value: JsonNode;
}

interface JsonArray {
  readonly kind: 'array';
  readonly start: number;
  readonly end: number;
  readonly items: readonly JsonNode[];
}

/** A string, whose place is that of its quotes' inside, or a number, `true`, `false` or `null`. */
export interface JsonScalar {
  readonly kind: 'string' | 'number' | 'word';
  readonly start: number;
  readonly end: number;
}

/** Deeper than any record; a line that goes deeper is text. */
const mostDepth = 64;
/** A number, or what stands for it in a shape's text. */
const number = /-?(?:\d|a7)[\w.+-]*/y;
const word = /true|false|null/y;

/**
 * Reads a JSON object that begins at an offset of a text and ends at another, but for blanks. Escapes are taken as they come,
 * known or not; a number may be what stands for it in a shape's text.
 *
 * @returns undefined where the text is no JSON, or damaged
 */
export function parseJson(text: string, start: number, end = text.length): JsonObject | undefined {
  const reader = new JsonReader(end === text.length ? text : text.slice(0, end), start);
  const node = reader.object(0);
  if (node === undefined) return undefined;
  reader.skipBlanks();
  return reader.at === end ? node : undefined;
}

class JsonReader {
  at: number;
  readonly #text: string;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  skipBlanks(): void {
    // What writes JSON for machines writes none.
    while (isBlank(this.#text.charCodeAt(this.at))) this.at++;
  }

  object(depth: number): JsonObject | undefined {
    const start = this.at;
    const entries: JsonEntry[] = [];
    if (!this.#take('{')) return undefined;
    if (this.#take('}')) return { kind: 'object', start, end: this.at, entries };
    do {
      this.skipBlanks();
      const keyNode = this.#string();
      if (keyNode === undefined || !this.#take(':')) return undefined;
      const value = this.#value(depth + 1);
      if (value === undefined) return undefined;
      entries.push({ key: this.#text.slice(keyNode.start, keyNode.end), keyNode, value });
    } while (this.#take(','));
    return this.#take('}') ? { kind: 'object', start, end: this.at, entries } : undefined;
  }

  #array(depth: number): JsonArray | undefined {
    const start = this.at;
    const items: JsonNode[] = [];
    if (!this.#take('[')) return undefined;
    if (this.#take(']')) return { kind: 'array', start, end: this.at, items };
    do {
      const item = this.#value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    } while (this.#take(','));
    return this.#take(']') ? { kind: 'array', start, end: this.at, items } : undefined;
  }

  #value(depth: number): JsonNode | undefined {
    if (depth > mostDepth) return undefined;
    this.skipBlanks();
    const first = this.#text[this.at];
    if (first === '{') return this.object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"') return this.#string();
    return this.#scalar(number, 'number') ?? this.#scalar(word, 'word');
  }

  #string(): JsonScalar | undefined {
    if (this.#text[this.at] !== '"') return undefined;
    const start = this.at + 1;
    for (let end = this.#text.indexOf('"', start); end !== -1; end = this.#text.indexOf('"', end + 1)) {
      let escapes = end;
      while (this.#text[escapes - 1] === '\\' && escapes > start) escapes--;
      if ((end - escapes) % 2 === 1) continue;
      this.at = end + 1;
      return { kind: 'string', start, end };
    }
    return undefined;
  }

  #scalar(pattern: RegExp, kind: 'number' | 'word'): JsonScalar | undefined {
    const start = this.at;
    pattern.lastIndex = start;
    if (!pattern.test(this.#text)) return undefined;
    this.at = pattern.lastIndex;
    return { kind, start, end: this.at };
  }

  /** Passes over a character, and blanks before it. */
  #take(character: string): boolean {
    this.skipBlanks();
    if (this.#text[this.at] !== character) return false;
    this.at++;
    return true;
  }
}

/** Whether a character is one of JSON's blanks: a space, a tab, or the end of a line. */
function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}
