import type { StampFormName } from '../time/stamp.ts';
import type { PrefixShape, Severity } from './prefix.ts';

/** A line of a format and what is to be read from it; what is left out, the line does not tell. */
export interface FormatSample {
  readonly line: string;
  /** In UTC, as ISO 8601 without a zone; without a year where the line has none. */
  readonly time?: string;
  readonly severity?: Severity;
  /** `real_client.cpp:2176`. */
  readonly source?: string;
  readonly logger?: string;
  readonly host?: string;
  readonly pid?: number;
  readonly tid?: number;
  readonly message: string;
}

/**
 * One format of logs: what a program puts before its messages. The pattern's groups are the fields: `stamp`, `level`,
 * `file`, `line`, `logger`, `pid`, `tid`, `host`, `priority` (syslog's number), `partial` (present where the
 * line goes on in the next one), `kernel` (present where the kernel wrote it).
 */
export interface Format {
  readonly name: string;
  /** Whose habit it follows. */
  readonly shape: PrefixShape;
  /** Matches at one place (sticky) up to where the message begins. It may not depend on what digits there are. */
  readonly pattern: RegExp;
  /** Matches what the writer puts behind the message, with the same groups. */
  readonly tail?: RegExp;
  /** The severity of all its lines. */
  readonly severity?: Severity;
  /** Severities that it calls by other words than most writers. */
  readonly levels?: Readonly<Record<string, Severity>>;
  /** The forms that `stamp` may have, where another form looks the same. */
  readonly forms?: readonly StampFormName[];
  readonly samples: readonly [FormatSample, ...FormatSample[]];
  /** A line that looks alike and must not match. */
  readonly counterexample: string;
}

/** One thing that others put in front of whole lines: a host, a rank, a stamp of their own. Its groups are those of a `Format`. */
export interface Wrapper {
  readonly name: string;
  readonly pattern: RegExp;
  /** Whether a prefix that is known has to follow, since the pattern alone says too little. */
  readonly before?: 'prefix';
  readonly forms?: readonly StampFormName[];
  /** Matches what the wrapper puts behind the line. */
  readonly tail?: RegExp;
  readonly samples: readonly [FormatSample, ...FormatSample[]];
  readonly counterexample: string;
}
