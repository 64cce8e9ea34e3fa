import type { EventKey, KnownConsequence } from './consequence.ts';

/** What a transfer engine logs when it cannot build a connection to a peer. */
export const connectionFailures = [
  'TransferEngine/ERR_METADATA',
  'TransferEngine/ERR_SOCKET',
  'TransferEngine/ERR_DNS',
  'TransferEngine/ERR_MALFORMED_JSON',
  'TransferEngine/ERR_REJECT_HANDSHAKE',
  'TransferEngine/ERR_ENDPOINT',
  'TransferEngine/ERR_DEVICE_NOT_FOUND',
  'message/connection-not-made',
  'message/tcp-connect-failed',
] as const satisfies readonly EventKey[];

/** What follows when peers, the metadata server or local resources for connections are out of reach. */
export const connectionConsequences: readonly KnownConsequence[] = [
  {
    id: 'queue-pair-error-rejects-the-handshake',
    cause: [
      'TransferEngine/ERR_ENDPOINT',
      'TransferEngine/ERR_DEVICE_NOT_FOUND',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'TransferEngine/ERR_REJECT_HANDSHAKE',
      'message/qp-to-rtr',
    ],
    effect: [
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_REJECT_HANDSHAKE',
      'message/handshake-rejected',
      'message/peer-qp-to-rtr',
    ],
    withinSeconds: 30,
    shared: { must: [], may: ['peer', 'host', 'device'] },
    because:
      'The side that is called sends the reason of its failure as its reply, which the caller logs as a rejected handshake.',
    source: 'rdma_endpoint.cpp setupConnectionsByPassive, transfer_metadata.cpp sendHandshake, v0.3.12.post1',
  },
  {
    id: 'caller-repeats-the-failure-of-its-peer',
    cause: ['message/qp-to-rtr'],
    effect: ['message/peer-qp-to-rtr'],
    withinSeconds: 30,
    noticedWithinSeconds: 30,
    shared: { must: [], may: ['peer', 'device'] },
    because:
      'The rejected handshake repeats what the peer logged, so the peer failed first whatever the clocks say.',
    source: 'rdma_endpoint.cpp doSetupConnection, transfer_metadata.cpp sendHandshake, v0.3.12.post1',
  },
  {
    id: 'queue-pair-error-leaves-no-connection',
    cause: [
      'TransferEngine/ERR_ENDPOINT',
      'TransferEngine/ERR_DEVICE_NOT_FOUND',
      'TransferEngine/ERR_REJECT_HANDSHAKE',
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_SOCKET',
      'TransferEngine/ERR_DNS',
      'TransferEngine/ERR_MALFORMED_JSON',
      'message/qp-to-rtr',
      'message/handshake-rejected',
      'message/peer-qp-to-rtr',
    ],
    effect: [
      'message/connection-not-made',
      'message/rail-paused',
      'message/local-device-given-up',
      'TransferEngine/ERR_ENDPOINT',
    ],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['peer', 'device'] },
    because:
      'Without an answered handshake the endpoint is reset, and the worker cannot make a connection for the slice.',
    source: 'rdma_endpoint.cpp setupConnectionsByActive, worker_pool.cpp performPostSend, v0.3.12.post1',
  },
  {
    id: 'no-connection-fails-the-transfer',
    cause: connectionFailures,
    effect: [
      'Store/TRANSFER_FAIL',
      'message/transfer-timed-out',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'TransferEngine/ERR_ADDRESS_NOT_REGISTERED',
    ],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['peer', 'segment', 'key', 'request'] },
    because:
      'Where the transfer engine reaches no peer or opens no segment, the store reports the transfer that needed it as failed.',
    source: 'mooncake-store/src/transfer_task.cpp, client_service.cpp TransferData, v0.3.12.post1',
  },
  {
    id: 'unreachable-metadata-server',
    cause: ['message/metadata-server-unreachable'],
    effect: [
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'message/segment-not-described',
    ],
    withinSeconds: 30,
    shared: { must: ['host'], may: ['segment', 'peer'] },
    because:
      'Locations and segments are read from and written to the metadata server; the failed request is logged first.',
    source: 'transfer_metadata_plugin.cpp, transfer_metadata.cpp, v0.3.12.post1',
  },
  {
    id: 'undescribed-segment-fails-the-transfer',
    cause: ['message/metadata-server-unreachable', 'message/segment-not-described'],
    effect: ['Store/TRANSFER_FAIL', 'TransferEngine/ERR_INVALID_ARGUMENT', 'message/connection-not-made'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['segment', 'peer', 'key'] },
    because:
      'A segment whose descriptor cannot be read cannot be opened, so the transfer is never submitted.',
    source: 'transfer_metadata.cpp getSegmentDescByName, transfer_task.cpp, v0.3.12.post1',
  },
  {
    id: 'missing-endpoint-resources',
    cause: ['message/qp-creation-failed', 'message/hugepages'],
    effect: [
      'TransferEngine/ERR_ENDPOINT',
      'message/connection-not-made',
      'Store/INVALID_PARAMS',
      'Store/TRANSFER_FAIL',
    ],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['device', 'peer'] },
    because:
      'Without a queue pair or memory for it there is no endpoint, and the slices towards that peer fail.',
    source: 'rdma_endpoint.cpp construct, mmap_arena.cpp, v0.3.12.post1',
  },
  {
    id: 'ports-exhausted',
    cause: ['message/ephemeral-ports-exhausted'],
    effect: [
      'TransferEngine/ERR_SOCKET',
      'TransferEngine/ERR_METADATA',
      'message/tcp-connect-failed',
      'message/metadata-server-unreachable',
      'message/connection-not-made',
      'Store/RPC_FAIL',
      'Store/TRANSFER_FAIL',
    ],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['peer', 'key'] },
    because:
      'A host without a free local port can open no connection of any kind, so transfers and handshakes fail there.',
    source: 'docs/source/troubleshooting/troubleshooting.md, TCP Transport, v0.3.12.post1',
  },
  {
    id: 'taken-port-stops-the-daemon',
    cause: ['message/address-in-use'],
    effect: [
      'TransferEngine/ERR_SOCKET',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'Store/INTERNAL_ERROR',
      'Store/RPC_FAIL',
    ],
    withinSeconds: 60,
    shared: { must: ['host'], may: [] },
    because: 'A process that cannot listen on its port does not come up, and whoever calls it is refused.',
    source: 'transfer_metadata_plugin.cpp startDaemon, rdma_transport.cpp, v0.3.12.post1',
  },
  {
    id: 'tent-cannot-reach-its-peer',
    cause: [
      'Tent/RpcServiceError',
      'Tent/MetadataError',
      'Tent/DeviceNotFound',
      'Tent/RdmaError',
      'Tent/InvalidEntry',
    ],
    effect: ['Tent/InternalError', 'Tent/RpcServiceError', 'Tent/RdmaError', 'Store/TRANSFER_FAIL'],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['peer', 'device', 'segment'] },
    because:
      'Tent asks its peer over RPC before it transfers; what fails there fails the transfer of the store.',
    source: 'mooncake-transfer-engine/tent/src/runtime, transport/rdma; transfer_task.cpp, v0.3.12.post1',
  },
];
