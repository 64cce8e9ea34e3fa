import type { PlaceholderValues } from '../../catalogue/advice/placeholders.ts';
import { readPrefix } from '../../recognise/prefix/read-line.ts';
import { deviceOf, machineOf } from '../collect/entities.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';
import type { LogFacts } from '../collect/log-facts.ts';
import type { Places } from '../places/places.ts';
import type { ClusterFacts } from './cluster-facts.ts';

/** What an incident names: the text of its cause, the input that is in, and its places. */
interface NamedByIncident {
  readonly text: string;
  readonly input: InputEvidence;
  readonly places: Pick<Places, 'peers' | 'devices' | 'segments' | 'keys'>;
  /** The log of the one master that ended then. */
  readonly gone?: InputEvidence | undefined;
}

/** The master's web pages are there unless it was told otherwise. */
const usualMasterPort = '9003';

/**
 * What is known for the placeholders of an incident's checks: what its first line names comes before what most of its
 * lines name, and what its own input says of the cluster before what others say.
 */
export function placeholderValues(
  { text, input, places, gone }: NamedByIncident,
  cluster: ClusterFacts,
): PlaceholderValues {
  const own = input.log.facts;
  const said = (
    fact: 'metadata' | 'etcd' | 'masterRpc' | 'calledRpc' | 'rpcPort' | 'masterPort',
  ): string | undefined => own[fact] ?? gone?.log.facts[fact] ?? cluster[fact];
  const metadata = said('metadata');
  const master = gone === undefined ? undefined : ownAddress(gone.log.facts);
  const masterRpc =
    own.masterRpc ?? own.calledRpc ?? withHost(master) ?? said('masterRpc') ?? said('calledRpc');
  const peer = chosen(
    places.peers.map(({ name }) => name).filter((name) => name !== metadata && name !== masterRpc),
    text,
  );
  const segment = chosen(
    places.segments.map(({ name }) => name),
    text,
  );
  const file = /(?:^|[\s:='"])(\/[\w.@%+-]+(?:\/[\w.@%+-]+)+)/.exec(text)?.[1];
  const values = {
    metadata,
    'metadata-key': metadataKey(text, segment),
    etcd: said('etcd'),
    'master-host': masterRpc === undefined ? undefined : machineOf(masterRpc),
    'rpc-port': masterRpc === undefined ? said('rpcPort') : portOf(masterRpc),
    master:
      masterRpc === undefined
        ? withPort('{master-host}', said('masterPort'))
        : withPort(machineOf(masterRpc), said('masterPort') ?? usualMasterPort),
    'master-log': own.isMaster ? input.name : (gone?.name ?? cluster.masterLog),
    peer,
    'peer-host': peer === undefined ? undefined : machineOf(peer).replaceAll(/[[\]]/g, ''),
    'peer-port': peer === undefined ? undefined : portOf(peer),
    device:
      /(?:\blocal_nic: |\bcontext )(\w+)/.exec(text)?.[1] ??
      chosen(
        // Commands are typed on the host whose lines they are first of all.
        places.devices.map(({ name }) => deviceOf(name).device),
        text,
      ),
    segment,
    key: chosen(
      places.keys.map(({ name }) => name),
      text,
    ),
    file,
    directory:
      /(?:(?:storage_filepath|fsdir|director(?:y|ies))\b[a-z ]*: |disk space info for )"?(\/[\w.@%+/-]+)/.exec(
        text,
      )?.[1] ??
      /^(.+)\/[^/]+\.(?:bucket|meta)$/.exec(file ?? '')?.[1] ??
      (/snapshot/i.test(text) ? own.snapshotDirectory : undefined),
    log: input.name,
    pid: processOf(text, input),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function withPort(host: string, port: string | undefined): string | undefined {
  return port === undefined ? undefined : `${host}:${port}`;
}

function portOf(address: string): string | undefined {
  return /:(\d+)$/.exec(address)?.[1];
}

/** The first of them that a text holds, else the first: they are sorted by how many lines name them. */
function chosen(names: readonly string[], text: string): string | undefined {
  return names.find((name) => text.includes(name)) ?? names[0];
}

/** The key under which a segment is described, escaped as Mooncake's clients escape it. */
function metadataKey(text: string, segment: string | undefined): string | undefined {
  const printed = /[?&]key=(mooncake%2F[\w.%~-]+)/.exec(text)?.[1];
  if (printed !== undefined) return printed.replace('%2Frpc_meta%2F', '%2Fram%2F');
  if (segment === undefined || !segment.includes(':')) return undefined;
  return `mooncake%2Fram%2F${encodeURIComponent(segment)}`;
}

/**
 * The number under which /proc shows the process that printed a line: its own, or that of one of its threads, as glog prints
 * it. Of a process that has ended nothing is shown any more.
 */
function processOf(text: string, { log }: InputEvidence): string | undefined {
  const run = log.processes.at(-1);
  if (run?.death !== undefined || run?.stops) return undefined;
  const { pid, tid } = readPrefix(text);
  return (pid ?? tid)?.toString();
}

/** Where a master takes calls, as it says itself: `10.0.0.1:50051`, or `port 50051` where that is on every address of its host. */
export function ownAddress({ rpcAddress, rpcPort }: LogFacts): string | undefined {
  if (rpcPort === undefined) return undefined;
  return rpcAddress === undefined ? `port ${rpcPort}` : `${rpcAddress}:${rpcPort}`;
}

/** An address, if it names a host. */
function withHost(address: string | undefined): string | undefined {
  return address?.includes(':') ? address : undefined;
}
