/** What triage has to say of one incident: each expression must match. */
export interface ExpectedIncident {
  /** What broke. */
  readonly title: RegExp;
  /** Titles of what followed, reasons, commands to paste, last words of processes. */
  readonly followed?: readonly RegExp[];
  readonly why?: readonly RegExp[];
  readonly checks?: readonly RegExp[];
  readonly lastWords?: readonly RegExp[];
  /** Whether it still goes on when the logs end, where that can be told. */
  readonly ongoing?: boolean;
}

/** What triage has to say of a recording of a Mooncake that was broken on purpose (`fixtures/real`). */
export interface ExpectedReport {
  readonly name: string;
  /** In order of time; there are no others. Empty where silence is right. */
  readonly incidents: readonly ExpectedIncident[];
  /** Titles of what no incident explains, and that must be named all the same. */
  readonly rest?: readonly RegExp[];
  /** Nothing in any incident may match one of these. */
  readonly never?: readonly RegExp[];
}
