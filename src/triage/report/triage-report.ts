import type { Places } from '../places/places.ts';
import type { ShareDocument } from '../shares/triage-share.ts';
import type { EndedProcess } from './ended-processes.ts';

/** What a triage document calls itself; fields may be added to version 1, none of these goes away. */
export const TRIAGE_SCHEMA = 'mooncake-annotate/triage@1';

/**
 * What triage found out, as the documented JSON document: what `--format json` prints, and what every other format is
 * rendered from. Times are ISO 8601 with offset.
 */
export interface TriageReport {
  readonly schema: typeof TRIAGE_SCHEMA;
  /** Why nothing was looked at, where that is so: no incidents then say nothing. */
  readonly nothing?: string;
  /** The first and last stamp of what was looked at. */
  readonly range: { readonly from: string | null; readonly to: string | null };
  readonly inputs: readonly TriageInput[];
  readonly lines: number;
  readonly bytes: number;
  /** Lines with a finding. */
  readonly found: number;
  /** How many hosts wrote what was read, as lines, headings above them and names of inputs tell; absent in older reports. */
  readonly hosts?: number;
  /** What this report cannot know, one sentence each: no stamps, stamps running backwards, what was folded. */
  readonly limitations: readonly string[];
  /** How far the clocks of hosts seem to be apart, and whether times were corrected by it. */
  readonly skew: readonly HostSkew[];
  /** In order of time. */
  readonly incidents: readonly Incident[];
  /** Codes that no incident explains, most lines first. */
  readonly unexplained: readonly UnexplainedCode[];
  /** Messages of severity W, E and F as templates: the severest first, of those new ones, then those with most lines. */
  readonly patterns: readonly Pattern[];
  /** Of a share: what was gathered, for `triage --join-shares`. What it holds may change with any version. */
  readonly share?: ShareDocument;
}

/** One input, and the host whose processes wrote it. */
interface TriageInput {
  readonly name: string;
  readonly host: string;
  readonly lines: number;
  readonly bytes: number;
  readonly found: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Why it could not be read, or not to its end. */
  readonly fault?: string;
}

/** How many seconds a host's clock is ahead of `against`, and by what that was seen. */
export interface HostSkew {
  readonly host: string;
  readonly against: string;
  readonly seconds: number;
  /** Events seen on both sides. */
  readonly events: number;
  readonly corrected: boolean;
}

/** One cause and what followed from it. */
export interface Incident {
  /** `1`, `2`, ... in order of time; `--incident 2` prints the lines of the second. */
  readonly id: number;
  /** What broke, in words: `The master does not answer (10.12.0.2:50051)`. */
  readonly title: string;
  /** What that means, in a sentence or two. */
  readonly meaning?: string;
  /** Processes that ended themselves, in order of time, with their last words. */
  readonly processes?: readonly EndedProcess[];
  readonly start: string | null;
  readonly end: string | null;
  /** Whether lines of it came until the end of the logs. */
  readonly ongoing: boolean;
  readonly lines: number;
  readonly cause: Cause;
  /** In order of first appearance. */
  readonly consequences: readonly Consequence[];
  readonly places: Places;
  readonly confidence: 'high' | 'medium' | 'low';
  /** Why the cause is taken for it, and how sure that is, one sentence each. */
  readonly why: readonly string[];
  /** Lines per time bucket; the width in seconds. */
  readonly buckets: TimeBuckets;
  readonly bursts: readonly Burst[];
  /** When its codes were seen on each host, in order of time; the first 500, which a timeline is drawn from. */
  readonly spans?: readonly HostSpan[];
  /** The first line of the cause and of each consequence. */
  readonly samples: readonly SampleLine[];
  /** What to check now: sentences, and commands to paste. */
  readonly checks: readonly Check[];
}

/** The event that an incident is put down to: a code, or a known message without one (then `name` is its title). */
export interface Cause {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
  /** The known message that it is, where it is one. */
  readonly known?: { readonly id: string; readonly title: string };
  readonly evidence: 'name' | 'status' | 'number' | 'message';
  readonly time: string | null;
  readonly input: string;
  /** The host whose line it is: the one that its wrapper names, else its input's. */
  readonly host?: string;
  /** The line's number within its input, from 1; null where it is not known. */
  readonly line: number | null;
  readonly text: string;
  readonly lines: number;
}

/** A code that followed from the cause. */
export interface Consequence {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
  /** The known message that it is, where it is one. */
  readonly known?: { readonly id: string; readonly title: string };
  /** What tells it from others with the same code: the known message's title, else the code's name. */
  readonly title: string;
  readonly lines: number;
  readonly first: string | null;
  readonly last: string | null;
  /**
   * Seconds from the cause's first line to its own, by corrected clocks and never below 0: what is noticed late, or stamped
   * with whole seconds, came after its cause as well. null where a line has no stamp.
   */
  readonly after: number | null;
  /** Which known consequence this is, in words, with its source. */
  readonly because: string;
}

/** A stretch of time in which a code was seen on a host. */
export interface HostSpan {
  readonly host: string;
  readonly component: string;
  readonly name: string;
  /** What tells it from others with the same code, as for consequences; missing in documents of earlier versions. */
  readonly title?: string;
  readonly start: string;
  readonly end: string;
  readonly lines: number;
}

/** A time in which a code came much more often than before. */
export interface Burst {
  readonly component: string;
  readonly name: string;
  readonly title: string;
  readonly start: string;
  readonly peak: string;
  /** Lines in the bucket of the peak. */
  readonly most: number;
  /** null: still going on when the logs end. */
  readonly end: string | null;
  readonly lines: number;
}

/** Lines per time bucket: the width in seconds, and the start of each bucket that holds any. */
interface TimeBuckets {
  readonly width: number;
  readonly counts: readonly (readonly [start: string, lines: number])[];
}

/** A line of the logs with what stood around it. Control characters are made visible, long lines cut. */
export interface SampleLine {
  readonly input: string;
  readonly host: string;
  readonly line: number | null;
  readonly time: string | null;
  readonly text: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Something to check. */
export interface Check {
  readonly text: string;
  /** To be pasted into a shell. */
  readonly commands: readonly string[];
  /** Where this is known from: a page or file of Mooncake. */
  readonly source: string;
}

/** A code that no incident explains. */
export interface UnexplainedCode {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
  /** The known message that it is, where it is one. */
  readonly known?: { readonly id: string; readonly title: string };
  readonly lines: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly places: Places;
  readonly sample: SampleLine;
}

/** A message with its variable parts taken out. */
export interface Pattern {
  readonly template: string;
  /** `client_service.cpp:1126`, where the prefix names it. */
  readonly source: string | null;
  readonly severity: 'W' | 'E' | 'F';
  readonly lines: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Whether the baseline lacks it; false without a baseline. */
  readonly isNew: boolean;
  readonly sample: SampleLine;
}
