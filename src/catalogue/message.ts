import type { Component } from './code.ts';

/**
 * One message that Mooncake logs, and the code that Mooncake returns from there.
 *
 * The file `messages.json` holds these by source file; `npm run catalogue:sync` makes it from Mooncake's source.
 */
export interface Message {
  /**
   * The message's literal parts in order, with `{}` wherever Mooncake prints a value; it is matched against the whole
   * message (without the prefix), `{}` standing for any text, also an empty one.
   */
  readonly pattern: string;
  /** `E`, `W` or `F`: the severity that Mooncake logs it with. */
  readonly severity: 'W' | 'E' | 'F';
  /** The one code that follows on every path, by name; absent when none or several do. */
  readonly code?: string;
  /** Where several codes follow that share a group: their names. The message then implies the group only. */
  readonly oneOf?: readonly string[];
  /** The component of the codes named above, where several have a code of that name; only in operators' catalogues. */
  readonly component?: Component;
  /**
   * Where the statements that print this text differ in what follows: the outcomes, each its codes joined by `/`, empty for
   * none. Which one it is, the line tells that printed it.
   */
  readonly outcomes?: readonly string[];
  /**
   * The lines that print it, one item a release (fewer where releases agree): `0:557,613 1:1055` are the lines with the
   * first and those with the second outcome.
   */
  readonly lines?: readonly string[];
  /** First and last release that print this message so, as tags; a missing `until` means the newest one read. */
  readonly since: string;
  readonly until?: string;
  /** A few plain words where the code misleads or the message needs explaining: `really: out of memory`. */
  readonly note?: string;
  /** For everyday messages: what it means and what to check, for `explain`. */
  readonly check?: readonly string[];
  /** A log line that this entry matches; required of an operator's own entries, optional in generated ones. */
  readonly sample?: string;
}

/**
 * The messages of one source file. Entries without `code` and `oneOf` are kept where another entry's pattern would
 * match their lines too: the more specific pattern wins, and implies nothing.
 */
export type MessagesByFile = Readonly<Record<string, readonly Message[]>>;
