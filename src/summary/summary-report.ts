import type { Interruptions } from '../tally/input-counts.ts';

/** What a summary document calls itself; fields may be added to version 1, none of these goes away. */
export const SUMMARY_SCHEMA = 'mooncake-annotate/summary@1';

/**
 * A summary as the documented JSON document: what `--format json` prints, what `merge`, `diff` and a history read, and
 * what every other format is rendered from. Nothing that was counted is missing, so documents merge to exactly what one
 * run over all logs counts. Times are ISO 8601 with offset.
 */
export interface SummaryReport {
  readonly schema: typeof SUMMARY_SCHEMA;
  /** The first and last stamp seen, in logs and, when a range was asked for, within it. */
  readonly range: { readonly from: string | null; readonly to: string | null };
  /** What `--since` and `--until` came to, where they were given; findings outside are not counted in `groups`. */
  readonly chosen?: { readonly since: string | null; readonly until: string | null };
  /** How wide time buckets are at least, in seconds; `auto` makes them so wide that few are needed over the
   * range, as it is where nothing is said. */
  readonly bucket?: { readonly least: number; readonly auto: boolean };
  /** In the order of their names; beyond 1,000 all others are one called `other`, which comes last. */
  readonly inputs: readonly ReportInput[];
  /** How many were read, where that is said. Summaries that were merged may have had inputs of the same name, which are one in `inputs`. */
  readonly inputCount?: number;
  /** How many further inputs the one called `other` stands for; absent when there are none. */
  readonly foldedInputs?: number;
  /** Lines of the range asked for; all that were read where none was. */
  readonly lines: number;
  /** Lines that were read and are of another time, or of none that can be read; absent where no range was asked for. */
  readonly otherLines?: number;
  /** Bytes read, whatever their time. */
  readonly bytes: number;
  /** Lines with a finding, and those of them that only imply one. */
  readonly found: number;
  readonly implied: number;
  /** Lines with a finding outside the range asked for. */
  readonly outside: number;
  /** Lines with a finding that belong to no readable time stamp. */
  readonly unstamped: number;
  /**
   * Lines of the range with a glog header of each severity, wherever in the line it stands, or a level in capitals; `other` are all
   * others.
   */
  readonly severities: { readonly F: number; readonly E: number; readonly W: number; readonly other: number };
  readonly interruptions?: Interruptions;
  readonly groups: readonly ReportGroup[];
  readonly ambiguous: readonly ReportCode[];
  /** Of each component the 1,000 most frequent; all others are one called `other`, which comes last. */
  readonly uncatalogued: readonly (ReportCode & { readonly component: string })[];
  /** How this compares with earlier nights, where a history or a baseline was given. */
  readonly news?: ReportNews;
  /** Shares of inputs that are not whole yet (`--share`); a merge with the shares beside them takes them in. */
  readonly shares?: readonly ReportShare[];
  /** The window of event time that a member of a group counted; of those with the same key the highest version stands. */
  readonly window?: ReportWindow;
  /** What the night is called, where it was counted on from a checkpoint: once it is kept, counts begin anew. */
  readonly night?: string;
  /** What of logs, hosts and nights is missing, or was counted twice; absent where nothing is. */
  readonly notices?: readonly ReportNotice[];
  /** In a history, instead of inputs: each log with its rotated files. */
  readonly logs?: readonly ReportLog[];
  /** Where lines name their host: those with a finding; beyond 1,000 hosts all others are one called `other`. */
  readonly hosts?: readonly ReportHost[];
}

/** What is wrong with what a summary tells of: a log, host or night is missing, or something was counted twice. */
export interface ReportNotice {
  readonly kind: NoticeKind;
  /** The log or host; null where it is about the whole. */
  readonly name: string | null;
  /** One sentence for people. */
  readonly text: string;
}

/**
 * `silent`: no line, or none until the end of the range, where there should be some; `missed`: a night before has no
 * summary; `repeated`: this range was counted before; `duplicated`: the same lines are in two inputs.
 */
export type NoticeKind = 'silent' | 'missed' | 'repeated' | 'duplicated';

/** A log with its rotated files. */
export interface ReportLog {
  readonly name: string;
  /** Lines of the range asked for. */
  readonly lines: number;
  /** Its last stamp in that range. */
  readonly last: string | null;
  /** Its last stamp, where it has none in that range. */
  readonly ended?: string;
  readonly fault?: string;
}

