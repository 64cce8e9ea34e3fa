/** One place: how many of the incident's lines name it, and which share of them (0 to 1). */
export interface Place {
  readonly name: string;
  readonly lines: number;
  readonly share: number;
  /** Whether the incident is confined to it while others were healthy: "only node 7". */
  readonly only: boolean;
}

/** Where an incident's lines came from and what they named; top ones first. */
export interface Places {
  readonly hosts: readonly Place[];
  readonly processes: readonly Place[];
  readonly ranks: readonly Place[];
  readonly peers: readonly Place[];
  readonly segments: readonly Place[];
  readonly devices: readonly Place[];
  readonly requests: readonly Place[];
  readonly keys: readonly Place[];
}
