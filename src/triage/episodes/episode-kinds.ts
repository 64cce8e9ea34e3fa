import { routineEvents } from '../../catalogue/consequences/index.ts';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import type { EventSignature } from '../collect/event-signature.ts';
import type { Episode } from './episode.ts';
import { LinesInTime } from './lines-in-time.ts';

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
  /** By the key of the signature, then by host. */
  readonly #byHost = new Map<string, Map<string, LinesInTime>>();
  /** By the keys of the effect's and the cause's signature. */
  readonly #byPair = new Map<string, Map<string, LinesInTime>>();

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
    return this.#roseIn(this.#onHost(effect), effect, since);
  }

  /**
   * Whether lines like an effect's also came more often on the hosts that have nothing of the cause: then something else is
   * behind it.
   */
  roseElsewhere(effect: Episode, cause: Episode, since: number): boolean {
    if (this.#from === undefined || since - this.#from < leastBefore) return false;
    return this.#roseIn(this.#elsewhere(effect, cause), effect, since);
  }

  #onHost({ signature: { key }, host }: Episode): LinesInTime {
    return keptOf(this.#byHost, key, host, () => new LinesInTime(this.#of(key).get(host) ?? []));
  }

  /** The lines like an effect's on the hosts that have nothing of the cause; the same for all pairs of two kinds. */
  #elsewhere({ signature: effect }: Episode, { signature: cause }: Episode): LinesInTime {
    return keptOf(this.#byPair, effect.key, cause.key, () => {
      const withCause = this.#of(cause.key);
      return new LinesInTime(
        [...this.#of(effect.key)].flatMap(([host, list]) => (withCause.has(host) ? [] : list)),
      );
    });
  }

  #of(key: string): ReadonlyMap<string, readonly Episode[]> {
    return this.#byKind.get(key) ?? new Map();
  }

  #roseIn(lines: LinesInTime, effect: Episode, since: number): boolean {
    const until = Math.max(effect.end ?? since, since + 1);
    const before = lines.before(since);
    const during = lines.upTo(until) - before;
    return chanceOfAtLeast(during, before + during, (until - since) / (until - this.#from!)) < unlikely;
  }
}

/** What is kept under two names, made when it is asked for first: joining them to one for each question would take longer than the answer. */
function keptOf(
  kept: Map<string, Map<string, LinesInTime>>,
  one: string,
  other: string,
  make: () => LinesInTime,
): LinesInTime {
  let ofOne = kept.get(one);
  if (ofOne === undefined) {
    ofOne = new Map();
    kept.set(one, ofOne);
  }
  let lines = ofOne.get(other);
  if (lines === undefined) {
    lines = make();
    ofOne.set(other, lines);
  }
  return lines;
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

/** What healthy clusters log too, and what is no fault of anything: they are consequences at most. */
const routineCodes: ReadonlySet<string> = new Set(routineEvents);

/** Whether lines of this kind come in healthy clusters too. */
export function isRoutineKind({ signature }: Episode, messages: ReadonlyMap<string, KnownMessage>): boolean {
  if (signature.known !== null) return messages.get(signature.known)?.routine !== undefined;
  return reportsRoutineCodes(signature);
}

/** Whether a line is no known message, and all codes that it reports are ones that healthy clusters log too. */
export function reportsRoutineCodes({ codes, known }: EventSignature): boolean {
  return known === null && codes.every(({ component, name }) => routineCodes.has(`${component}/${name}`));
}
