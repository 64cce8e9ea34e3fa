import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { StartPosition } from '../../input/follow/files/start-position.ts';
import type { TriageChoice } from '../../triage/read/triage-reader.ts';
import type { TriageCondition } from '../../triage/report/conditions.ts';

/** Everything that a live triage needs to know, decided. */
export interface LiveOptions extends TriageChoice {
  readonly catalogue: Catalogue;
  /** Files, directories or patterns to follow. */
  readonly files: readonly string[];
  /** Whether standard input is read as well. */
  readonly stdin: boolean;
  /** A screen where a terminal can show one; a line, or a JSON object, for each change. */
  readonly format: 'screen' | 'text' | 'json';
  readonly from: StartPosition;
  /** Milliseconds between two looks at the files, at most. */
  readonly poll: number;
  readonly correctSkew: boolean;
  /** What ends the run with status 1. */
  readonly failOn: readonly TriageCondition[];
  readonly colour: boolean;
  /** A time in epoch milliseconds as ISO 8601 with offset. */
  readonly iso: (time: number) => string;
  /** The same as a time of the day: `02:14:13`. */
  readonly clock: (time: number) => string;
}
