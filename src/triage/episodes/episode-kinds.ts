import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import type { Episode } from './episode.ts';
import { isRoutineKind } from './routine.ts';

/** Where less than this was seen before, in milliseconds, nothing can be said of how often something came before. */
const leastBefore = 60_000;
/** A consequence came more often than before if chance alone would give as many lines in less than one of twenty cases. */
const unlikely = 0.05;

/** What a kind of event is like on its host: of a start, routine, and how often it comes. */
export class EpisodeKinds {
  readonly #messages: ReadonlyMap<string, KnownMessage>;
  readonly #from: number | undefined;
  /** By the key of their signature, then by host. */
  readonly #byKind = new Map<string, Map<string, Episode[]>>();

  /** @param from when the logs begin */
  constructor(
    episodes: readonly Episode[],
    messages: ReadonlyMap<string, KnownMessage>,
    from: number | undefined,
  ) {
    this.#messages = messages;
    this.#from = from;
    for (const episode of episodes) {
      const { host, signature } = episode;
      const byHost = this.#byKind.get(signature.key) ?? new Map<string, Episode[]>();
      this.#byKind.set(signature.key, byHost);
      const list = byHost.get(host);
      if (list === undefined) byHost.set(host, [episode]);
      else list.push(episode);
    }
  }

  /** The known message that an episode's lines are, if any. */
  message({ signature }: Episode): KnownMessage | undefined {
    return signature.known === null ? undefined : this.#messages.get(signature.known);
  }

  /** Whether healthy processes print it too. */
  isRoutine(episode: Episode): boolean {
    return isRoutineKind(episode, this.#messages);
  }

  /** Whether it belongs to nothing but the start of a process, or comes in any case. */
  isOfStart({ signature }: Episode): boolean {
    return signature.isOfStart;
  }

  /** Whether it only tells what other lines mean. */
  isEvidence(episode: Episode): boolean {
    return this.message(episode)?.isEvidence === true;
  }

  /**
   * Whether lines like an effect's came more often on its host from a moment on than before, by more than chance: were
   * all of them spread evenly, so many of them would seldom fall into the time behind that moment.
   */
  rose(effect: Episode, since: number): boolean {
    if (this.#from === undefined || since - this.#from < leastBefore) return true;
    return this.#roseIn(this.#of(effect).get(effect.host) ?? [], effect, since);
  }

  /**
   * Whether lines like an effect's also came more often on the hosts that have nothing of the cause: then something else is
   * behind it.
   */
  roseElsewhere(effect: Episode, cause: Episode, since: number): boolean {
    if (this.#from === undefined || since - this.#from < leastBefore) return false;
    const withCause = this.#of(cause);
    const elsewhere = [...this.#of(effect)].flatMap(([host, list]) => (withCause.has(host) ? [] : list));
    return this.#roseIn(elsewhere, effect, since);
  }

  #of({ signature }: Episode): ReadonlyMap<string, readonly Episode[]> {
    return this.#byKind.get(signature.key) ?? new Map();
  }

  #roseIn(episodes: readonly Episode[], effect: Episode, since: number): boolean {
    const until = Math.max(effect.end ?? since, since + 1);
    let before = 0;
    let during = 0;
    for (const { cells } of episodes) {
      for (const { first, lines } of cells) {
        if (first === undefined) continue;
        if (first < since) before += lines;
        else if (first <= until) during += lines;
      }
    }
    return chanceOfAtLeast(during, before + during, (until - since) / (until - this.#from!)) < unlikely;
  }
}

/**
 * How likely at least `hits` of `all` lines fall into a part of the time, each by itself: the upper tail of a binomial
 * distribution, summed from its smallest term on.
 */
function chanceOfAtLeast(hits: number, all: number, part: number): number {
  if (hits <= 0 || part >= 1) return 1;
  if (part <= 0) return 0;
  let logTerm = all * Math.log(part);
  let sum = 0;
  for (let count = all; count >= hits; count--) {
    sum += Math.exp(logTerm);
    // From so many to one less.
    logTerm += Math.log(count / (all - count + 1)) + Math.log((1 - part) / part);
  }
  return Math.min(1, sum);
}
