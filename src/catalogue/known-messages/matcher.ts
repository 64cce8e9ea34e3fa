import { literalPattern } from '../place-pattern.ts';
import { type KnownMessage, knownMessages } from './index.ts';

interface Compiled {
  readonly message: KnownMessage;
  /** The literal parts in order; lines are read one character a byte. */
  readonly parts: readonly string[];
  readonly severities: string;
  /** Whether it counts on the lines of some sources only. */
  readonly isLimited: boolean;
}

/** Who printed a line, as its prefix says. */
interface LineSource {
  readonly file?: string | undefined;
  readonly logger?: string | undefined;
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
        isLimited: message.files !== undefined || message.loggers !== undefined,
        parts: textOf(Buffer.from(pattern, 'utf8').toString('latin1')).split('{}'),
      })),
    );
    this.any = new RegExp(this.compiled.map(({ parts }) => literalPattern(longest(parts))).join('|'));
  }

  /**
   * The first known message that a line (one character a byte) holds, in the order of the table; if any.
   *
   * @param severity as the line's prefix has it; a message counts only at those at which it is printed
   * @param source who printed the line; a message of operators' catalogues may count on the lines of some only
   */
  match(line: string, severity?: string, source: LineSource = {}): KnownMessage | undefined {
    if (!this.any.test(line)) return undefined;
    return this.compiled.find(
      ({ message, parts, severities, isLimited }) =>
        (severity === undefined || severities.includes(severity)) &&
        (!isLimited || isOf(message, source)) &&
        holds(line, parts),
    )?.message;
  }
}

/** Whether a line's source is among those of a message, or a logger below one of them. */
function isOf({ files = [], loggers = [] }: KnownMessage, { file, logger }: LineSource): boolean {
  if (file !== undefined && files.includes(file)) return true;
  return logger !== undefined && loggers.some((name) => logger === name || logger.startsWith(`${name}.`));
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
