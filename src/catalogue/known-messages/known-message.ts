import type { Component } from '../code.ts';

/** A message that Mooncake, or the kernel below it, is known to print when something particular is wrong. */
export interface KnownMessage {
  /** Short and lasting: consequences name it as `message/its-id`. */
  readonly id: string;
  readonly component: Component;
  readonly title: string;
  /** The code of `component` that Mooncake returns for it, by name; absent where it returns none of its own. */
  readonly code?: string;
  /** Whether healthy processes print it too, so that it is the cause of nothing by itself. */
  readonly routine?: true;
  /**
   * Any of these stands in the line: literal text, with `{}` for any text between two literal parts. Upper and lower
   * case count.
   */
  readonly patterns: readonly string[];
  /** What it means, in a sentence or two. */
  readonly meaning: string;
  /** What to check, most useful first: lines of advice, commands first, with placeholders (`{peer-host}`). */
  readonly checks: readonly string[];
  /** Where this is known from: a source file or page of Mooncake, and the version that was read. */
  readonly source: string;
  /** Lines as they are printed, one for each pattern at least. */
  readonly samples: readonly string[];
}
