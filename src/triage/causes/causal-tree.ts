import type { Episode } from '../episodes/episode.ts';
import type { Link } from './causal-links.ts';

/** An episode that nothing explains, and what followed from it. */
export interface CausalTree {
  readonly root: Episode;
  /** The root first, then in order of time. */
  readonly members: readonly Member[];
  /** Roots that could have had the same consequences, but are taken for consequences or companions. */
  readonly rivals: readonly Link[];
}

/** How an episode came into a tree: by a link, or because the same happened elsewhere at the same time. */
export interface Member {
  readonly episode: Episode;
  /** Why it is put down to the root; undefined for the root and for what repeats another member. */
  readonly link: Link | undefined;
}
