import type { KnownMessage } from '../catalogue/known-messages/index.ts';
import { bucketsOf } from './buckets.ts';
import { burstsOf } from './bursts.ts';
import type { CausalTree, Member } from './causal-trees.ts';
import { sameSign } from './causal-trees.ts';
import type { Episode } from './episode.ts';
import { isEveryday } from './everyday.ts';

/** What is known of the clocks of two hosts. */
export type ClocksCompared = (host: string, other: string) => boolean;

/** How sure an incident's cause is. */
export interface Assurance {
  readonly confidence: 'high' | 'medium' | 'low';
  /** One sentence each. */
  readonly why: readonly string[];
}

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
 * Whether a tree is an incident: something that is neither routine nor everyday and has consequences on its host or agreeing
 * in a place; or, by itself, a known message or a burst of severe lines.
 */
export function isIncident(tree: CausalTree, { messages, from, to }: IncidentRule): boolean {
  const { root, members } = tree;
  const lines = members.reduce((sum, { episode }) => sum + episode.lines, 0);
  const severe = members.reduce((sum, { episode }) => sum + episode.severe, 0);
  if (root.isRoutine || isEveryday(root, messages)) return false;
  const telling = supported(members).filter(
    ({ episode, link }) => !isEveryday(episode, messages) || episode.isBurst || isClose(link!),
  );
  if (telling.length > 0 && lines >= (isTrouble(root, messages) ? fewestKnown : fewestLines)) return true;
  const same = members.filter(({ episode }) => sameSign(episode, root)).map(({ episode }) => episode);
  const isTelling =
    same.some((episode) => isTrouble(episode, messages)) ||
    isSustained(same) ||
    (from !== undefined &&
      to !== undefined &&
      burstsOf(bucketsOf(same, Number.POSITIVE_INFINITY), from, to).length > 0);
  return isTelling && lines >= fewestAlone && severe > 0;
}

/** Whether an episode is a known message that healthy processes do not print. */
function isTrouble({ sign }: Episode, messages: ReadonlyMap<string, KnownMessage>): boolean {
  const message = sign.known === null ? undefined : messages.get(sign.known);
  return message !== undefined && message.routine !== true;
}

/** Members that a cause on their host explains, or one that agrees with them in a place. */
function supported(members: readonly Member[]): Member[] {
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

/**
 * Says how sure a cause is: by consequences that began after it, places they share, rivals that would explain them too, and
 * what is known of the clocks.
 */
export function assuranceOf(tree: CausalTree, words: Words, compared: ClocksCompared): Assurance {
  const { root, members, rivals } = tree;
  const why: string[] = [];
  const same = members.filter(({ episode }) => sameSign(episode, root));
  const linked = members.filter(({ link }) => link !== undefined);
  const sure = supported(members);
  let points = Math.min(2, new Set(sure.map(({ episode }) => words.name(episode))).size);
  const cause = words.name(root);
  if (linked.length === 0) why.push(`Nothing that is known to follow from ${cause} was seen.`);
  else if (root.start === undefined) {
    why.push(
      `${cause} stands before what may follow from it; without stamps only the order of lines is known.`,
    );
    points -= 2;
  } else {
    const delays = linked
      .map(({ episode }) => words.at(episode)! - words.at(root)!)
      .filter((delay) => delay >= 0);
    const nearest = delays.length === 0 ? 0 : Math.min(...delays);
    why.push(`${cause} came first; what is known to follow from it began ${seconds(nearest)} later.`);
  }
  const agreed = agreement(members);
  if (agreed.length > 0) {
    points++;
    why.push(`Causes and consequences name the same ${agreed.join(' and ')}.`);
  }
  const hosts = new Set(same.map(({ episode }) => episode.host));
  if (hosts.size > 1) why.push(`${cause} was logged on ${hosts.size} hosts at the same time.`);
  if (root.sign.known !== null) points++;
  for (const rival of distinct(rivals, words)) {
    points--;
    why.push(
      `${words.name(rival.cause)} on ${rival.cause.host} could also explain ${words.name(rival.effect)}.`,
    );
  }
  const strangers = strangersTo(root, members, compared);
  if (strangers.length > 0) {
    points--;
    why.push(
      `The clocks of ${root.host} and ${strangers.slice(0, 3).join(', ')} could not be compared; the order between them is that of their stamps.`,
    );
  }
  const confidence = points >= 3 ? 'high' : points >= 1 ? 'medium' : 'low';
  return { confidence: linked.length === 0 && confidence === 'high' ? 'medium' : confidence, why };
}

/** How episodes are called, and when they began in corrected time. */
export interface Words {
  name(episode: Episode): string;
  at(episode: Episode): number | undefined;
}

function agreement(members: readonly Member[]): string[] {
  const places = new Set(members.flatMap(({ link }) => link?.agreed ?? []));
  places.delete('host');
  return [...places].sort();
}

/** One rival a name, at most three. */
function distinct(rivals: CausalTree['rivals'], words: Words): CausalTree['rivals'] {
  const byName = new Map(rivals.map((rival) => [words.name(rival.cause), rival]));
  return [...byName.values()].slice(0, 3);
}

/** Hosts whose clocks matter to the order, and that could not be compared with the root's. */
function strangersTo(root: Episode, members: readonly Member[], compared: ClocksCompared): string[] {
  const hosts = members.flatMap(({ episode, link }) =>
    link !== undefined && link.cause.host !== episode.host ? [episode.host] : [],
  );
  return [...new Set(hosts)].filter((host) => host !== root.host && !compared(root.host, host)).sort();
}

function seconds(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return milliseconds < 120_000
    ? `${Math.round(milliseconds / 100) / 10} s`
    : `${Math.round(milliseconds / 60_000)} min`;
}
