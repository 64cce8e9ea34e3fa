import { maximum } from '../../tally/stats.ts';
import type { Episode } from '../episodes/episode.ts';
import type { TriageContext } from './context.ts';

/** Times of lines are known this well, in milliseconds: a silence as short as this is none. */
const shortestSilence = 10_000;
/** What was silent for so many of its longest pauses, or for so long in milliseconds, is over. */
const pauses = 3;
const longestPause = 60_000;

/** Whether lines of an incident still come when the logs end, as often as they came before. */
export function isOngoing(
  episodes: readonly Episode[],
  last: number,
  { inputs, to, quiet }: TriageContext,
): boolean {
  if (to === undefined || !Number.isFinite(last)) return false;
  const ends = new Set(episodes.map(({ input }) => input)).values();
  const own = maximum([...ends].map((input) => inputs[input]!.to ?? Number.NEGATIVE_INFINITY));
  const silence = Math.min(own, to) - last;
  return silence <= (quiet ?? longestSilence(episodes));
}

/** How long an incident may be silent and still go on: by the pauses between its lines before, in milliseconds. */
function longestSilence(episodes: readonly Episode[]): number {
  const widest = maximum(episodes.map(({ width }) => width));
  if (widest > shortestSilence) return Math.max(longestPause, pauses * widest);
  const seen = episodes
    .flatMap(({ cells }) => cells)
    .flatMap(({ first, last }) => (first === undefined ? [] : [{ first, last: last ?? first }]))
    .sort((a, b) => a.first - b.first);
  let pause = 0;
  let end = Number.POSITIVE_INFINITY;
  for (const { first, last } of seen) {
    pause = Math.max(pause, first - end);
    end = end === Number.POSITIVE_INFINITY ? last : Math.max(end, last);
  }
  return Math.min(longestPause, Math.max(shortestSilence, pauses * pause));
}
