import type { Episode } from '../episodes/episode.ts';
import { sameSignature } from '../episodes/same-signature.ts';
import type { Link } from './causal-links.ts';
import type { CausalTree, Member } from './causal-tree.ts';

/** The same code on several hosts within this time is one thing that happened. */
const together = 120_000;
const clocksDiffer = 3000;
/** How long after the last line of a tree the same code still belongs to it. */
const echo = 60_000;

/** A tree that others may still be joined to. */
export class OpenTree implements CausalTree {
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
    if (root.start === undefined) return false;
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
