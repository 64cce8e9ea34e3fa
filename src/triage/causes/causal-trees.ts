import { FATAL_LINE } from '../../catalogue/known-messages/index.ts';
import { type Episode, sameSignature } from '../episodes/episode.ts';
import { type ClockCorrection, clocksDiffer, type Link } from './causal-links.ts';

/** The same code on several hosts within this time is one thing that happened. */
const together = 120_000;
/** How long after the last line of a tree the same code still belongs to it. */
const echo = 60_000;

/** A tree that others may still be joined to. */
class OpenTree implements CausalTree {
  root: Episode;
  readonly members: Member[] = [];
  readonly rivals: Link[] = [];
  readonly #at: (episode: Episode) => number;
  readonly #episodes = new Set<Episode>();
  /** One member for each signature, and the roots that were joined. */
  readonly #signatures = new Map<string, Episode>();
  readonly #roots: Episode[] = [];
  #end = Number.NEGATIVE_INFINITY;

  /** @param at when an episode began, in corrected time */
  constructor(root: Episode, members: readonly Member[], at: (episode: Episode) => number) {
    this.root = root;
    this.#at = at;
    this.adopt(members);
  }

  /** Takes in the members of a tree that is one with this. */
  adopt(members: readonly Member[]): void {
    for (const member of members) {
      const { episode, link } = member;
      this.members.push(member);
      this.#episodes.add(episode);
      this.#signatures.set(episode.signature.key, episode);
      if (link === undefined) this.#roots.push(episode);
      this.#end = Math.max(this.#end, (episode.end ?? 0) - (episode.start ?? 0) + this.#at(episode));
    }
  }

  /** Whether an episode is among the members. */
  holds(episode: Episode): boolean {
    return this.#episodes.has(episode);
  }

  /** Whether a moment lies in the time of the tree, or shortly after. */
  isGoingOn(time: number): boolean {
    return time >= this.#at(this.root) - clocksDiffer && time <= this.#end + echo;
  }

