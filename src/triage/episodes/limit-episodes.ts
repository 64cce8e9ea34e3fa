import type { Episode } from './episode.ts';

/** Any episode may have followed from any other, so that work and memory grow with the square of their number. */
const mostCompared = 2000;

/** Episodes that are looked at for causes and consequences. */
interface ComparedEpisodes {
  readonly compared: readonly Episode[];
  /** How many others there are; they are put down to nothing, and nothing to them. */
  readonly left: number;
}

/**
 * Chooses, where there are too many episodes to compare each with each, what tells most: bursts first, then known troubles,
 * then what has most lines. The order of the episodes stays; which are chosen does not depend on it.
 */
export function limitEpisodes(episodes: readonly Episode[], most = mostCompared): ComparedEpisodes {
  if (episodes.length <= most) return { compared: episodes, left: 0 };
  const chosen = new Set([...episodes].sort(byImportance).slice(0, most));
  return { compared: episodes.filter((episode) => chosen.has(episode)), left: episodes.length - most };
}

function byImportance(a: Episode, b: Episode): number {
  return (
    Number(b.isBurst) - Number(a.isBurst) ||
    Number(b.signature.known !== null) - Number(a.signature.known !== null) ||
    b.lines - a.lines ||
    (a.start ?? 0) - (b.start ?? 0) ||
    compare(a.host, b.host) ||
    compare(a.signature.key, b.signature.key) ||
    a.input - b.input
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
