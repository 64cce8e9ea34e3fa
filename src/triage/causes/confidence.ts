import { maximum, minimum } from '../../tally/stats.ts';
import { type Episode, sameSignature } from '../episodes/episode.ts';
import type { CausalTree, Member } from './causal-trees.ts';
import { supportedMembers } from './incident-rule.ts';

/** What is known of the clocks of two hosts. */
export type ClocksCompared = (host: string, other: string) => boolean;

/** What is known of the logs: the time that they cover, in epoch milliseconds, and which clocks were compared. */
export interface LogsKnown {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly compared: ClocksCompared;
}

/** How sure an incident's cause is. */
export interface Confidence {
  readonly confidence: 'high' | 'medium' | 'low';
  /** One sentence each. */
  readonly why: readonly string[];
}

/** What begins in this part of the logs may have begun before them: half a minute of half an hour. */
const beginning = 0.02;
/** In shorter logs an incident may well fill all the time, in milliseconds. */
const longLogs = 3_600_000;

/**
 * Says how sure a cause is: by consequences that began after it, places they share, rivals that would explain them too, and
 * what is known of the clocks.
 */
export function confidenceOf(tree: CausalTree, words: Words, logs: LogsKnown): Confidence {
  const { root, members, rivals } = tree;
  const why: string[] = [];
  const same = members.filter(({ episode }) => sameSignature(episode, root));
  const linked = members.filter(({ link }) => link !== undefined);
  const sure = supportedMembers(members);
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
    const nearest = delays.length === 0 ? 0 : minimum(delays);
    const earliest = minimum(linked.map(({ episode }) => words.at(episode)!));
    if (words.at(root)! > earliest && linked.some(({ link }) => link!.isLate)) {
      points--;
      why.push(
        `${cause} was logged ${seconds(words.at(root)! - earliest)} after the first of what it explains; it is known to be noticed late, or clocks differ.`,
      );
    } else why.push(`${cause} came first; what is known to follow from it began ${seconds(nearest)} later.`);
  }
  const agreed = agreement(members);
  if (agreed.length > 0) {
    points++;
    why.push(`Causes and consequences name the same ${agreed.join(' and ')}.`);
  }
  const hosts = new Set(same.map(({ episode }) => episode.host));
  if (hosts.size > 1) why.push(`${cause} was logged on ${hosts.size} hosts at the same time.`);
  if (root.signature.known !== null) points++;
  for (const rival of distinct(rivals, words)) {
    points--;
    why.push(
      `${words.name(rival.cause)} on ${rival.cause.host} could also explain ${words.name(rival.effect)}.`,
    );
  }
  const strangers = strangersTo(root, members, logs.compared);
  if (strangers.length > 0) {
    points--;
    why.push(
      `The clocks of ${root.host} and ${strangers.slice(0, 3).join(', ')} could not be compared; the order between them is that of their stamps.`,
    );
  }
  const stretch = stretchOf(members, words, logs);
  if (stretch === 'all')
    why.push('Such lines came from the beginning of the logs to their end, so that their order says little.');
  if (stretch === 'beginning') {
    points--;
    why.push('It was there when the logs begin; what came before is not known.');
  }
  if (stretch === 'all') return { confidence: 'low', why };
  const confidence = points >= 3 ? 'high' : points >= 1 ? 'medium' : 'low';
  return { confidence: linked.length === 0 && confidence === 'high' ? 'medium' : confidence, why };
}

/** How episodes are called, and when they began in corrected time. */
export interface Words {
  name(episode: Episode): string;
  at(episode: Episode): number | undefined;
}

/** Whether the lines of an incident come from the beginning of the logs on, and until their end. */
function stretchOf(
  members: readonly Member[],
  words: Words,
  { from, to }: LogsKnown,
): 'all' | 'beginning' | 'part' {
  if (from === undefined || to === undefined) return 'part';
  const starts = members.flatMap(({ episode }) => words.at(episode) ?? []);
  const ends = members.flatMap(({ episode: { end } }) => end ?? []);
  const isEarly = minimum(starts) - from <= beginning * (to - from);
  if (!isEarly) return 'part';
  return to - from >= longLogs && to - maximum(ends) <= beginning * (to - from) ? 'all' : 'beginning';
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
