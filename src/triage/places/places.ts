import { maximum } from '../../tally/stats.ts';
import { type EntityKind, machineOf } from '../collect/entities.ts';
import type { Mention } from '../collect/mentions.ts';
import type { Episode } from '../episodes/episode.ts';
import type { AddressBook, HostAddresses } from './named-places.ts';

/** What places are judged against. */
export interface Surroundings {
  /** What lines without a finding named, of all inputs. */
  readonly healthy: readonly Mention[];
  readonly addresses: HostAddresses;
  /** The same, by address. */
  readonly book: AddressBook;
  /** Hosts whose logs were read. */
  readonly hosts: readonly string[];
}

/** Top places of each kind. */
const mostPlaces = 10;
/** Lines around an incident in which others must have been healthy, in milliseconds. */
const around = 600_000;
/** An incident is confined to a place that this share of its lines name. */
const confined = 0.95;

/** Where the lines of some episodes came from, and what they named. */
export function placesOf(episodes: readonly Episode[], surroundings: Surroundings): Places {
  const lines = episodes.reduce((sum, episode) => sum + episode.lines, 0);
  const of = (kind: EntityKind): Place[] => named(kind, episodes, lines, surroundings);
  return ofOneDevice(surroundings.hosts, {
    hosts: hosts(episodes, lines, surroundings),
    processes: of('processes'),
    ranks: of('ranks'),
    peers: of('peers'),
    segments: of('segments'),
    devices: of('devices'),
    requests: of('requests'),
    keys: of('keys'),
  });
}

/**
 * Where every failure is on one host and names one device of its own, that is the place, and not the peers that it fails to
 * reach: others reach them.
 */
function ofOneDevice(read: readonly string[], places: Places): Places {
  const { hosts: from, devices, peers } = places;
  const own = devices.filter(({ name }) => !name.includes('@'));
  if (from.length !== 1 || read.length < 2 || own.length !== 1) return places;
  const [device] = own;
  if (devices.some(({ lines }) => confined * lines > device!.lines)) return places;
  return {
    ...places,
    devices: devices.map((one) => ({ ...one, only: one === device })),
    peers: peers.map((one) => ({ ...one, only: false })),
  };
}

/** The one device that an incident is confined to, and its host; undefined where there is none such. */
export function onlyDevice({
  hosts,
  devices,
}: Places): { readonly host: string; readonly device: string } | undefined {
  const only = devices.find(({ only: is, name }) => is && !name.includes('@'));
  return only === undefined || hosts.length !== 1 ? undefined : { host: hosts[0]!.name, device: only.name };
}

/**
 * Hosts by the lines they wrote. One is the only place when the lines of all others name it as their peer, wherever they name
 * any, and most lines are of one kind or the other, while other hosts' logs were read too.
 */
