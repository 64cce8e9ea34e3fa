import type { Clock } from '../recognise/clock.ts';
import type { Finding } from '../recognise/finding.ts';
import type { Prefix } from '../recognise/prefix.ts';
import { type EntityKind, readEntities } from './entities.ts';
import { isInTime, type LineChoice } from './line-choice.ts';
import { type ClockReport, LineClock } from './line-clock.ts';
import { type KeptLine, Series, type SeriesData } from './series.ts';
import { type Sighting, Sightings } from './sightings.ts';
import { keyOf, signOf } from './sign.ts';

/** One line that may matter. Offsets and numbers are within its input. */
export interface CollectedLine {
  /** Without its end, decoded as latin1. */
  readonly text: string;
  readonly prefix: Prefix;
  readonly findings: readonly Finding[];
  /** The id of the known message that it is. */
  readonly known: string | null;
  /** From 1. */
  readonly line: number;
  readonly offset: number;
}

/** What was collected from one input, as plain data. */
export interface CollectedLog {
  readonly series: readonly SeriesData[];
  /** Lines with a finding that were let through. */
  readonly found: number;
  readonly clock: ClockReport;
  /** What the lines without a finding that were looked at named. */
  readonly healthy: readonly Sighting[];
  /** When requests and keys were named, by any line looked at: it shows how the clocks of hosts differ. */
  readonly crossings: readonly Sighting[];
  /** Lines whose kind of event found no place of its own. */
  readonly foldedLines: number;
}

/** Kinds of events from one host that are told apart; only broken logs hold more. */
const mostSeries = 2048;
const mostText = 600;

/** Collects what one input's lines report, in their order and in bounded memory. */
export class LogCollector {
  readonly #host: string;
  readonly #choice: LineChoice;
  readonly #clock: LineClock;
  readonly #series = new Map<string, Series>();
  readonly #healthy = new Sightings();
  readonly #crossings = new Sightings();
  #found = 0;
  #foldedLines = 0;

  /** @param host of the lines whose wrapper names none */
  constructor(host: string, clock: Clock, choice: LineChoice = {}) {
    this.#host = host;
    this.#clock = new LineClock(clock);
    this.#choice = choice;
  }

  /** Takes in a line without a finding: one of those that show what goes well. */
  healthy(text: string, prefix: Prefix): void {
    const time = this.#clock.read(text, prefix.stamp);
    if (!isInTime(this.#choice, time)) return;
    const host = prefix.host ?? this.#host;
    readEntities(text, prefix, (kind, name) => {
      if (isCrossing(kind)) this.#crossings.add(kind, name, host, time);
      else this.#healthy.add(kind, name, host, time);
    });
  }

  /** Takes in only when a line was printed: the next one without a stamp belongs to it. */
  pass(text: string, prefix: Prefix): void {
    this.#clock.read(text, prefix.stamp);
  }

  /** Takes in a line with findings, or one that is a known message. */
  add({ text, prefix, findings, known, line, offset }: CollectedLine): void {
    const time = this.#clock.read(text, prefix.stamp);
    if (!isInTime(this.#choice, time)) return;
    const host = prefix.host ?? this.#host;
    const { hosts, keys, requests } = this.#choice;
    if (hosts?.length && !hosts.includes(host)) return;
    const named: [EntityKind, string][] = [];
    readEntities(text, prefix, (kind, name) => named.push([kind, name]));
    if (
      keys?.length &&
      !named.some(([kind, name]) => kind === 'keys' && keys.some((key) => name.startsWith(key)))
    )
      return;
    if (requests?.length && !requests.some((request) => text.includes(request))) return;
    this.#found++;
    const series = this.#of(findings, known, host);
    if (series === undefined) {
      this.#foldedLines++;
      return;
    }
    const severe = prefix.severity === 'E' || prefix.severity === 'F';
    const sample = (): KeptLine => ({
      line,
      offset,
      time,
      text: text.slice(0, mostText),
      evidence: findings[0]?.evidence ?? 'message',
    });
    series.add(time, line, severe, sample);
    let earlier = 0;
    for (const [kind, name] of named) {
      // A line that repeats a thing names it once.
      if (named.slice(0, earlier++).some(([otherKind, other]) => otherKind === kind && other === name))
        continue;
      series.name(kind, name);
      if (isCrossing(kind)) this.#crossings.add(kind, name, host, time);
    }
    series.settle();
  }

  /** What was collected, as plain data. */
  data(): CollectedLog {
    const series = [...this.#series.values()].map((one) => one.data());
    return {
      series,
      found: this.#found,
      clock: this.#clock.report,
      healthy: this.#healthy.data(),
      crossings: this.#crossings.data(),
      foldedLines: this.#foldedLines,
    };
  }

  #of(findings: readonly Finding[], known: string | null, host: string): Series | undefined {
    const key = `${host}\0${keyOf(findings, known)}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      if (this.#series.size >= mostSeries) return undefined;
      series = new Series(signOf(findings, known), host);
      this.#series.set(key, series);
    }
    return series;
  }
}

/** Whether a thing is handed from host to host. */
function isCrossing(kind: EntityKind): boolean {
  return kind === 'requests' || kind === 'keys';
}

/** What an input came to that could not be read at all. */
export function emptyLog(): CollectedLog {
  const clock = { stamped: 0, unstamped: 0, backwards: 0, furthest: 0, from: undefined, to: undefined };
  return { series: [], found: 0, clock, healthy: [], crossings: [], foldedLines: 0 };
}
