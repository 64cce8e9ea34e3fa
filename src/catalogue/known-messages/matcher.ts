import { type KnownMessage, knownMessages } from './index.ts';

interface Compiled {
  readonly message: KnownMessage;
  /** The literal parts in order; lines are read one character a byte. */
  readonly parts: readonly string[];
  readonly severities: string;
}

/** The severities of a message that names none. */
const usual = 'WEF';

/** Finds the known message in a line, wherever it stands, whatever the prefix is. */
export class KnownMessageMatcher {
  private readonly compiled: readonly Compiled[];
  /** Whether a line holds the longest part of any pattern: most lines hold none, and this tells four times as fast. */
  private readonly any: RegExp;

  /** @param textOf how a pattern stands in the texts that are looked at */
  constructor(
    messages: readonly KnownMessage[] = knownMessages,
    textOf: (pattern: string) => string = (pattern) => pattern,
  ) {
    this.compiled = messages.flatMap((message) =>
      message.patterns.map((pattern) => ({
        message,
        severities: message.severities ?? usual,
        parts: textOf(Buffer.from(pattern, 'utf8').toString('latin1')).split('{}'),
      })),
    );
    this.any = new RegExp(this.compiled.map(({ parts }) => escaped(longest(parts))).join('|'));
  }

  /**
   * The first known message that a line (one character a byte) holds, in the order of the table; if any.
   *
   * @param severity as the line's prefix has it; a message counts only at those at which Mooncake prints it
   */
  match(line: string, severity?: string): KnownMessage | undefined {
    if (!this.any.test(line)) return undefined;
    return this.compiled.find(
      ({ parts, severities }) =>
        (severity === undefined || severities.includes(severity)) && holds(line, parts),
    )?.message;
  }
}

// The leftmost place for each part leaves the most room for the next, so one pass decides.
function holds(line: string, parts: readonly string[]): boolean {
  let at = 0;
  for (const part of parts) {
    const found = line.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

function longest(parts: readonly string[]): string {
  return parts.reduce((best, part) => (part.length > best.length ? part : best));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
