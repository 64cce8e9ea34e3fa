import { median } from '../../tally/extremes.ts';
import type { Sighting } from '../collect/sightings.ts';

/** How far the clock of a host is ahead of another's. */
export interface ClockSkew {
  readonly host: string;
  readonly against: string;
  /** Milliseconds; negative where it is behind. */
  readonly ahead: number;
  /** Requests and keys that both hosts named. */
  readonly events: number;
}

/** Fewer common events say nothing. */
const fewest = 3;
/** Work takes time, so what both hosts name is not named at once; less than this is no difference of clocks. */
export const noticeable = 5000;
/** Half of the events may lie no further than this from the median. */
const widestSpread = 2000;
/** What more hosts than this name is compared between the first of them: pairs grow with their square. */
const mostHosts = 48;
/** Clocks that are set for another zone differ by half hours. */
const halfHour = 1_800_000;
/** By so much events may miss a half hour, and so many of them have to hit it. */
const nearHalfHour = 60_000;
const mostEvents = 0.75;

/**
 * How far the clocks of hosts are apart: the median of the differences between when either host first named the same
 * request or key. It takes at least three of them, half of which agree within two seconds, or three quarters of which are
 * within a minute of the same number of half hours, which is then the difference; else the two are not compared. All are given against one host, the one that most others agree with; a host that shares
 * nothing with it is compared through one that does.
 */
export function clockSkews(crossings: readonly Sighting[]): ClockSkew[] {
  const pairs = comparedPairs(crossings);
  const hosts = [...new Set(pairs.flatMap(({ host, against }) => [host, against]))].sort();
  const agreeing = (host: string): number =>
    pairs.filter((pair) => pair.host === host && Math.abs(pair.ahead) < noticeable).length;
  const open = [...hosts];
  const skews: ClockSkew[] = [];
  while (open.length > 0) {
    const reference = open.reduce((best, host) => (agreeing(host) > agreeing(best) ? host : best));
    const reached = new Map<string, { ahead: number; events: number }>([
      [reference, { ahead: 0, events: Number.POSITIVE_INFINITY }],
    ]);
    for (const [from, { ahead, events }] of reached) {
      for (const pair of pairs) {
        if (pair.against !== from || reached.has(pair.host)) continue;
        reached.set(pair.host, { ahead: ahead + pair.ahead, events: Math.min(events, pair.events) });
      }
    }
    for (const [host, { ahead, events }] of reached) {
      open.splice(open.indexOf(host), 1);
      if (host !== reference) skews.push({ host, against: reference, ahead, events });
    }
  }
  return skews;
}

/** Every pair of hosts that can be compared, in both directions. */
function comparedPairs(crossings: readonly Sighting[]): ClockSkew[] {
  const byThing = new Map<string, Sighting[]>();
  for (const sighting of crossings) {
    if (sighting.first === undefined) continue;
    const thing = `${sighting.kind}\0${sighting.name}`;
    const known = byThing.get(thing);
    if (known === undefined) byThing.set(thing, [sighting]);
    else if (known.length < mostHosts) known.push(sighting);
  }
  const differences = new Map<string, { host: string; against: string; all: number[] }>();
  for (const sightings of byThing.values()) {
    for (const one of sightings) {
      for (const other of sightings) {
        if (one.host === other.host) continue;
        const key = `${one.host}\0${other.host}`;
        const pair = differences.get(key) ?? { host: one.host, against: other.host, all: [] };
        pair.all.push(one.first! - other.first!);
        differences.set(key, pair);
      }
    }
  }
  const pairs: ClockSkew[] = [];
  for (const { host, against, all } of differences.values()) {
    if (all.length < fewest) continue;
    const ahead = agreedDifference(all);
    if (ahead !== undefined) pairs.push({ host, against, ahead, events: all.length });
  }
  return pairs.sort((a, b) => (a.host < b.host ? -1 : a.host > b.host ? 1 : a.against < b.against ? -1 : 1));
}

/** What differences agree on, if anything. */
function agreedDifference(all: readonly number[]): number | undefined {
  const middle = median(all);
  if (median(all.map((difference) => Math.abs(difference - middle))) <= widestSpread) return middle;
  const zone = Math.round(middle / halfHour) * halfHour;
  const hits = all.filter((difference) => Math.abs(difference - zone) <= nearHalfHour);
  // Work that takes long puts things apart by minutes, but not by half hours.
  return zone !== 0 && hits.length >= Math.max(fewest, mostEvents * all.length) ? zone : undefined;
}
