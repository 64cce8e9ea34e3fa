import { maximum } from '../../tally/stats.ts';
import type { Episode } from '../episodes/episode.ts';

/** A master prints what it does every ten seconds; one that had not for so long, in milliseconds, did not run. */
const longestPause = 15_000;

/**
 * For how long, in seconds, the master that wrote an episode had not run when that began; undefined where it ran, or where its log
 * does not tell.
 *
 * @param evidence what masters print of what they do, and other lines that only tell what others mean
 */
export function stoodStill(episode: Episode, evidence: readonly Episode[]): number | undefined {
  const { start } = episode;
  if (start === undefined) return undefined;
  const reports = evidence
    .filter(({ signature, input, host }) => {
      return signature.known === 'master-reports' && input === episode.input && host === episode.host;
    })
    .flatMap(({ cells }) => cells.flatMap(({ first, last }) => [first, last]))
    .filter((time) => time !== undefined && time < start);
  const pause = start - maximum(reports as number[]);
  return Number.isFinite(pause) && pause > longestPause ? Math.round(pause / 1000) : undefined;
}
