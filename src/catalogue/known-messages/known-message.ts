import type { Component } from '../code.ts';

/** What a process does: it starts, its part of the work can be asked for, it shuts down as it should, it dies. */
export interface ProcessLife {
  readonly event: 'starts' | 'serves' | 'stops' | 'dies';
  /** What the process is, where the message says so. */
  readonly role?: 'master' | 'client' | 'metadata server';
}

/** Whose addresses a message names. */
export type AddressOwner = 'master' | 'metadata server' | 'etcd' | 'peer' | 'real client' | 'port';

/** A message that Mooncake, or the kernel below it, is known to print when something particular is wrong. */
export interface KnownMessage {
  /** Short and lasting: consequences name it as `message/its-id`. */
  readonly id: string;
  readonly component: Component;
  readonly title: string;
  /** What it is called where all of it comes from one device, instead of from many towards one peer: `{device}` on `{host}`. */
  readonly titleOfDevice?: string;
  /** The code of `component` that Mooncake returns for it, by name; absent where it returns none of its own. */
  readonly code?: string;
  /**
   * Whether healthy processes print it too, so that it is no incident by itself. What is routine of a `start` explains
   * nothing and follows from nothing where it comes with the start of a process; what `always` is, never.
   */
  readonly routine?: true | 'start' | 'always';
  /**
   * The severities at which Mooncake prints it, as glog's letters; `WEF` where absent. A line that has none, as of the
   * kernel, always counts.
   */
  readonly severities?: string;
  /** Whether a single line is an incident: something is lost, or did not come up. */
  readonly isGrave?: true;
  /** Whether it only tells what other lines mean (`diagnoses`), and is no event of its own. */
  readonly isEvidence?: true;
  /** What it says of the process that prints it. */
  readonly life?: ProcessLife;
  /** What the addresses in its lines belong to, for a title and for the checks. */
  readonly about?: AddressOwner;
  /** Causes (as consequences name them) whose incident it names where both are in it: it says what broke. */
  readonly headlineOf?: readonly string[];
  /** Whether its codes say nothing of it: consequences must name the message itself. */
  readonly isOwnKind?: true;
  /**
   * Any of these stands in the line: literal text, with `{}` for any text between two literal parts. Upper and lower
   * case count.
   */
  readonly patterns: readonly string[];
  /** Source files and loggers whose lines alone it counts on; only in operators' catalogues. */
  readonly files?: readonly string[];
  readonly loggers?: readonly string[];
  /** What it means, in a sentence or two. */
  readonly meaning: string;
  /** The usual causes, most frequent first; only in operators' catalogues. */
  readonly causes?: readonly string[];
  /** Where the operator's own instructions stand. */
  readonly runbook?: string;
  /** What to check, most useful first: lines of advice, commands first, with placeholders (`{peer-host}`). */
  readonly checks: readonly string[];
  /** Where this is known from: a source file or page of Mooncake, and the version that was read. */
  readonly source: string;
  /** Lines as they are printed, one for each pattern at least. */
  readonly samples: readonly string[];
}
