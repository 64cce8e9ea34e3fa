import type { Message, MessagesByFile } from './message.ts';

type Severity = Message['severity'];

/** A pattern taken apart once, so that matching is a few searches for fixed text. */
interface Compiled {
  readonly message: Message;
  /** The text before the first `{}`; empty when the pattern starts with one. */
  readonly head: string;
  readonly middle: readonly string[];
  /** The text after the last `{}`; undefined when the pattern has none and is the whole message. */
  readonly tail: string | undefined;
  /** Number of literal characters: the higher, the more specific. */
  readonly weight: number;
}

/** The patterns of one file and severity, by the first characters of their heads. */
type Buckets = ReadonlyMap<string, readonly Compiled[]>;

// Heads are grouped by their first 32, 12, 4 or 0 characters, whichever they have: four look-ups find all candidates.
const keyLengths = [32, 12, 4, 0] as const;

/**
 * Looks messages up by source file. A message costs four look-ups and a comparison with the few patterns that begin
 * like it; the patterns of a file are taken apart when its first message comes.
 */
export class MessageTable {
  /** The entries by the source file's name, as glog prints it. */
  readonly byFile: MessagesByFile;
  private readonly files = new Map<string, Buckets>();

  constructor(byFile: MessagesByFile) {
    this.byFile = byFile;
  }

  /**
   * The entry that a message was printed by: the most specific pattern that matches it, that is the one with the most
   * literal characters. Undefined when none matches or when equally specific ones imply different codes.
   *
   * `file` is the source file's name (`client_service.cpp`), `message` the text after the prefix without its line end,
   * one character a byte (latin1).
   */
  match(file: string, severity: Severity, message: string): Message | undefined {
    const buckets = this.bucketsOf(file, severity);
    if (buckets === undefined) return undefined;
    let best: Compiled | undefined;
    let tied = false;
    for (const length of keyLengths) {
      if (message.length < length) continue;
      for (const candidate of buckets.get(message.slice(0, length)) ?? []) {
        // Within a bucket the more specific come first.
        if (best !== undefined && candidate.weight < best.weight) break;
        if (!matches(candidate, message)) continue;
        if (best === undefined || candidate.weight > best.weight) {
          best = candidate;
          tied = false;
        } else if (!sameMeaning(best.message, candidate.message)) tied = true;
      }
    }
    return tied ? undefined : best?.message;
  }

  private bucketsOf(file: string, severity: Severity): Buckets | undefined {
    const key = `${severity}${file}`;
    const known = this.files.get(key);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.byFile, file)) return undefined;
    const buckets = new Map<string, Compiled[]>();
    for (const message of this.byFile[file] ?? []) {
      if (message.severity !== severity) continue;
      const compiled = compile(message);
      const length = keyLengths.find((l) => l <= compiled.head.length) ?? 0;
      const bucket = compiled.head.slice(0, length);
      buckets.set(bucket, [...(buckets.get(bucket) ?? []), compiled]);
    }
    for (const list of buckets.values()) list.sort((a, b) => b.weight - a.weight);
    this.files.set(key, buckets);
    return buckets;
  }
}

function compile(message: Message): Compiled {
  // Lines are read one character a byte; patterns are text.
  const parts = Buffer.from(message.pattern, 'utf8').toString('latin1').split('{}');
  const [head = '', ...rest] = parts;
  const tail = rest.pop();
  const weight = parts.reduce((n, p) => n + p.length, 0);
  return { message, head, middle: rest.filter((p) => p !== ''), tail, weight };
}

// The leftmost place for each part leaves the most room for the next, so one pass decides.
function matches({ head, middle, tail, weight }: Compiled, message: string): boolean {
  if (message.length < weight || !message.startsWith(head)) return false;
  if (tail === undefined) return message.length === head.length;
  if (!message.endsWith(tail)) return false;
  const end = message.length - tail.length;
  let at = head.length;
  for (const part of middle) {
    const found = message.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}

function sameMeaning(a: Message, b: Message): boolean {
  return a.code === b.code && a.oneOf?.join() === b.oneOf?.join();
}
