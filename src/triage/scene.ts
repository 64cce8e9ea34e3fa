import type { ClocksCompared } from './assurance.ts';
import type { Episode } from './episode.ts';
import type { GatheredInput, Wording } from './gathered.ts';
import type { ClockCorrection } from './links.ts';
import type { Names } from './naming.ts';
import type { Surroundings } from './places.ts';

/** Everything that incidents are described with. */
export interface TriageScene extends Names {
  readonly inputs: readonly GatheredInput[];
  readonly episodes: readonly Episode[];
  /** The time that the logs cover, in epoch milliseconds. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly surroundings: Surroundings;
  readonly correction: ClockCorrection;
  readonly compared: ClocksCompared;
  readonly wording: Wording;
}
