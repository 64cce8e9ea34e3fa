import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import { maximum, minimum } from '../../tally/stats.ts';
import { bucketsOf } from '../episodes/buckets.ts';
import { burstsOf } from '../episodes/bursts.ts';
import { type Episode, sameSignature } from '../episodes/episode.ts';
import { isRoutineKind } from '../episodes/episode-kinds.ts';
import type { CausalTree, Member } from './causal-trees.ts';

/**
 * How many lines it takes. Tried on 45 recordings of a Mooncake that was broken on purpose and on the recordings and written
 * logs of healthy ones: a master that is killed and comes back leaves six lines on a client, a peer that dies eight, a port
 * that is taken two a process; healthy processes print one or two lines of a known trouble, and no more than nine of a code
 * that nothing follows from (`INVALID_PARAMS` of a caller that is wrong). `npm run accuracy:numbers` tries it again: with half of any of
 * them but the first, quiet logs or recordings are told wrong, and with twice `fewestKnownAlone` three recordings are.
 */
const fewestKnown = 3;
const fewestLines = 5;
const fewestKnownAlone = 3;
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
  // Where a process died or data was lost one line is enough.
  if (members.some(({ episode }) => messageOf(episode, messages)?.isGrave)) return true;
  if (isRoutineKind(root, messages) && lines < fewestLines) return false;
  const telling = supportedMembers(members).filter(
    ({ episode, link }) => !isRoutineKind(episode, messages) || episode.isBurst || isClose(link!),
  );
  if (telling.length > 0 && lines >= (isTrouble(root, messages) ? fewestKnown : fewestLines)) return true;
  const same = members.filter(({ episode }) => sameSignature(episode, root)).map(({ episode }) => episode);
  if (isRoutineKind(root, messages)) return false;
  // A full store is only warned of; what is known to be trouble needs no errors.
  if (lines >= fewestKnownAlone && same.some((episode) => isTrouble(episode, messages))) return true;
  if (lines < fewestAlone) return false;
  const hasBurst =
    from !== undefined &&
    to !== undefined &&
    burstsOf(bucketsOf(same, Number.POSITIVE_INFINITY), from, to).length > 0;
  return severe > 0 && (hasBurst || isSustained(same));
}

/** Whether an episode is a known message that healthy processes do not print. */
function isTrouble(episode: Episode, messages: ReadonlyMap<string, KnownMessage>): boolean {
  const message = messageOf(episode, messages);
  return message !== undefined && message.routine === undefined;
}

function messageOf(
  { signature }: Episode,
  messages: ReadonlyMap<string, KnownMessage>,
): KnownMessage | undefined {
  return signature.known === null ? undefined : messages.get(signature.known);
}

/** Members that a cause on their host explains, or one that agrees with them in a place. */
export function supportedMembers(members: readonly Member[]): Member[] {
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
  return starts.length > 0 && maximum(ends) - minimum(starts) <= severe * sustainedGap;
}

function isSupported({ cause, effect, agreed }: NonNullable<Member['link']>): boolean {
  return cause.host === effect.host || agreed.length > 0;
}
