import { median } from '../../tally/stats.ts';
import type { Mention } from '../collect/mentions.ts';

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
/** Half of the events may lie no further than this from the median. */
const widestSpread = 2000;
/** Clocks that are set for another zone differ by half hours. */
const halfHour = 1_800_000;
/** An event is near a half hour within so many milliseconds. */
const nearHalfHour = 60_000;
/** This share of the events must be near it. */
const mostEvents = 0.75;
/**
 * Each host is compared with so many hosts at most, those that name most of what others name: all pairs of thousands of hosts do not
 * fit into memory.
 */
const mostHubs = 64;

/** The pairs of hosts whose clocks can be compared, in both directions. */
export function compareHosts(crossings: readonly Mention[]): ClockSkew[] {
  const byThing = shared(crossings);
  const hubs = hubsOf(byThing);
  const pairs: ClockSkew[] = [];
  const compare = (host: string, against: string, all: readonly number[]): void => {
    const ahead = agreedDifference(all);
    if (ahead !== undefined) pairs.push({ host, against, ahead, events: all.length });
  };
  for (const [hub, things] of hubs) {
    const differences = new Map<string, number[]>();
    for (const own of things) {
      for (const other of byThing.get(thingOf(own))!) {
        if (other.host === hub) continue;
        const all = differences.get(other.host);
        if (all === undefined) differences.set(other.host, [other.first! - own.first!]);
        else all.push(other.first! - own.first!);
      }
    }
    for (const [host, all] of differences) {
      if (all.length < fewest) continue;
      compare(host, hub, all);
      // Two hubs meet twice.
      if (!hubs.has(host))
        compare(
          hub,
          host,
          all.map((difference) => 0 - difference),
        );
    }
  }
  return pairs.sort((a, b) => compareNames(a.host, b.host) || compareNames(a.against, b.against));
}

/** Where each thing was named that several hosts name. */
function shared(crossings: readonly Mention[]): ReadonlyMap<string, readonly Mention[]> {
  const byThing = new Map<string, Mention[]>();
  for (const sighting of crossings) {
    if (sighting.first === undefined) continue;
    const thing = thingOf(sighting);
    const all = byThing.get(thing);
    if (all === undefined) byThing.set(thing, [sighting]);
    else all.push(sighting);
  }
  for (const [thing, [first, ...others]] of byThing)
    if (others.every(({ host }) => host === first!.host)) byThing.delete(thing);
  return byThing;
}

/** The hosts that others are compared with, and what they name. */
function hubsOf(byThing: ReadonlyMap<string, readonly Mention[]>): ReadonlyMap<string, readonly Mention[]> {
  const byHost = new Map<string, Mention[]>();
  for (const sightings of byThing.values()) {
    for (const sighting of sightings) {
      const own = byHost.get(sighting.host);
      if (own === undefined) byHost.set(sighting.host, [sighting]);
      else own.push(sighting);
    }
  }
  const most = [...byHost].sort(([a, x], [b, y]) => y.length - x.length || compareNames(a, b));
  return new Map(most.slice(0, mostHubs));
}

function thingOf({ kind, name }: Mention): string {
  return `${kind}\0${name}`;
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
