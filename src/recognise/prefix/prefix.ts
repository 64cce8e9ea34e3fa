import type { StampPlace } from '../time/stamp.ts';

/** Severity as glog prints it; `D` is Python's or yalantinglibs' DEBUG and TRACE. */
export type Severity = 'D' | 'I' | 'W' | 'E' | 'F';

/** What stands before a line's message: when, how bad, and which source file printed it. Offsets are into the line. */
export interface Prefix {
  /** Where the line's own time stamp begins, or -1; `TimestampParser` reads it. */
  readonly stamp: number;
  /** Where the stamp stands and how it is written. */
  readonly stampPlace?: StampPlace | undefined;
  readonly severity: Severity | undefined;
  /**
   * Base name of the source file that printed the line (`client_service.cpp`, `mooncake_store.py`), as a string of its own
   * that keeps no line in memory.
   */
  readonly file: string | undefined;
  /** Its line number as printed, or 0. */
  readonly fileLine: number;
  /** The logger that Python names: `lmcache.v1.cache_engine`. */
  readonly logger: string | undefined;
  /** Process and thread as printed; glog prints only the thread. */
  readonly pid: number | undefined;
  readonly tid: number | undefined;
  /** The host, pod or container that a wrapper names (journald, kubectl, docker compose), if any. */
  readonly host: string | undefined;
  /** The file of the lines that follow, where the line is what `tail` puts above them. */
  readonly heading?: string;
  /** Where host, process and thread stand; undefined where the line does not name them. */
  readonly hostAt?: readonly [start: number, end: number] | undefined;
  readonly pidAt?: readonly [start: number, end: number] | undefined;
  readonly tidAt?: readonly [start: number, end: number] | undefined;
  /** Where the source's line stands apart from its file, in a record. */
  readonly fileLineAt?: readonly [start: number, end: number] | undefined;
  /** Which program's habit the prefix follows. */
  readonly shape: PrefixShape;
  /** Whether the message stands in a record of JSON or of `key=value` fields, with escapes of its own. */
  readonly isRecord?: boolean;
  /** Whether the line goes on in the next one: a runtime cut it (CRI's `P`, docker's part without a line feed). */
  readonly isPartial?: boolean;
  /** Whether the line belongs to the one before it, as the lines of a traceback do: that one tells its time and severity. */
  readonly isContinuation?: boolean;
  /** Where the message begins. */
  readonly message: number;
  /** Where it ends: before what a logger or a container runtime appends. */
  readonly messageEnd: number;
}

/**
 * `bare` is a line without any prefix that we know, `tail` a glog line that lost its front, `access` a line of a web server's
 * access log, `record` one of JSON or of `key=value` fields, `heading` what `tail` puts above each file's lines, and `other`
 * one of any other program.
 */
export type PrefixShape =
  | 'glog'
  | 'tail'
  | 'yalantinglibs'
  | 'python'
  | 'kernel'
  | 'access'
  | 'record'
  | 'heading'
  | 'other'
  | 'bare';

/** `client_service.cpp:1126` as the prefix prints it, or undefined. */
export function sourceOf({ file, fileLine }: Pick<Prefix, 'file' | 'fileLine'>): string | undefined {
  if (file === undefined) return undefined;
  return fileLine === 0 ? file : `${file}:${fileLine}`;
}

/** Whether the line is of severity W, E or F in a glog header, the only lines whose message can imply a code. */
export function isSevere(prefix: Prefix): prefix is Prefix & { readonly severity: 'W' | 'E' | 'F' } {
  const { severity } = prefix;
  return prefix.shape === 'glog' && (severity === 'E' || severity === 'W' || severity === 'F');
}

/** How the writers of logs call severities, in capitals. */
const words: Readonly<Record<Severity, readonly string[]>> = {
  D: ['TRACE', 'TRCE', 'TRC', 'DEBUG', 'DEBU', 'DBG', 'VERBOSE', 'FINEST', 'FINER', 'FINE'],
  I: ['INFORMATIONAL', 'INFORMATION', 'INFO', 'INF', 'NOTICE', 'SUCCESS', 'CONFIG'],
  W: ['WARNING', 'WARN', 'WRN'],
  E: ['ERROR', 'ERRO', 'EROR', 'ERR', 'SEVERE'],
  F: ['FATAL', 'FATA', 'FTL', 'CRITICAL', 'CRIT', 'DPANIC', 'PANIC', 'PNC', 'ALERT', 'EMERGENCY', 'EMERG'],
};

const byWord = new Map<string, Severity>();
for (const [severity, own] of Object.entries(words))
  for (const word of own) byWord.set(word, severity as Severity);

const byLetter: Readonly<Record<string, Severity>> = {
  V: 'D',
  T: 'D',
  D: 'D',
  I: 'I',
  N: 'I',
  W: 'W',
  E: 'E',
  F: 'F',
  C: 'F',
};

const longestFirst = [...byWord.keys()].sort((a, b) => b.length - a.length);

/** Matches a severity's word in capitals. */
export const capitalLevel = `(?:${longestFirst.join('|')})`;

/** Matches it in capitals, in small letters, or with a capital in front. */
export const anyLevel = `(?:${longestFirst
  .flatMap((word) => [word, word.toLowerCase(), word[0] + word.slice(1).toLowerCase()])
  .join('|')})`;

/** The severity that a word or a letter in any case stands for; undefined where it is none. */
export function severityOf(word: string): Severity | undefined {
  const capitals = word.trim().toUpperCase();
  return capitals.length === 1 ? byLetter[capitals] : byWord.get(capitals);
}

/** Syslog's priorities: 0 is the worst, 7 is debugging. */
export function severityOfPriority(priority: number): Severity | undefined {
  if (priority < 0 || priority > 7) return undefined;
  return priority <= 2 ? 'F' : priority === 3 ? 'E' : priority === 4 ? 'W' : priority === 7 ? 'D' : 'I';
}

/** The levels of pino, bunyan (10 to 60) and, where `isPython`, of Python (10 to 50). */
export function severityOfLevel(level: number, isPython = false): Severity | undefined {
  if (level < 5 || level > 60) return undefined;
  const step = isPython ? level + 10 : level;
  if (level < (isPython ? 20 : 30)) return 'D';
  return step < 40 ? 'I' : step < 50 ? 'W' : step < 60 ? 'E' : 'F';
}

/** OpenTelemetry's severity numbers, four a severity from 1 on. */
export function severityOfNumber(number: number): Severity | undefined {
  if (number < 1 || number > 24) return undefined;
  return number <= 8 ? 'D' : number <= 12 ? 'I' : number <= 16 ? 'W' : number <= 20 ? 'E' : 'F';
}
