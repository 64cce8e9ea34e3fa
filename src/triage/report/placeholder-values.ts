import type { PlaceholderValues } from '../../catalogue/advice/placeholders.ts';
import { deviceOf, machineOf } from '../collect/entities.ts';
import type { InputEvidence } from '../collect/input-evidence.ts';
import type { Places } from '../places/place.ts';

/** What an incident names: the text of its cause, the input that is in, and its places. */
interface NamedByIncident {
  readonly text: string;
  readonly input: number;
  readonly places: Pick<Places, 'peers' | 'devices' | 'segments' | 'keys'>;
}

/** The master's web pages are there unless it was told otherwise. */
const usualMasterPort = 9003;

/**
 * What is known for the placeholders of an incident's checks: what its first line names comes before what most of its
 * lines name, and what its own input says of the cluster before what others say.
 */
export function placeholderValues(
  { text, input, places }: NamedByIncident,
  inputs: readonly InputEvidence[],
): PlaceholderValues {
  const own = inputs[input]!;
  const logs = [own, ...inputs.filter((other) => other !== own)];
  const said = <K extends 'metadata' | 'etcd' | 'masterRpc' | 'masterPort'>(fact: K): string | undefined =>
    logs.map(({ log }) => log.facts[fact]).find((value) => value !== undefined);
  const metadata = said('metadata');
  const masterRpc = said('masterRpc');
  const peer = chosen(
    places.peers.map(({ name }) => name).filter((name) => name !== metadata && name !== masterRpc),
    text,
  );
  const segment = chosen(
    places.segments.map(({ name }) => name),
    text,
  );
  const values = {
    metadata,
    'metadata-key': metadataKey(text, segment),
    etcd: said('etcd'),
    'master-host': masterRpc === undefined ? undefined : machineOf(masterRpc),
    'rpc-port': masterRpc === undefined ? undefined : portOf(masterRpc),
    master:
      masterRpc === undefined
        ? undefined
        : `${machineOf(masterRpc)}:${said('masterPort') ?? usualMasterPort}`,
    'master-log': logs.find(({ log }) => log.facts.isMaster)?.name,
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
    file: /(?:^|[\s:='"])(\/[\w.@%+-]+(?:\/[\w.@%+-]+)+)/.exec(text)?.[1],
    directory: /storage_filepath [a-z ]+: (\/[\w.@%+/-]+)/.exec(text)?.[1],
    log: own.name,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
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
