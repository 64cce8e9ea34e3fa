import type { Message } from '../message.ts';

/** The codes that follow a statement: one, several, or none. */
type Following = readonly string[];

interface Release {
  /** The lines of the statements that print the text, ascending, and what follows each. */
  readonly lines: readonly number[];
  readonly follows: readonly number[];
}

/** How many releases, those with the nearest lines, must agree about a line that no release read has. */
const nearestReleases = 2;

/**
 * What follows a text by the line that printed it, where the statements that print it differ in that. A log line's prefix
 * names the line (`real_client.cpp:557`), not the release; the lines of every release read are known.
 */
class StatementLines {
  readonly #outcomes: readonly Following[];
  readonly #releases: readonly Release[];

  /** @param message one that has `outcomes` and `lines` */
  constructor({ outcomes = [], lines = [] }: Message) {
    this.#outcomes = outcomes.map((names) => (names === '' ? [] : names.split('/')));
    this.#releases = lines.map(releaseOf);
  }

  /** What follows at a line that a release read has: undefined when none has it, or when two differ. */
  known(line: number): Following | undefined {
    return this.#only(
      this.#releases.flatMap(({ lines, follows }) => follows.filter((_, index) => lines[index] === line)),
    );
  }

  /**
   * What follows at a line that no release read has: what all statements of the two releases agree on whose lines are
   * nearest to it; undefined when they do not.
   */
  nearest(line: number): Following | undefined {
    const near = this.#releases
      .map((release) => ({ ...release, distance: distanceTo(line, release) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, nearestReleases);
    return this.#only(near.flatMap(({ follows }) => follows));
  }

  /** Whether a release read prints the text at this line. */
  has(line: number): boolean {
    return this.#releases.some(({ lines }) => lines.includes(line));
  }

  #only(follows: readonly number[]): Following | undefined {
    return new Set(follows).size === 1 ? this.#outcomes[follows[0]!] : undefined;
  }
}

/** Reads `0:557,613 1:1055`: the lines after which the first outcome follows, then those of the second. */
function releaseOf(text: string): Release {
  const rows = text.split(' ').flatMap((part) => {
    const [outcome, lines = ''] = part.split(':');
    return lines.split(',').map((line) => [Number(line), Number(outcome)] as const);
  });
  return { lines: rows.map(([line]) => line), follows: rows.map(([, outcome]) => outcome) };
}

function distanceTo(line: number, { lines }: Release): number {
  return Math.min(...lines.map((other) => Math.abs(other - line)));
}

/** A pattern taken apart once, so that matching is a few searches for fixed text, one character a byte (latin1). */
export interface CompiledMessage {
  /** The text before the first `{}`; empty when the pattern starts with one. */
  readonly head: string;
  readonly middle: readonly string[];
  /** The text after the last `{}`; undefined when the pattern has none and is the whole message. */
  readonly tail: string | undefined;
  /** Number of literal characters: the higher, the more specific. */
  readonly weight: number;
  /**
   * The message with what it implies where this source line printed it (0: unknown). Undefined where the text is too short
   * to say anything without its line.
   */
  at(line: number): Message | undefined;
}

/** Texts with fewer letters and digits match too much to mean anything but at the lines known to print them. */
const fewestLetters = 6;
/** Whether a text says enough to be recognised anywhere in its file. */
export function speaksForItself(pattern: string): boolean {
  return (pattern.replaceAll('{}', '').match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= fewestLetters;
}

/** Takes a pattern apart; `textOf` gives it as it stands in the texts that are looked up. */
export function compileMessage(message: Message, textOf: (pattern: string) => string): CompiledMessage {
  const at = byLine(message);
  // Lines are read one character a byte; patterns are text.
  const [head = '', ...rest] = textOf(Buffer.from(message.pattern, 'utf8').toString('latin1')).split('{}');
  const weight = message.pattern.replaceAll('{}', '').length;
  if (rest.length === 0) return { head: head.trim(), middle: [], tail: undefined, weight, at };
  const tail = rest.pop()!.trimEnd();
  return { head: head.trimStart(), middle: rest.filter((part) => part !== ''), tail, weight, at };
}

/** A message's text with a margin of blanks on both sides, as `matches` takes it. */
export function withMargins(text: string): string {
  return `${margin}${text.trim()}${margin}`;
}

// As many blanks as stand together in Mooncake's texts.
const margin = '    ';

/**
 * Whether a pattern matches a text with margins. Blanks at the ends of a message do not count: loggers and people cut them,
 * also those beside a value that was empty. The leftmost place for each part leaves the most room for the next, so one
 * pass decides.
 */
export function matchesMessage({ head, middle, tail }: CompiledMessage, printed: string): boolean {
  const first = margin.length;
  const last = printed.length - margin.length;
  if (tail === undefined) return last - first === head.length && printed.startsWith(head, first);
  if (head !== '' && !printed.startsWith(head, first)) return false;
  if (tail !== '' && !printed.endsWith(tail, last)) return false;
  let at = head === '' ? 0 : first + head.length;
  const end = tail === '' ? printed.length : last - tail.length;
  for (const part of middle) {
    const found = printed.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}

function byLine(message: Message): (line: number) => Message | undefined {
  // Found out for the few that match: a file may have hundreds.
  let isEnough: boolean | undefined;
  let lines: StatementLines | undefined;
  const resolved = new Map<Following, Message>();
  return (line) => {
    isEnough ??= speaksForItself(message.pattern);
    if (message.outcomes === undefined || line === 0) return isEnough ? message : undefined;
    lines ??= new StatementLines(message);
    if (!isEnough && !lines.has(line)) return undefined;
    const follows = lines.has(line) ? lines.known(line) : lines.nearest(line);
    if (follows === undefined) return message;
    const known = resolved.get(follows) ?? withOutcome(message, follows);
    resolved.set(follows, known);
    return known;
  };
}

function withOutcome({ code: _, oneOf: __, ...message }: Message, follows: Following): Message {
  const [first] = follows;
  if (first === undefined) return message;
  return follows.length === 1 ? { ...message, code: first } : { ...message, oneOf: follows };
}
