import type { AddressOwner } from '../../catalogue/known-messages/index.ts';
import { maximum, minimum } from '../../tally/stats.ts';
import type { Episode } from '../episodes/episode.ts';
import type { TriageContext } from './context.ts';
import { roleOf } from './ended-processes.ts';

/** Times of lines are known this well, in milliseconds: a silence as short as this is none. */
const shortestSilence = 10_000;
/** What was silent for so many of its longest pauses, or for so long in milliseconds, is over. */
const pauses = 3;
const longestPause = 60_000;

/** Who does not answer is back when it was started again, and so long after that, in milliseconds, nobody complains. */
const comesUpWithin = 5000;

/**
 * Whether lines of an incident still come when the logs end, as often as they came before.
 *
 * @param episodes those of its members that healthy processes do not have as well
 * @param about what it is that does not answer
 */
export function isOngoing(
  episodes: readonly Episode[],
  about: AddressOwner | undefined,
  { inputs, to, quiet }: TriageContext,
): boolean {
  const last = maximum(episodes.flatMap(({ end }) => end ?? []));
  if (to === undefined || !Number.isFinite(last)) return false;
  const own = new Set(episodes.map(({ input }) => input));
  const until = maximum([...own].map((input) => inputs[input]!.to ?? Number.NEGATIVE_INFINITY));
  const silence = Math.min(until, to) - last;
  if (silence > (quiet ?? longestSilence(episodes))) return false;
  const role = roleOf(about);
  const isBack = inputs.some(({ log }) =>
    log.processes.some(
      ({ role: other, started, death }) =>
        role !== undefined &&
        other === role &&
        death === undefined &&
        started !== undefined &&
        started > minimum(episodes.flatMap(({ start }) => start ?? [])) &&
        last <= started + comesUpWithin &&
        to > started + comesUpWithin,
    ),
  );
  return !isBack;
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