/** Lines of a host that report something. */
export interface ReportHost {
  readonly name: string;
  readonly lines: number;
  /** The last stamp of these; absent in summaries of older programs. */
  readonly last?: string | null;
}

/** A window of event time, as one member counted its share of it. */
interface ReportWindow {
  /** The window's start and who counted. */
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly version: number;
}

/** What the ends of a share of an input, or of shares that follow each other, say. */
export interface ReportShare {
  readonly input: string;
  /** The first and the last share, from 1 on, and how many there are. */
  readonly from: number;
  readonly to: number;
  readonly of: number;
  readonly bytes: number;
  /** The first stamp, and where its line starts; null when there is none in the first 4 MiB. */
  readonly first: { readonly time: string; readonly at: number } | null;
  /** The last stamp, and how many bytes before the end its line starts; null when there is none in the last 4 MiB. */
  readonly last: { readonly time: string; readonly distance: number } | null;
  /** Lines with a finding before the first stamp. They are counted like all others, but under no time. */
  readonly undated: readonly UndatedLines[];
}

/** Lines with a finding that stand close together; `at` is where the last of them starts. */
export interface UndatedLines {
  readonly at: number;
  readonly lines: number;
  readonly codes: readonly UndatedCode[];
}

/** How many of some lines report a code, and which of them comes first in the order of their texts. */
export interface UndatedCode {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
  readonly lines: number;
  readonly sample: string;
}

/** One input of a summary. */
export interface ReportInput {
  readonly name: string;
  /** Lines of the range asked for. */
  readonly lines: number;
  readonly bytes: number;
  /** Its first and last stamp in that range; absent in summaries of older programs. */
  readonly first?: string | null;
  readonly last?: string | null;
  /** Its last stamp, where it has none in that range. */
  readonly ended?: string;
  /** Lines with a finding. */
  readonly found: number;
  /** Lines with a finding that belong to no readable time stamp. */
  readonly unstamped: number;
  /** Why it could not be read, or not to its end. */
  readonly fault?: string;
}

/** A group and its codes; a line with two codes of the group counts once in the group. */
export interface ReportGroup {
  readonly component: string;
  readonly group: string;
  readonly lines: number;
  readonly codes: readonly ReportCode[];
}

/** How often a code was found, when and where. */
export interface ReportCode {
  readonly name: string;
  readonly value: number | null;
  readonly lines: number;
  readonly stated: number;
  readonly implied: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Lines per time bucket: the width in seconds, and the start of each bucket that holds any. */
  readonly buckets: {
    readonly width: number;
    readonly counts: readonly (readonly [start: string, lines: number])[];
  };
  /** Most lines first; beyond 1,000 all others are one called `other`, which comes last. So for hosts and sources. */
  readonly inputs: readonly ReportPlace[];
  readonly hosts: readonly ReportPlace[];
  /** Where in the source the lines were printed: `client_service.cpp:1126`. */
  readonly sources: readonly ReportPlace[];
  /** The earliest line that was counted, cut to a readable length; control characters are made visible. */
  readonly sample: { readonly line: string; readonly input: string; readonly time: string | null } | null;
}

/** How many lines a place had a share in. */
export interface ReportPlace {
  readonly name: string;
  readonly lines: number;
}

/** What is news tonight, and by which rule. */
export interface ReportNews {
  /** What it was compared with: how many earlier summaries, and over how many hours each (median). */
  readonly baseline: { readonly summaries: number; readonly hours: number };
  /** The rule in words, with its numbers. */
  readonly rule: string;
  readonly codes: readonly CodeNews[];
}

/** `new`, `surge` and `gone` are news; `up`, `down` and `same` say which way a count went without being news. */
export type NewsFlag = 'new' | 'surge' | 'gone' | 'up' | 'down' | 'same';

/** One code against its baseline. */
export interface CodeNews {
  readonly component: string;
  readonly group: string;
  readonly name: string;
  readonly value: number | null;
  readonly flag: NewsFlag;
  readonly lines: number;
  /** Lines expected over the hours of this summary. */
  readonly expected: number;
  /** The probability of so many lines or more (for `gone`: or fewer) under the baseline; null without a baseline. */
  readonly probability: number | null;
}
