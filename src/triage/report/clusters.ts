import type { Episode } from '../episodes/episode.ts';

const leaderKey = /\bmooncake-store\/([\w.-]+)\/master_view\b/g;

/** The cluster ids under which the leader is looked for or published, in order of name. */
export function clustersIn(episodes: readonly Episode[]): string[] {
  const found = new Set<string>();
  for (const { cells } of episodes) {
    for (const { sample } of cells) for (const match of sample.text.matchAll(leaderKey)) found.add(match[1]!);
  }
  return [...found].sort();
}
