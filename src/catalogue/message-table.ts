import type { Message, MessagesByFile } from './message.ts';
import { TextTable } from './text-table.ts';

type Severity = Message['severity'];

/** A pattern taken apart once, so that matching is a few searches for fixed text, one character a byte (latin1). */
export interface CompiledMessage {
  readonly message: Message;
  /** The text before the first `{}`; empty when the pattern starts with one. */
  readonly head: string;
  readonly middle: readonly string[];
  /** The text after the last `{}`; undefined when the pattern has none and is the whole message. */
  readonly tail: string | undefined;
  /** Number of literal characters: the higher, the more specific. */
  readonly weight: number;
}

/** The patterns of one file and severity whose heads begin alike, the more specific first; by that beginning. */
interface Group {
  /** How many characters of the head they share. */
  readonly length: number;
  readonly byBeginning: TextTable<readonly CompiledMessage[]>;
}

// Heads are grouped by their first 32, 12, 4 or 0 characters, whichever they have: four look-ups find all candidates.
const keyLengths = [32, 12, 4, 0] as const;

/**
 * Looks messages up by source file. A message costs at most four look-ups and a comparison with the few patterns that
 * begin like it; the patterns of a file are taken apart when its first message comes.
 */
export class MessageTable {
  /** The entries by the source file's name, as glog prints it. */
  readonly byFile: MessagesByFile;
  readonly #groups: Readonly<Record<Severity, Map<string, readonly Group[]>>> = {
    W: new Map(),
    E: new Map(),
    F: new Map(),
  };

  readonly #textOf: (pattern: string) => string;

  /** @param textOf how a pattern stands in the texts that are looked up */
  constructor(byFile: MessagesByFile, textOf: (pattern: string) => string = (pattern) => pattern) {
    this.byFile = byFile;
    this.#textOf = textOf;
  }

  /**
   * The entry that a message was printed by: the most specific pattern that matches it, that is the one with the most
   * literal characters. Undefined when none matches or when equally specific ones imply different codes.
   *
   * `file` is the source file's name (`client_service.cpp`); the message is `line[from, to)`, the text after the prefix
   * without its line end, one character a byte (latin1).
   */
  match(file: string, severity: Severity, line: string, from = 0, to = line.length): Message | undefined {
    const groups = this.#groupsOf(file, severity);
    let best: CompiledMessage | undefined;
    let tied = false;
    for (const { length, byBeginning } of groups) {
      if (to - from < length) continue;
      const candidates = byBeginning.get(line, from, from + length);
      if (candidates === undefined) continue;
      for (const candidate of candidates) {
        if (best !== undefined && candidate.weight < best.weight) break;
        if (!matches(candidate, line, from, to)) continue;
        if (best === undefined || candidate.weight > best.weight) {
          best = candidate;
          tied = false;
        } else if (!sameMeaning(best.message, candidate.message)) tied = true;
      }
    }
    return tied ? undefined : best?.message;
  }

  #groupsOf(file: string, severity: Severity): readonly Group[] {
    const known = this.#groups[severity].get(file);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.byFile, file)) return noGroups;
    const compiled = this.byFile[file]!.filter((message) => message.severity === severity).map((message) =>
      compile(message, this.#textOf),
    );
    const groups = keyLengths.flatMap((length) => {
      const own = compiled.filter((message) => keyLengthOf(message) === length);
      return own.length === 0 ? [] : [{ length, byBeginning: byBeginning(own, length) }];
    });
    this.#groups[severity].set(file, groups);
    return groups;
  }
}

const noGroups: readonly Group[] = [];

function keyLengthOf({ head }: CompiledMessage): number {
  return keyLengths.find((length) => length <= head.length)!;
}

function byBeginning(
  patterns: readonly CompiledMessage[],
  length: number,
): TextTable<readonly CompiledMessage[]> {
  const lists = new Map<string, CompiledMessage[]>();
  for (const pattern of patterns) {
    const beginning = pattern.head.slice(0, length);
    lists.set(beginning, [...(lists.get(beginning) ?? []), pattern]);
  }
  const table = new TextTable<readonly CompiledMessage[]>(64);
  for (const [beginning, list] of lists)
    table.add(
      beginning,
      list.sort((a, b) => b.weight - a.weight),
    );
  return table;
}

function compile(message: Message, textOf: (pattern: string) => string): CompiledMessage {
  // Lines are read one character a byte; patterns are text.
  const parts = textOf(Buffer.from(message.pattern, 'utf8').toString('latin1')).split('{}');
  const [head = '', ...rest] = parts;
  const tail = rest.pop();
  const weight = parts.reduce((n, p) => n + p.length, 0);
  return { message, head, middle: rest.filter((p) => p !== ''), tail, weight };
}

// The leftmost place for each part leaves the most room for the next, so one pass decides.
function matches(
  { head, middle, tail, weight }: CompiledMessage,
  line: string,
  from: number,
  to: number,
): boolean {
  if (to - from < weight || !line.startsWith(head, from)) return false;
  if (tail === undefined) return to - from === head.length;
  if (!line.endsWith(tail, to)) return false;
  const end = to - tail.length;
  let at = from + head.length;
  for (const part of middle) {
    const found = line.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}

function sameMeaning(a: Message, b: Message): boolean {
  return meaningOf(a) === meaningOf(b);
}

/** What a message implies, as a text to be compared; empty when it implies nothing. */
export function meaningOf({ code, oneOf }: Message): string {
  return code === undefined && oneOf === undefined ? '' : `${code ?? ''} ${oneOf?.join() ?? ''}`;
}