  /** Whether the root of another tree is the same as one of this tree's, or repeats a member. */
  isOneWith(root: Episode): boolean {
    // When processes died that print no stamps nobody knows; one list of them says as much as one incident each.
    if (root.start === undefined)
      return (
        root.signature.known === FATAL_LINE &&
        this.#roots.some((other) => other.start === undefined && sameSignature(other, root))
      );
    const time = this.#at(root);
    if (
      this.#roots.some((other) => Math.abs(this.#at(other) - time) <= together && sameSignature(other, root))
    )
      return true;
    if (!this.isGoingOn(time)) return false;
    for (const episode of this.#signatures.values()) if (sameSignature(episode, root)) return true;
    return false;
  }
}

/** The seconds of a stamp with their fraction, and how far from a line's front a stamp is looked for. */
const fraction = /:\d\d[.,]\d/;
const stampWithin = 128;

/**
 * Puts each episode under the one that explains it best, and joins trees that are one: whose roots are the same code at
 * the same time, whose root repeats what another tree holds already, or whose root would explain what another one does.
 */
export function causalTrees(
  episodes: readonly Episode[],
  links: readonly Link[],
  correction: ClockCorrection,
): CausalTree[] {
  const times = new Map(
    episodes.map((episode) => [
      episode,
      episode.start === undefined
        ? Number.POSITIVE_INFINITY
        : latestOf(episode, episode.start) - correction(episode.host),
    ]),
  );
  const at = (episode: Episode): number => times.get(episode)!;
  const ordered = [...episodes].sort((a, b) => at(a) - at(b) || a.input - b.input || lineOf(a) - lineOf(b));
  const rank = new Map(ordered.map((episode, index) => [episode, index]));
  const parents = bestParents(ordered, links, rank);
  const trees = new Map<Episode, Member[]>();
  for (const episode of ordered) {
    const root = rootOf(episode, parents);
    const members = trees.get(root) ?? [];
    trees.set(root, members);
    members.push({ episode, link: parents.get(episode) });
  }
  return joined(trees, links, parents, at);
}

/** A stamp of whole seconds, as Python prints them, may mean any moment of its second: it does not come first for that. */
function latestOf({ cells }: Episode, time: number): number {
  const sample = cells[0]?.sample;
  const isExact = sample?.time === time && fraction.test(sample.text.slice(0, stampWithin));
  return time % 1000 === 0 && !isExact ? time + 999 : time;
}

function bestParents(
  ordered: readonly Episode[],
  links: readonly Link[],
  rank: ReadonlyMap<Episode, number>,
): Map<Episode, Link> {
  const byEffect = new Map<Episode, Link[]>();
  for (const link of links) {
    const list = byEffect.get(link.effect);
    if (list === undefined) byEffect.set(link.effect, [link]);
    else list.push(link);
  }
  for (const list of byEffect.values())
    list.sort((a, b) => b.strength - a.strength || rank.get(a.cause)! - rank.get(b.cause)!);
  const parents = new Map<Episode, Link>();
  const choose = (episode: Episode, mayCause: (link: Link) => boolean): void => {
    const chosen = byEffect
      .get(episode)
      ?.find((link) => mayCause(link) && rootOf(link.cause, parents) !== episode);
    if (chosen !== undefined) parents.set(episode, chosen);
  };
  for (const episode of ordered) {
    const own = rank.get(episode)!;
    choose(episode, ({ cause }) => rank.get(cause)! < own);
    if (!parents.has(episode)) choose(episode, ({ isLate }) => isLate);
  }
  // Against the order, as the clocks' tolerance allows, only what names the very same thing is a cause, and only of what nothing
  // else explains: what came first explains what came later wherever both are known to follow from each other.
  for (const episode of ordered)
    if (!parents.has(episode)) choose(episode, ({ agreed }) => agreed.some((place) => place !== 'host'));
  return parents;
}

function rootOf(episode: Episode, parents: ReadonlyMap<Episode, Link>): Episode {
  let root = episode;
  for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent.cause;
  return root;
}

function joined(
  trees: ReadonlyMap<Episode, Member[]>,
  links: readonly Link[],
  parents: ReadonlyMap<Episode, Link>,
  at: (episode: Episode) => number,
): CausalTree[] {
  const open: OpenTree[] = [];
  const byCause = new Map<Episode, Link[]>();
  for (const link of links) {
    const list = byCause.get(link.cause);
    if (list === undefined) byCause.set(link.cause, [link]);
    else list.push(link);
  }
  // Larger trees first, so that what stands alone finds them; among equals the earlier.
  const larger = [...trees].sort(
    ([a, x], [b, y]) => Number(y.length > 1) - Number(x.length > 1) || at(a) - at(b),
  );
  for (const [root, members] of larger) {
    const home = open.find((tree) => tree.isOneWith(root));
    const rivalry = (byCause.get(root) ?? []).filter(({ effect }) => parents.get(effect)?.cause !== root);
    const rival =
      members.length > 1 || rivalry.length === 0
        ? undefined
        : open.find((tree) => tree.isGoingOn(at(root)) && rivalry.some(({ effect }) => tree.holds(effect)));
    const tree = home ?? rival;
    if (tree === undefined) open.push(new OpenTree(root, members, at));
    else {
      if (home === undefined) tree.rivals.push(...rivalry);
      // The earliest of the same is the cause.
      else if (sameSignature(tree.root, root) && at(root) < at(tree.root)) tree.root = root;
      tree.adopt(members);
    }
  }
  for (const { root, members } of open) {
    members.sort(
      (a, b) => Number(b.episode === root) - Number(a.episode === root) || at(a.episode) - at(b.episode),
    );
  }
  return open.sort((a, b) => at(a.root) - at(b.root) || a.root.input - b.root.input);
}

function lineOf(episode: Episode): number {
  return episode.cells[0]?.firstLine ?? 0;
}

/** An episode that nothing explains, and what followed from it. */
export interface CausalTree {
  readonly root: Episode;
  /** The root first, then in order of time. */
  readonly members: readonly Member[];
  /** Roots that could have had the same consequences, but are taken for consequences or companions. */
  readonly rivals: readonly Link[];
}

/** How an episode came into a tree: by a link, or because the same happened elsewhere at the same time. */
export interface Member {
  readonly episode: Episode;
  /** Why it is put down to the root; undefined for the root and for what repeats another member. */
  readonly link: Link | undefined;
}
