/** What happened to followed files. */
export interface Interruptions {
  readonly rotations: number;
  readonly truncations: number;
  readonly gaps: number;
}
