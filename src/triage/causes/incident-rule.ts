import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import { bucketsOf } from '../episodes/buckets.ts';
import { burstsOf } from '../episodes/bursts.ts';
import type { Episode } from '../episodes/episode.ts';
import { isRoutineKind } from '../episodes/routine.ts';
import { sameSignature } from '../episodes/same-signature.ts';
import type { CausalTree, Member } from './causal-trees.ts';

/**
 * Fewer lines than this are no incident, whatever they say: a start that fails prints few, a known message among them.
 * Without consequences it takes more.
 */
const fewestKnown = 4;
const fewestLines = 5;
const fewestAlone = 10;
/** Errors that come at least this often, in milliseconds, are an incident even where nothing follows from them. */
const sustainedGap = 120_000;

/** What incidents are told from the rest by. */
export interface IncidentRule {
  readonly messages: ReadonlyMap<string, KnownMessage>;
  /** The time that the logs cover, in epoch milliseconds. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/**
 * Whether a tree is an incident: something that is not routine and has consequences on its host or agreeing
 * in a place; or, by itself, a known message or a burst of severe lines.
 */
export function isIncident(tree: CausalTree, { messages, from, to }: IncidentRule): boolean {
  const { root, members } = tree;
  // However many misses follow, one error is one error.
  const lines = members
    .filter(({ episode }) => !isRoutineKind(episode, messages))
    .reduce((sum, { episode }) => sum + episode.lines, 0);
  const severe = members.reduce((sum, { episode }) => sum + episode.severe, 0);
  if (isRoutineKind(root, messages)) return false;
  const telling = supported(members).filter(
    ({ episode, link }) => !isRoutineKind(episode, messages) || episode.isBurst || isClose(link!),
  );
  if (telling.length > 0 && lines >= (isTrouble(root, messages) ? fewestKnown : fewestLines)) return true;
  const same = members.filter(({ episode }) => sameSignature(episode, root)).map(({ episode }) => episode);
  if (lines < fewestAlone) return false;
  // A full store is only warned of; what is known to be trouble needs no errors.
  if (same.some((episode) => isTrouble(episode, messages))) return true;
  const hasBurst =
    from !== undefined &&
    to !== undefined &&
    burstsOf(bucketsOf(same, Number.POSITIVE_INFINITY), from, to).length > 0;
  return severe > 0 && (hasBurst || isSustained(same));
}

/** Whether an episode is a known message that healthy processes do not print. */
function isTrouble({ signature }: Episode, messages: ReadonlyMap<string, KnownMessage>): boolean {
  const message = signature.known === null ? undefined : messages.get(signature.known);
  return message !== undefined && message.routine !== true;
}

/** Members that a cause on their host explains, or one that agrees with them in a place. */
export function supported(members: readonly Member[]): Member[] {
  return members.filter(({ link }) => link !== undefined && isSupported(link));
}

/** Whether cause and effect name the very same thing. */
function isClose({ agreed }: NonNullable<Member['link']>): boolean {
  return agreed.some((place) => place !== 'host');
}

/** Whether errors of one kind come again and again. */
function isSustained(episodes: readonly Episode[]): boolean {
  const severe = episodes.reduce((sum, episode) => sum + episode.severe, 0);
  const starts = episodes.flatMap(({ start }) => (start === undefined ? [] : [start]));
  const ends = episodes.flatMap(({ end }) => (end === undefined ? [] : [end]));
  return starts.length > 0 && Math.max(...ends) - Math.min(...starts) <= severe * sustainedGap;
}

function isSupported({ cause, effect, agreed }: NonNullable<Member['link']>): boolean {
  return cause.host === effect.host || agreed.length > 0;
}
