import type { Finding } from '../../recognise/finding.ts';
import type { Severity } from '../../recognise/prefix/prefix.ts';
import type { NameKinds } from './name-kinds.ts';

/** What stands before the message of a line, and where that stands. */
export interface LineHead {
  readonly severity: Severity | undefined;
  /** `client_service.cpp:1126`, or whatever names who printed the line. */
  readonly source: string | undefined;
  readonly host: string | undefined;
  readonly pid: number | undefined;
  readonly tid: number | undefined;
  readonly message: number;
  readonly messageEnd: number;
}

/** One line that may matter. */
export interface ReadLine {
  /** Without its end, decoded as latin1. */
  readonly text: string;
  readonly head: LineHead;
  /** What its own stamp says, in epoch milliseconds. */
  readonly time: number | undefined;
  /** What it may name, as its shape tells. */
  readonly mayName: NameKinds;
}

/** One line of severity W, E or F. Offsets and numbers are within its input. */
export interface SevereText extends ReadLine {
  /** From 1. */
  readonly line: number;
  readonly offset: number;
  /** Whether it may say something of the cluster, as its shape tells. */
  readonly mayTellFacts: boolean;
}

/** One line that reports something. */
export interface CollectedLine extends SevereText {
  readonly findings: readonly Finding[];
  /** The id of the known message that it is. */
  readonly known: string | null;
  /** What `keyOf` makes of both. */
  readonly key: string;
}

/** Takes in the lines of one input that may matter, in their order. */
export interface LineTaker {
  /** A line without a finding: one of those that show what goes well. */
  healthy(line: ReadLine): void;
  /** Only when a line was printed, in epoch milliseconds: the next one without a stamp belongs to it. */
  pass(time: number): void;
  /** A host that lines name as theirs, of which nothing else is looked at. */
  host?(name: string): void;
  /** A line of severity W, E or F without a finding. */
  severe(line: SevereText): void;
  /** A line with findings, or one that is a known message. */
  add(line: CollectedLine): void;
}
