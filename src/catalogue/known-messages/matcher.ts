import { type KnownMessage, knownMessages } from './index.ts';

interface Compiled {
  readonly message: KnownMessage;
  /** The literal parts in order; lines are read one character a byte. */
  readonly parts: readonly string[];
}

/** Finds the known message in a line, wherever it stands, whatever the prefix is. */
export class KnownMessageMatcher {
  private readonly compiled: readonly Compiled[];

  constructor(messages: readonly KnownMessage[] = knownMessages) {
    this.compiled = messages.flatMap((message) =>
      message.patterns.map((pattern) => ({
        message,
        parts: Buffer.from(pattern, 'utf8').toString('latin1').split('{}'),
      })),
    );
  }

  /** The first known message that a line (one character a byte) holds, in the order of the table; if any. */
  match(line: string): KnownMessage | undefined {
    return this.compiled.find(({ parts }) => holds(line, parts))?.message;
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
