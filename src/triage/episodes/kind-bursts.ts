import { bucketsOf } from './buckets.ts';
import { type BurstSpan, burstsOf } from './bursts.ts';
import { type Episode, sameSignature } from './episode.ts';

/** The bursts of each kind of event, on all hosts together; each kind is looked at once, however many incidents hold it. */
export class KindBursts {
  readonly #byKey = new Map<string, Episode[]>();
  /** By what they may report the same as: a known message, or what their first code means. */
  readonly #byMeaning = new Map<string, Set<readonly Episode[]>>();
  readonly #found = new Map<string, readonly BurstSpan[]>();
  readonly #from: number | undefined;
  readonly #to: number | undefined;

  /**
   * @param from when the logs begin
   * @param to when they end
   */
  constructor(episodes: readonly Episode[], from: number | undefined, to: number | undefined) {
    this.#from = from;
    this.#to = to;
    for (const episode of episodes) {
      if (episode.start === undefined) continue;
      const same = this.#byKey.get(episode.signature.key);
      if (same === undefined) this.#begin(episode);
      else same.push(episode);
    }
  }

  /** The bursts of all that reports the same as an episode. */
  of(like: Episode): readonly BurstSpan[] {
    const { key } = like.signature;
    let found = this.#found.get(key);
    if (found === undefined) {
      found = this.#burstsLike(like);
      this.#found.set(key, found);
    }
    return found;
  }

  #begin(episode: Episode): void {
    const kind = [episode];
    this.#byKey.set(episode.signature.key, kind);
    for (const meaning of meaningsOf(episode)) {
      const kinds = this.#byMeaning.get(meaning);
      if (kinds === undefined) this.#byMeaning.set(meaning, new Set([kind]));
      else kinds.add(kind);
    }
  }

  #burstsLike(like: Episode): readonly BurstSpan[] {
    const alike = meaningsOf(like).flatMap((meaning) => [...(this.#byMeaning.get(meaning) ?? [])]);
    const same = [...new Set(alike)].filter(([first]) => sameSignature(first!, like)).flat();
    if (same.length === 0 || this.#from === undefined || this.#to === undefined) return [];
    return burstsOf(bucketsOf(same, Number.POSITIVE_INFINITY), this.#from, this.#to);
  }
}

/** What two episodes must have one of in common to report the same (`sameSignature`). */
function meaningsOf({ signature: { codes, known } }: Episode): string[] {
  return [...(known === null ? [] : [`message/${known}`]), ...(codes[0]?.meanings ?? [])];
}
