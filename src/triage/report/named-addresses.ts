import type { PlaceholderValues } from '../../catalogue/advice/placeholders.ts';
import type { AddressOwner } from '../../catalogue/known-messages/index.ts';
import { machineOf } from '../collect/entities.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';
import { type Episode, sameSignature } from '../episodes/episode.ts';
import type { TriageContext } from './context.ts';
import { ownAddress } from './placeholder-values.ts';

/** Whose address an incident is about, as far as its lines or the logs name them: `host:port`. */
export type NamedAddresses = ReadonlyMap<AddressOwner, string>;

/** Where the address of each kind of process stands in lines. */
const addressPatterns: Readonly<Record<AddressOwner, readonly RegExp[]>> = {
  master: [
    /reconnecting to ([\w.[\]:-]+:\d+)/,
    /Reconnect failed to ([\w.[\]:-]+:\d+)/,
    /connect to master(?: at)?:? "?([\w.[\]:-]+:\d+)/i,
    /master_(?:server_)?(?:address|entry|addr)[=: ]+"?([\w.[\]:-]+:\d+)/i,
  ],
  'metadata server': [
    /https?:\/\/([\w.[\]:-]+)\/metadata/,
    /(?:Etcd|Redis)StoragePlugin: unable to .* in ([\w.[\]:-]+:\d+)/,
  ],
  etcd: [
    /"target":"etcd-endpoints:\/\/[^/"]*\/([\w.[\]:-]+:\d+)/,
    /etcd endpoints?: "?(?:https?:\/\/)?([\w.[\]:-]+:\d+)/i,
    /EtcdStoragePlugin: unable to .* in ([\w.[\]:-]+:\d+)/,
  ],
  peer: [
    /TCP lane (?:connection )?to ([\w.[\]:-]+:\d+)/,
    /connection to ([\w.[\]:-]+:\d+)/,
    /connect\(\)([\w.[\]:-]+:\d+)/,
    /peer(?:_nic)?[=: ]+([\w.[\]:-]+:\d+)/,
    /peer server ([\w.-]+:\d+)/,
  ],
  port: [
    /\bon [\d.]+:(\d+): Address already/,
    /address \('[^']*', (\d+)\)/,
    /bind \(port (\d+)\)/,
    /\bport (\d+)/,
  ],
  'real client': [
    /IPC socket '?(@?mooncake_client_\d+\.sock)/,
    /Connecting to IPC socket: (@?mooncake_client_\d+\.sock)/,
  ],
};

/**
 * Reads addresses from the lines of an incident, its first one first, then from what its logs say of the cluster.
 *
 * @param gone the log of the one master that ended then: releases from 0.3.10 on name the master nowhere else at first
 */
export function namedAddresses(
  root: Episode,
  episodes: readonly Episode[],
  gone: InputEvidence | undefined,
  { inputs }: TriageContext,
): NamedAddresses {
  const texts = [...textsOf([root, ...episodes])];
  const own = new Set(episodes.map(({ input }) => input));
  const said = (fact: 'masterRpc' | 'calledRpc' | 'metadata' | 'etcd'): string | undefined =>
    [...own].flatMap((input) => inputs[input]!.log.facts[fact] ?? [])[0];
  const elsewhere: Partial<Record<AddressOwner, string | undefined>> = {
    master: said('masterRpc') ?? said('calledRpc') ?? (gone && ownAddress(gone.log.facts)),
    'metadata server': said('metadata'),
    etcd: said('etcd'),
    peer: mostNamedPeer(episodes.filter((one) => sameSignature(one, root))),
  };
  const addresses = new Map<AddressOwner, string>();
  for (const [owner, patterns] of Object.entries(addressPatterns) as [AddressOwner, readonly RegExp[]][]) {
    const found = owner === 'port' ? allMatches(patterns, texts) : firstMatch(patterns, texts);
    const address = found ?? elsewhere[owner];
    if (address !== undefined) addresses.set(owner, address);
  }
  return addresses;
}

/** What an incident's own address says for the placeholders of its checks. */
export function addressValues(addresses: NamedAddresses, about: AddressOwner | undefined): PlaceholderValues {
  const ports = about === 'port' ? addresses.get('port') : undefined;
  if (ports !== undefined) return { 'peer-port': ports.split(',')[0]! };
  const etcd = about === 'etcd' ? addresses.get('etcd') : undefined;
  if (etcd !== undefined) return { etcd };
  const metadata = about === 'metadata server' ? addresses.get('metadata server') : undefined;
  if (metadata !== undefined) return { metadata, etcd: metadata, redis: machineOf(metadata) };
  const peer = about === 'peer' ? addresses.get('peer') : undefined;
  const port = peer === undefined ? undefined : /:(\d+)$/.exec(peer)?.[1];
  if (peer === undefined || port === undefined) return {};
  return { peer, 'peer-host': machineOf(peer).replaceAll(/[[\]]/g, ''), 'peer-port': port };
}

/** What keeps the metadata of which an incident's first line tells: each kind of server is asked in its own way. */
export function metadataKind(text: string): 'etcd' | 'http' | 'redis' | undefined {
  if (/https?:\/\/[\w.[\]:-]+\/metadata\b/.test(text)) return 'http';
  if (text.includes('EtcdStoragePlugin')) return 'etcd';
  return text.includes('RedisStoragePlugin') ? 'redis' : undefined;
}

/** The peer with a port that most lines name. */
function mostNamedPeer(episodes: readonly Episode[]): string | undefined {
  const lines = new Map<string, number>();
  for (const { cells } of episodes) {
    for (const { entities } of cells) {
      for (const [name, count] of entities.counts.peers ?? [])
        lines.set(name, (lines.get(name) ?? 0) + count);
    }
  }
  return [...lines].filter(([name]) => /:\d+$/.test(name)).sort(([, a], [, b]) => b - a)[0]?.[0];
}

function* textsOf(episodes: readonly Episode[]): Generator<string> {
  for (const { cells } of episodes) for (const { sample } of cells) yield sample.text;
}

/** All that is named, in order of appearance: `21991, 21990`. */
function allMatches(patterns: readonly RegExp[], texts: Iterable<string>): string | undefined {
  const found = new Set<string>();
  for (const text of texts) {
    const match = firstMatch(patterns, [text]);
    if (match !== undefined && found.size < 4) found.add(match);
  }
  return found.size === 0 ? undefined : [...found].join(', ');
}

function firstMatch(patterns: readonly RegExp[], texts: Iterable<string>): string | undefined {
  for (const text of texts) {
    for (const pattern of patterns) {
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
