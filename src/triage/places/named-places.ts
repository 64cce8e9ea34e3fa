import type { SharedPlace } from '../../catalogue/consequences/index.ts';
import type { EntityKind } from '../collect/entities.ts';
import { deviceOf, machineOf } from '../collect/entities.ts';
import type { Mention } from '../collect/mentions.ts';
import type { Episode } from '../episodes/episode.ts';

/** Where each host can be reached: the addresses that its lines call their own, without ports, and its name. */
export type HostAddresses = ReadonlyMap<string, ReadonlySet<string>>;

/** Each host calls itself by these, so that they tell none from another. */
const loopback = /^(?:127\.|localhost$|\[?::1\]?$)/;

/** Reads the addresses of hosts from what their lines name. */
export function hostAddresses(
  hosts: Iterable<string>,
  episodes: readonly Episode[],
  seen: readonly Mention[],
): HostAddresses {
  const addresses = new Map<string, Set<string>>();
  const add = (host: string, address: string): void => {
    if (loopback.test(address)) return;
    const known = addresses.get(host) ?? new Set([host]);
    addresses.set(host, known.add(address));
  };
  for (const host of hosts) add(host, host);
  for (const { kind, name, host } of seen) if (kind === 'self') add(host, machineOf(name));
  for (const { host, cells } of episodes) {
    for (const { entities } of cells)
      for (const name of entities.counts.self?.keys() ?? []) add(host, machineOf(name));
  }
  return addresses;
}

/** Says which host an address belongs to. */
export class AddressBook {
  readonly #hosts = new Map<string, string>();

  constructor(addresses: HostAddresses) {
    for (const [host, own] of addresses) for (const address of own) this.#hosts.set(address, host);
  }

  /** The host of a machine's address; undefined where no log says so. */
  hostOf(machine: string): string | undefined {
    return this.#hosts.get(machine);
  }

  /** A device that a host's lines name, with the host or address that it is of: `node-3@mlx5_3`. */
  device(
    name: string,
    host: string,
  ): { readonly owner: string; readonly device: string; readonly isKnown: boolean } {
    const { machine, device } = deviceOf(name);
    const known = machine === undefined ? host : this.hostOf(machine);
    return { owner: known ?? machine!, device, isKnown: known !== undefined };
  }
}

const kinds: Readonly<Record<Exclude<SharedPlace, 'host'>, EntityKind>> = {
  thread: 'processes',
  peer: 'peers',
  key: 'keys',
  request: 'requests',
  device: 'devices',
  segment: 'segments',
};

/** Compares what episodes name; it works the names of each out once. */
export class NamedPlaces {
  readonly #addresses: HostAddresses;
  readonly #book: AddressBook;
  readonly #names = new Map<Episode, Map<EntityKind, ReadonlySet<string>>>();
  readonly #isFolded = new Map<Episode, boolean>();

  constructor(addresses: HostAddresses) {
    this.#addresses = addresses;
    this.#book = new AddressBook(addresses);
  }

  /** Whether two episodes agree in a kind of place; undefined where one of them names none, or not all names were kept. */
  agree(place: SharedPlace, a: Episode, b: Episode): boolean | undefined {
    if (place === 'host') return a.host === b.host;
    // Several threads work for one cause: that they differ says nothing.
    if (place === 'thread' && a.host === b.host && a.input === b.input)
      if (meet(this.of(a, 'threads'), this.of(b, 'threads'))) return true;
    const ofA = this.of(a, kinds[place]);
    const ofB = this.of(b, kinds[place]);
    if (place === 'peer') {
      // A peer agrees with the host that it is.
      if (
        a.host !== b.host &&
        (meet(ofA, this.#addresses.get(b.host)) || meet(ofB, this.#addresses.get(a.host)))
      )
        return true;
    }
    if (place === 'segment' && a.host !== b.host)
      if (this.#holds(b.host, ofA) || this.#holds(a.host, ofB)) return true;
    if (ofA.size === 0 || ofB.size === 0) return undefined;
    if (place === 'device' ? this.#shareDevice(a, ofA, b, ofB) : meet(ofA, ofB)) return true;
    return this.#keptNotAll(a) || this.#keptNotAll(b) ? undefined : false;
  }

  /** Whether some names of an episode found no place. */
  #keptNotAll(episode: Episode): boolean {
    let known = this.#isFolded.get(episode);
    if (known === undefined) {
      known = isFolded(episode);
      this.#isFolded.set(episode, known);
    }
    return known;
  }

  /** Whether a host holds one of some segments, as their names tell. */
  #holds(host: string, segments: ReadonlySet<string>): boolean {
    const own = this.#addresses.get(host);
    return own !== undefined && [...segments].some((one) => own.has(machineOf(one)));
  }

  /** Whether both name one device: two hosts have devices of one name each. */
  #shareDevice(a: Episode, ofA: ReadonlySet<string>, b: Episode, ofB: ReadonlySet<string>): boolean {
    const others = [...ofB].map((name) => this.#book.device(name, b.host));
    return [...ofA].some((name) => {
      const one = this.#book.device(name, a.host);
      return others.some(
        (other) =>
          other.device === one.device && (other.owner === one.owner || other.isKnown !== one.isKnown),
      );
    });
  }

  /** What an episode names; peers without their ports. */
  of(episode: Episode, kind: EntityKind): ReadonlySet<string> {
    let names = this.#names.get(episode);
    if (names === undefined) {
      names = new Map();
      this.#names.set(episode, names);
    }
    let known = names.get(kind);
    if (known === undefined) {
      const all = episode.cells.flatMap(({ entities }) => [...(entities.counts[kind]?.keys() ?? [])]);
      known = new Set(kind === 'peers' ? all.map(machineOf) : all);
      names.set(kind, known);
    }
    return known;
  }
}

function isFolded({ cells }: Episode): boolean {
  return cells.some(({ entities }) => entities.folded > 0);
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): boolean {
  if (b === undefined) return false;
  for (const name of a) if (b.has(name)) return true;
  return false;
}
