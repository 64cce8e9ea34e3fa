import type { CausalTree } from '../causes/causal-tree.ts';

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
