import type { KnownConsequence, SharedPlace } from '../../catalogue/consequences/index.ts';
import type { Episode } from '../episodes/episode.ts';
import { type EpisodeKinds, reportsRoutineCodes } from '../episodes/episode-kinds.ts';
import type { NamedPlaces } from '../places/named-places.ts';

/** That one episode may have followed from another, by a row of the table of known consequences. */
export interface Link {
  readonly cause: Episode;
  readonly effect: Episode;
  readonly row: KnownConsequence;
  /** Milliseconds from the cause's first line to the effect's; undefined where lines have no stamp. */
  readonly delay: number | undefined;
  /** In which places both agree. */
  readonly agreed: readonly SharedPlace[];
  readonly strength: number;
  /** Whether the cause was logged after its effect, as the row allows. */
  readonly isLate: boolean;
}

/**
 * Threads and processes of one host write a little out of order, in milliseconds; clocks of hosts that agree differ a little more: NTP
 * steps a clock only when it is 128 ms away, and larger differences (`skew.ts`) are told apart from five seconds on.
 */
const outOfOrder = 1000;
export const clocksDiffer = 3000;

/**
 * Codes that any mistake of a caller ends with as well: they follow from a failure only where the same thread printed both,
 * or both name the same thing.
 */
const unspecific: ReadonlySet<string> = new Set([
  'Store/INVALID_PARAMS',
  'Store/INTERNAL_ERROR',
  'TransferEngine/ERR_INVALID_ARGUMENT',
]);

/** How the clocks of hosts differ: what to subtract from a host's times, in milliseconds. */
export type ClockCorrection = (host: string) => number;

/**
 * All links between episodes, the strongest one for each pair: a row of the table names both, the effect does not begin
 * before the cause and not longer after the cause's latest line than the row says, and they agree in the places that the
 * row demands. Without a stamp only the order within one input counts.
 */
export function linksBetween(
  episodes: readonly Episode[],
  rows: readonly KnownConsequence[],
  places: NamedPlaces,
  correction: ClockCorrection,
  kinds: EpisodeKinds,
): Link[] {
  const byMeaning = new Map<string, Episode[]>();
  for (const episode of episodes) {
    if (kinds.isOfStart(episode)) continue;
    for (const meaning of meaningsOf(episode, kinds)) {
      const list = byMeaning.get(meaning);
      if (list === undefined) byMeaning.set(meaning, [episode]);
      else list.push(episode);
    }
  }
  const of = (signatures: readonly string[]): Set<Episode> =>
    new Set(signatures.flatMap((signature) => byMeaning.get(signature) ?? []));
  const best = new Map<Episode, Map<Episode, Link>>();
  for (const row of rows) {
    const causes = of(row.cause);
    if (causes.size === 0) continue;
    const effects = new InTime(of(row.effect), correction);
    for (const cause of causes) {
      for (const effect of effects.after(cause, row.withinSeconds * 1000, noticedWithin(row))) {
        const link = linkBetween(cause, effect, row, places, correction, kinds);
        if (link === undefined) continue;
        const ofEffect = best.get(effect) ?? new Map<Episode, Link>();
        best.set(effect, ofEffect);
        if (link.strength > (ofEffect.get(cause)?.strength ?? Number.NEGATIVE_INFINITY))
          ofEffect.set(cause, link);
      }
    }
  }
  return [...best.values()].flatMap((links) => [...links.values()]);
}

/** How long after its effect a row's cause may be logged, in milliseconds. */
function noticedWithin({ noticedWithinSeconds }: KnownConsequence): number {
  return (noticedWithinSeconds ?? 0) * 1000;
}

/** Episodes in order of time. */
class InTime {
  readonly #stamped: readonly Episode[];
  /** When each of them began. */
  readonly #times: readonly number[];
  readonly #timeless: readonly Episode[];
  readonly #correction: ClockCorrection;

  constructor(episodes: Iterable<Episode>, correction: ClockCorrection) {
    const all = [...episodes];
    this.#correction = correction;
    this.#stamped = all.filter(({ start }) => start !== undefined).sort((a, b) => this.#at(a) - this.#at(b));
    this.#times = this.#stamped.map((episode) => this.#at(episode));
    this.#timeless = all.filter(({ start }) => start === undefined);
  }

  /** Those that may have begun after a cause, or so long before, and no longer than so many milliseconds after its end. */
  after(cause: Episode, within: number, before: number): readonly Episode[] {
    if (cause.start === undefined) return this.#timeless;
    const end = cause.end! - this.#correction(cause.host) + within;
    return this.#stamped.slice(
      this.#from(this.#at(cause) - Math.max(clocksDiffer, before)),
      this.#from(end + 1),
    );
  }

  /** The index of the first that does not begin before a moment. */
  #from(time: number): number {
    let low = 0;
    let high = this.#stamped.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#times[middle]! < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #at({ start, host }: Episode): number {
    return start! - this.#correction(host);
  }
}

