import type { ClockCorrection } from '../causes/causal-links.ts';
import type { CausalTree } from '../causes/causal-trees.ts';
import type { ClocksCompared } from '../causes/confidence.ts';
import type { InputEvidence, Wording } from '../collect/input-evidence.ts';
import type { Episode } from '../episodes/episode.ts';
import type { EpisodeKinds } from '../episodes/episode-kinds.ts';
import type { KindBursts } from '../episodes/kind-bursts.ts';
import type { Surroundings } from '../places/places.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import type { Names } from './naming.ts';

/** Everything that incidents are described with. */
export interface TriageContext extends Names {
  readonly inputs: readonly InputEvidence[];
  readonly cluster: ClusterFacts;
  readonly episodes: readonly Episode[];
  /** Lines that only tell what others mean. */
  readonly evidence: readonly Episode[];
  readonly kinds: EpisodeKinds;
  readonly bursts: KindBursts;
  /** The cluster ids that lines name. */
  readonly clusters: readonly string[];
  /** The time that the logs cover, in epoch milliseconds. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** How long after its last line an incident still goes on, in milliseconds; undefined: by the pauses between its lines. */
  readonly quiet: number | undefined;
  readonly surroundings: Surroundings;
  readonly correction: ClockCorrection;
  readonly compared: ClocksCompared;
  readonly wording: Wording;
}

/**
 * When an incident began, in epoch milliseconds: with its cause, or earlier with what is known to be logged before its cause is
 * noticed. What else came before the cause is no beginning: clocks differ, and lines of several processes come out of order.
 * Infinite where the cause has no stamp.
 */
export function beginningOf({ root, members }: CausalTree): number {
  let beginning = root.start ?? Number.POSITIVE_INFINITY;
  for (const { episode, link } of members)
    if (link?.isLate && episode.start !== undefined) beginning = Math.min(beginning, episode.start);
  return beginning;
}