function hosts(
  episodes: readonly Episode[],
  lines: number,
  { addresses, hosts: read }: Surroundings,
): Place[] {
  const counts = new Map<string, number>();
  const byHost = new Map<string, Episode[]>();
  for (const episode of episodes) {
    const { host, lines: own } = episode;
    counts.set(host, (counts.get(host) ?? 0) + own);
    const there = byHost.get(host);
    if (there === undefined) byHost.set(host, [episode]);
    else there.push(episode);
  }
  const isAbout = (host: string): boolean => {
    const own = addresses.get(host) ?? new Set([host]);
    let about = 0;
    for (const [other, there] of byHost) {
      if (other === host) continue;
      const naming = sum(there.map((episode) => linesNaming(episode, (machine) => own.has(machine))));
      // One host that names others, or none, is enough.
      if (naming === 0 || naming < confined * sum(there.map((episode) => linesNaming(episode, () => true))))
        return false;
      about += naming;
    }
    return 2 * (counts.get(host)! + about) >= lines;
  };
  const others = read.length > 1 || [...counts.keys()].some((host) => host !== read[0]);
  return top(counts, lines, (host) => others && isAbout(host));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** Lines of an episode that name such a machine as a peer. */
function linesNaming({ cells }: Episode, isMeant: (machine: string) => boolean): number {
  let lines = 0;
  for (const { entities, lines: all } of cells) {
    let naming = 0;
    for (const [name, count] of entities.counts.peers ?? []) if (isMeant(machineOf(name))) naming += count;
    lines += Math.min(all, naming);
  }
  return lines;
}

function named(
  kind: EntityKind,
  episodes: readonly Episode[],
  lines: number,
  { healthy, book }: Surroundings,
): Place[] {
  const called = namesOf(kind, episodes, book);
  const counts = new Map<string, number>();
  let most = 0;
  for (const { cells, host } of episodes) {
    for (const { entities } of cells) {
      let inCell = 0;
      for (const [given, count] of entities.counts[kind] ?? []) {
        const name = called(given, host);
        counts.set(name, (counts.get(name) ?? 0) + count);
        inCell = Math.max(inCell, count);
      }
      most += inCell;
    }
  }
  const grouped = kind === 'peers' ? byMachine(counts) : kind === 'keys' ? byPrefix(counts) : counts;
  const [from, to] = spanOf(episodes);
  const isSame = (a: string, b: string): boolean =>
    kind === 'peers' ? machineOf(a) === machineOf(b) : a === b;
  const namingLines = Math.max(most, maximum(grouped.values()), 0);
  return top(grouped, lines, (name, count) => {
    if (kind === 'keys' || kind === 'requests' || kind === 'processes') return false;
    // Confined to it: whatever lines name any of this kind name this one, most lines do, and others went well.
    const others = [...grouped].some(
      ([other, lineCount]) => !isSame(other, name) && lineCount > (1 - confined) * count,
    );
    return (
      !others &&
      count >= confined * namingLines &&
      2 * count >= lines &&
      healthy.some(
        (other) =>
          other.kind === kind &&
          (other.first ?? from) <= to + around &&
          (other.last ?? to) >= from - around &&
          !isSame(called(other.name, other.host), name),
      )
    );
  });
}

/** What a thing is called: a device with the host that it is of, unless all lines are that host's own. */
function namesOf(
  kind: EntityKind,
  episodes: readonly Episode[],
  book: AddressBook,
): (name: string, host: string) => string {
  if (kind !== 'devices') return (name) => name;
  const writers = new Set(episodes.map(({ host }) => host));
  return (name, host) => {
    const { owner, device } = book.device(name, host);
    return writers.size === 1 && writers.has(owner) ? device : `${owner}@${device}`;
  };
}

function top(
  counts: ReadonlyMap<string, number>,
  lines: number,
  isOnly: (name: string, count: number) => boolean,
): Place[] {
  const found = [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, mostPlaces)
    .map(([name, own]) => {
      const count = Math.min(own, lines);
      return {
        name,
        lines: count,
        share: Math.round((count / Math.max(1, lines)) * 1000) / 1000,
        only: isOnly(name, count),
      };
    });
  // Where several could be meant, as on one machine, none is the only one.
  return found.filter(({ only }) => only).length < 2 ? found : found.map((one) => ({ ...one, only: false }));
}

/** The first and last moment of episodes. */
export function spanOf(episodes: readonly Episode[]): [from: number, to: number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { start, end } of episodes) {
    if (start !== undefined) from = Math.min(from, start);
    if (end !== undefined) to = Math.max(to, end);
  }
  return [from, to];
}

/** Joins the ports of one machine where it was named with several: they are chance. */
function byMachine(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const ports = new Map<string, number>();
  for (const name of counts.keys()) ports.set(machineOf(name), (ports.get(machineOf(name)) ?? 0) + 1);
  return joinedBy(counts, (name) => (ports.get(machineOf(name))! > 1 ? machineOf(name) : name));
}

/** Joins keys by what stands before their last part, where several begin alike: `qwen@tp4@…`. */
function byPrefix(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const prefixOf = (key: string): string | undefined => /^(.*[@/:#_-])[^@/:#_-]+$/.exec(key)?.[1];
  const members = new Map<string, number>();
  for (const key of counts.keys()) {
    const prefix = prefixOf(key);
    if (prefix !== undefined) members.set(prefix, (members.get(prefix) ?? 0) + 1);
  }
  return joinedBy(counts, (key) => {
    const prefix = prefixOf(key);
    return prefix !== undefined && members.get(prefix)! > 2 ? `${prefix}…` : key;
  });
}

function joinedBy(
  counts: ReadonlyMap<string, number>,
  name: (of: string) => string,
): ReadonlyMap<string, number> {
  const joined = new Map<string, number>();
  for (const [one, lines] of counts) joined.set(name(one), (joined.get(name(one)) ?? 0) + lines);
  return joined;
}

/** One place: how many of the incident's lines name it, and which share of them (0 to 1). */
export interface Place {
  readonly name: string;
  readonly lines: number;
  readonly share: number;
  /** Whether the incident is confined to it while others were healthy: "only node 7". */
  readonly only: boolean;
}

/** Where an incident's lines came from and what they named; top ones first. */
export interface Places {
  readonly hosts: readonly Place[];
  readonly processes: readonly Place[];
  readonly ranks: readonly Place[];
  readonly peers: readonly Place[];
  readonly segments: readonly Place[];
  readonly devices: readonly Place[];
  readonly requests: readonly Place[];
  readonly keys: readonly Place[];
}