/** What an episode's lines mean, as the table of consequences names it. */
function meaningsOf(episode: Episode, kinds: EpisodeKinds): string[] {
  const { codes, known } = episode.signature;
  const named = known === null ? [] : [`message/${known}`];
  // Of some messages the code says nothing: a backend that was not built in is no backend that fails.
  if (episode.signature.isOwnKind) return named;
  const message = kinds.message(episode);
  const all = codes.flatMap(({ meanings }) => meanings);
  // Where a line may lead to several codes, the known message says which.
  const meant = `${message?.component}/${message?.code}`;
  return [...(all.includes(meant) ? [meant] : all), ...named];
}

function linkBetween(
  cause: Episode,
  effect: Episode,
  row: KnownConsequence,
  places: NamedPlaces,
  correction: ClockCorrection,
  kinds: EpisodeKinds,
): Link | undefined {
  if (cause === effect || cause.signature.key === effect.signature.key) return undefined;
  const time = timing(cause, effect, row.withinSeconds * 1000, noticedWithin(row), correction);
  if (time === undefined) return undefined;
  const agreed: SharedPlace[] = [];
  for (const place of row.shared.must) {
    const agrees = places.agree(place, cause, effect);
    if (agrees === false) return undefined;
    if (agrees) agreed.push(place);
  }
  for (const place of row.shared.may) if (places.agree(place, cause, effect)) agreed.push(place);
  const isLocal = cause.host === effect.host;
  const isClose = agreed.some((place) => place !== 'host');
  if (!isClose) {
    if (row.isCloseOnly) return undefined;
    // What healthy processes print explains only what it has a name in common with.
    if (kinds.isRoutine(cause)) return undefined;
    // A few cache misses on another host that name nothing in common are chance, and so are those that came before as well.
    if (!isLocal && !effect.isBurst && reportsRoutineCodes(effect.signature)) return undefined;
    if (cause.start !== undefined && effect.start !== undefined) {
      const since = cause.start + correction(effect.host) - correction(cause.host) - noticedWithin(row);
      // What came before as well, or comes on hosts without the cause too, is no consequence for its time alone.
      if (!kinds.rose(effect, since)) return undefined;
      if (kinds.isRoutine(effect) && kinds.roseElsewhere(effect, cause, since)) return undefined;
    }
    if (isUnspecific(effect) && places.agree('thread', cause, effect) === false) return undefined;
  }
  // A row that holds for the very same thing only says more than what one host or thread has in common.
  const strength =
    (row.isCloseOnly ? 2 : 0) +
    (isClose ? 2 : 0) +
    (isLocal ? 1.5 : 0) +
    (1 - time.pause / (row.withinSeconds * 1000));
  return { cause, effect, row, delay: time.delay, agreed, strength, isLate: time.isLate === true };
}

/** Whether all that an episode reports is a code that says little. */
function isUnspecific({ signature }: Episode): boolean {
  if (signature.known !== null || signature.codes.length === 0) return false;
  return signature.codes.every(({ component, name }) => unspecific.has(`${component}/${name}`));
}

/** When an effect came after a cause; undefined when it did not, or too late. In milliseconds. */
function timing(
  cause: Episode,
  effect: Episode,
  within: number,
  before: number,
  correction: ClockCorrection,
): { readonly delay: number | undefined; readonly pause: number; readonly isLate?: boolean } | undefined {
  if (cause.start === undefined || effect.start === undefined) {
    if (cause.start !== effect.start || cause.input !== effect.input) return undefined;
    const isAfter = effect.cells[0]!.firstLine > cause.cells[0]!.firstLine;
    return isAfter ? { delay: undefined, pause: within / 2 } : undefined;
  }
  const offset = correction(effect.host) - correction(cause.host);
  const began = effect.start - offset;
  const delay = began - cause.start;
  // Within one log the order of lines is that of what happened, as far as threads write in order.
  if (cause.input === effect.input && cause.host === effect.host && before === 0) {
    if (effect.cells[0]!.firstLine < cause.cells[0]!.firstLine) return undefined;
  }
  const tolerance = cause.host === effect.host ? outOfOrder : clocksDiffer;
  if (delay < -Math.max(tolerance, before)) return undefined;
  if (delay < 0 && before > 0) return { delay: 0, pause: -delay, isLate: true };
  let latest = cause.start;
  for (const { first, last } of cause.cells) {
    if (first !== undefined && first <= began) latest = Math.max(latest, Math.min(last ?? first, began));
  }
  const pause = Math.max(0, began - latest);
  return pause > within ? undefined : { delay: Math.max(0, delay), pause };
}
