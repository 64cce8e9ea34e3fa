import { answerLine } from '../../advice/probe.ts';
import { metadataProbes } from '../../advice/probes/metadata.ts';
import { peerProbes } from '../../advice/probes/peer.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const metadata: readonly Code[] = [
  {
    component: 'Tent',
    group: 'Metadata',
    name: 'InvalidEntry',
    value: 5,
    description: 'A segment or metadata entry does not exist or is damaged',
    origin: 'source',
    cause: [
      'The segment is not known: the peer never registered it, has gone, or its name is spelled otherwise.',
      'All transports for the request failed one after the other (`All available transports are failed`, `Failover limit exceeded`).',
      'An entry of the runtime queue is gone or in another state, as after a cancel that came too late.',
    ],
    action: [
      "Compare the segment name with the peer's `local_segment_name`, letter by letter.",
      answerLine(metadataProbes.etcdEngines),
      answerLine(metadataProbes.server),
      'For `All available transports are failed`, the lines before it name each transport and its error; start with the first.',
      answerLine(peerProbes.port, 'with peer-to-peer handshake'),
    ],
    sample: ['E20260730 11:49:18.123456 12345 workers.cpp:344] InvalidEntry: Segment node-b2:12345not found'],
    related: ['MetadataError', 'NeedsRefreshCache'],
  },
  {
    component: 'Tent',
    group: 'Metadata',
    name: 'InvalidMetadataType',
    value: 6,
    description: 'The metadata server is of an unknown type',
    origin: 'source',
    cause: [
      'The peer published buffer metadata that this version cannot read: versions of Mooncake differ (UB transport).',
      'The metadata in the store is damaged or was written by another program.',
    ],
    action: [answerLine(processProbes.version), 'Restart the peer so that it publishes its segment anew.'],
    sample: [
      'W20260730 11:49:18.123456 12345 proxy_manager.cpp:168] failed to submit cross-stage transfer: InvalidMetadataType: Unsupported UB buffer metadata version',
    ],
    related: ['MalformedJson', 'InvalidEntry'],
  },
  {
    component: 'Tent',
    group: 'Metadata',
    name: 'NeedsRefreshCache',
    value: 7,
    description: 'The cached segment description is stale',
    origin: 'source',
    cause: [
      "The cached description of the peer's segment is stale: the peer restarted, or registered or released buffers since; Tent normally fetches it again and retries by itself.",
      "The requested address is in no buffer of the peer even after the refresh: the caller's address or length is wrong.",
      'The peer does not answer on its control port, so its description cannot be renewed.',
    ],
    action: [
      'A single occurrence after a restart of the peer needs nothing.',
      'If it repeats, check the target address and length against the buffers that the peer registered.',
      answerLine(peerProbes.port, "with the peer's control address"),
      "Restart the reading process if the peer's address changed.",
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 workers.cpp:415] Failed to generate post path for slice 0x7f3a40001000: NeedsRefreshCache: No matched buffer in given address range',
    ],
    related: ['InvalidEntry', 'AddressNotRegistered', 'RpcServiceError'],
  },
];

export const metadataError: Code = {
  component: 'Tent',
  group: 'Metadata',
  name: 'MetadataError',
  value: 131,
  description: 'Failed to communicate with the metadata server',
  origin: 'source',
  cause: [
    'The metadata store (etcd, Redis, HTTP) is down or unreachable, or an HTTP proxy stands in between.',
    'Address, password or database number of the store are wrong.',
    'The store answers with an unexpected status, such as 500 or 503 while it is restarting.',
    'At start-up this ends the process (FATAL), since no central store means no segments.',
  ],
  action: [
    answerLine(metadataProbes.server),
    answerLine(metadataProbes.etcdStatus),
    answerLine(metadataProbes.redis),
    'Compare `metadata_type` and `metadata_servers` in `MC_TENT_CONF` with what runs; for Redis also `MC_REDIS_PASSWORD` and `MC_REDIS_DB_INDEX`.',
    answerLine(processProbes.proxy),
  ],
  sample: [
    "F20260730 11:49:18.123456 12345 metastore.cpp:104] MetadataError: Etcd cannot connect '10.20.0.2:2379': context deadline exceeded",
  ],
  related: ['RpcServiceError', 'InvalidEntry'],
};
