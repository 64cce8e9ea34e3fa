/** A code as `Component/NAME`, or a known message (`known-messages.ts`) as `message/its-id`. */
export type Sign = `${string}/${string}`;

/** What a log line can name, and so what a cause and its effect can have in common. */
export type SharedPlace = 'host' | 'peer' | 'key' | 'request' | 'device' | 'segment';

/** One thing that Mooncake is known to do after another, read from its source or its guide. */
export interface KnownConsequence {
  readonly id: string;
  /** Any of these comes first. */
  readonly cause: readonly Sign[];
  /** Any of these follows from it. */
  readonly effect: readonly Sign[];
  /** How long after the latest line of the cause the effect may still be logged. */
  readonly withinSeconds: number;
  readonly shared: {
    /** Cause and effect agree in each of these, wherever both name one. A peer also agrees with the host it is. */
    readonly must: readonly SharedPlace[];
    /** Agreeing in one of these makes the consequence surer. */
    readonly may: readonly SharedPlace[];
  };
  /** Why it follows, in one sentence. */
  readonly because: string;
  /** The source files or the page that say so, and the version that was read. */
  readonly source: string;
}

/** Work-completion errors: what the first failed work request of a connection ends with. */
const completionErrors = [
  'message/transport-retry-exceeded',
  'message/rnr-retry-exceeded',
  'message/remote-access-error',
  'message/remote-operation-error',
  'message/remote-invalid-request',
  'message/local-protection-error',
  'message/local-length-error',
  'message/local-operation-error',
] as const satisfies readonly Sign[];

/** What a transfer engine logs when it cannot build a connection to a peer. */
const connectionFailures = [
  'TransferEngine/ERR_METADATA',
  'TransferEngine/ERR_SOCKET',
  'TransferEngine/ERR_DNS',
  'TransferEngine/ERR_MALFORMED_JSON',
  'TransferEngine/ERR_REJECT_HANDSHAKE',
  'TransferEngine/ERR_ENDPOINT',
  'TransferEngine/ERR_DEVICE_NOT_FOUND',
  'message/connection-not-made',
  'message/tcp-connect-failed',
] as const satisfies readonly Sign[];

/** What the coordination backend of a highly available master answers when it is in trouble. */
const backendFailures = [
  'Store/ETCD_OPERATION_ERROR',
  'Store/ETCD_CTX_CANCELLED',
  'Store/ETCD_TRANSACTION_FAIL',
  'Store/ETCD_KEY_NOT_EXIST',
  'Store/K8S_LEASE_OPERATION_ERROR',
  'Store/K8S_LEASE_NOT_FOUND',
  'message/etcd-unreachable',
] as const satisfies readonly Sign[];

const fileFailures = [
  'Store/FILE_OPEN_FAIL',
  'Store/FILE_READ_FAIL',
  'Store/FILE_WRITE_FAIL',
  'Store/FILE_NOT_FOUND',
  'Store/FILE_LOCK_FAIL',
  'Store/FILE_INVALID_HANDLE',
  'message/disk-full',
] as const satisfies readonly Sign[];

/** The table of known consequences; `cause` and `effect` chain, so that a row holds one step. */
export const knownConsequences: readonly KnownConsequence[] = [
  {
    id: 'port-down-breaks-connections',
    cause: ['message/rdma-device-event'],
    effect: [...completionErrors, 'message/rail-paused', ...connectionFailures],
    withinSeconds: 120,
    shared: { must: ['device'], may: ['host', 'peer'] },
    because:
      'When a port or device reports a fatal event its connections are torn down, and work requests towards it run out of retries.',
    source: 'rdma_transport/worker_pool.cpp handleContextEvent, v0.3.12.post1',
  },
  {
    id: 'port-down-refuses-connections-at-its-host',
    cause: ['message/rdma-device-event'],
    effect: ['TransferEngine/ERR_INVALID_ARGUMENT', 'TransferEngine/ERR_CONTEXT', 'Store/TRANSFER_FAIL'],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['device'] },
    because:
      'A context that became inactive gives no endpoints any more, so transfers of its host fail that have no other device.',
    source: 'rdma_transport/worker_pool.cpp, rdma_context.cpp, v0.3.12.post1',
  },
  {
    id: 'first-completion-error-flushes-the-queue',
    cause: [...completionErrors, 'message/rdma-device-event'],
    effect: ['message/work-request-flushed'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer', 'device'] },
    because:
      'The first failed work request puts the queue pair into the error state, and every request still queued is flushed.',
    source: 'docs/source/troubleshooting/troubleshooting.md, RDMA Transfer Period, v0.3.12.post1',
  },
  {
    id: 'completion-error-pauses-the-rail',
    cause: completionErrors,
    effect: ['message/rail-paused', 'message/connection-not-made'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer', 'device'] },
    because:
      'A failed completion deletes the endpoint and pauses the way to that peer device; the next slice has to connect anew.',
    source: 'rdma_transport/worker_pool.cpp performPollCq, markRailFailed, v0.3.12.post1',
  },
  {
    id: 'completion-error-fails-the-transfer',
    cause: [...completionErrors, 'message/work-request-flushed', 'message/rail-paused'],
    effect: ['Store/TRANSFER_FAIL', 'message/transfer-timed-out'],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['peer', 'key', 'request'] },
    because:
      'A slice whose retries are used up fails its task, and the store reports the batch that holds it as failed.',
    source: 'rdma_transport/worker_pool.cpp, mooncake-store/src/transfer_task.cpp, v0.3.12.post1',
  },
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
    ],
    withinSeconds: 30,
    shared: { must: [], may: ['peer', 'host', 'device'] },
    because:
      'The side that is called sends the reason of its failure as its reply, which the caller logs as a rejected handshake.',
    source: 'rdma_endpoint.cpp setupConnectionsByPassive, transfer_metadata.cpp sendHandshake, v0.3.12.post1',
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
    ],
    effect: ['message/connection-not-made', 'message/rail-paused', 'TransferEngine/ERR_ENDPOINT'],
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
    id: 'metadata-failure-stops-registration',
    cause: [
      'message/metadata-server-unreachable',
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_SOCKET',
      'TransferEngine/ERR_DNS',
      'TransferEngine/ERR_DEVICE_NOT_FOUND',
      'TransferEngine/ERR_CONTEXT',
      'TransferEngine/ERR_MEMORY',
      'TransferEngine/ERR_ADDRESS_NOT_REGISTERED',
      'TransferEngine/ERR_ADDRESS_OVERLAPPED',
      'message/address-in-use',
    ],
    effect: ['Store/INVALID_PARAMS', 'Store/INTERNAL_ERROR', 'TransferEngine/ERR_INVALID_ARGUMENT'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['device', 'segment'] },
    because:
      'The store hides a failed start or registration of the transfer engine behind INVALID_PARAMS or INTERNAL_ERROR.',
    source: 'client_service.cpp InitTransferEngine, RegisterLocalMemory; real_client.cpp, v0.3.12.post1',
  },
  {
    id: 'device-not-opened',
    cause: [
      'TransferEngine/ERR_CONTEXT',
      'message/gid-null',
      'message/port-not-active',
      'message/no-matched-device',
    ],
    effect: [
      'TransferEngine/ERR_DEVICE_NOT_FOUND',
      'TransferEngine/ERR_CONTEXT',
      'TransferEngine/ERR_ENDPOINT',
    ],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['device'] },
    because:
      'A device that cannot be opened is left out; when none remains the RDMA transport does not start.',
    source: 'rdma_context.cpp openRdmaDevice, rdma_transport.cpp initializeRdmaResources, v0.3.12.post1',
  },
  {
    id: 'memory-not-registered',
    cause: ['TransferEngine/ERR_CONTEXT', 'message/memory-registration-failed', 'message/mkey-exhausted'],
    effect: [
      'TransferEngine/ERR_CONTEXT',
      'TransferEngine/ERR_ADDRESS_NOT_REGISTERED',
      'Store/INVALID_PARAMS',
      'Store/INTERNAL_ERROR',
      'message/local-protection-error',
      'message/remote-access-error',
    ],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['device'] },
    because:
      'Memory that a device did not register has no key there, so neither side may transfer from or to it.',
    source:
      'rdma_context.cpp registerMemoryRegionInternal, rdma_transport.cpp, client_service.cpp, v0.3.12.post1',
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
    id: 'backend-loses-the-leader',
    cause: [...backendFailures, 'message/leadership-lost'],
    effect: [
      'Store/UNAVAILABLE_IN_CURRENT_STATUS',
      'Store/UNAVAILABLE_IN_CURRENT_MODE',
      'Store/ETCD_CTX_CANCELLED',
      'Store/ETCD_OPERATION_ERROR',
      'Store/INCOMPLETE_OPLOG_CATCH_UP',
      'Store/PERSISTENT_FAIL',
      'message/leadership-lost',
      'message/etcd-unreachable',
      'message/no-leader-yet',
      'message/master-not-published',
    ],
    withinSeconds: 120,
    shared: { must: [], may: ['host', 'key'] },
    because:
      'A master that cannot keep its lease steps down and stops serving; until another leads there is no master to ask.',
    source:
      'ha/leadership/master_service_supervisor.cpp, etcd_leader_coordinator.cpp, client_service.cpp, v0.3.12.post1',
  },
  {
    id: 'no-leader-fails-the-calls',
    cause: [
      ...backendFailures,
      'Store/UNAVAILABLE_IN_CURRENT_STATUS',
      'Store/UNAVAILABLE_IN_CURRENT_MODE',
      'message/leadership-lost',
    ],
    effect: [
      'Store/RPC_FAIL',
      'Store/RPC_TIMEOUT',
      'message/master-unreachable',
      'message/master-not-published',
    ],
    withinSeconds: 120,
    shared: { must: [], may: ['peer'] },
    because:
      'The old leader closes its RPC server when it steps down, so pings, puts and gets of all clients fail.',
    source:
      'master_service_supervisor.cpp RunSupervisorLoop, client_service.cpp StorageHeartbeatThreadMain, v0.3.12.post1',
  },
  {
    id: 'unreachable-master-stops-a-start',
    cause: ['Store/RPC_FAIL', 'Store/RPC_TIMEOUT', 'Store/INVALID_VERSION', 'message/master-unreachable'],
    effect: ['Store/INVALID_PARAMS', 'Store/INTERNAL_ERROR'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer'] },
    because: 'A client that cannot talk to the master is not created, whatever code its caller is handed.',
    source: 'client_service.cpp Client::Create, real_client.cpp setup_internal, v0.3.12.post1',
  },
  {
    id: 'failed-calls-fail-pings',
    cause: ['Store/RPC_FAIL', 'Store/RPC_TIMEOUT'],
    effect: ['message/master-unreachable', 'message/mount-failed'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer', 'segment'] },
    because:
      'Pings, mounts and reconnections are calls of the master like any other, and each says that it failed.',
    source: 'client_service.cpp StorageHeartbeatThreadMain, MountSegment, v0.3.12.post1',
  },
  {
    id: 'silent-client-is-forgotten',
    cause: ['Store/RPC_FAIL', 'Store/RPC_TIMEOUT', 'message/master-unreachable', 'message/client-expired'],
    effect: [
      'Store/OBJECT_NOT_FOUND',
      'Store/SEGMENT_NOT_FOUND',
      'Store/CLIENT_NOT_FOUND',
      'Store/UNAVAILABLE_IN_CURRENT_STATUS',
      'Store/REPLICA_IS_GONE',
      'Store/REPLICA_NOT_FOUND',
      'Store/INVALID_REPLICA',
      'Store/INVALID_KEY',
      'message/put-not-ended',
    ],
    withinSeconds: 300,
    shared: { must: [], may: ['host', 'segment', 'key', 'peer'] },
    because:
      'The master unmounts what belongs to a client that stopped pinging, and a new master knows no objects: both make keys and segments unknown.',
    source: 'master_service.cpp ClientMonitorFunc, client_service.cpp remount_segment, v0.3.12.post1',
  },
  {
    id: 'gone-segment-fails-transfers',
    cause: [
      'Store/SEGMENT_NOT_FOUND',
      'Store/CLIENT_NOT_FOUND',
      'Store/REPLICA_IS_GONE',
      'message/client-expired',
    ],
    effect: [
      'Store/TRANSFER_FAIL',
      'Store/NO_AVAILABLE_HANDLE',
      'Store/OBJECT_NOT_FOUND',
      'message/segment-not-described',
    ],
    withinSeconds: 120,
    shared: { must: [], may: ['segment', 'peer', 'key'] },
    because:
      'What lay in an unmounted segment can be neither read nor placed, and less memory is left for puts.',
    source: 'master_service.cpp ClearInvalidHandles, segment.cpp, v0.3.12.post1',
  },
  {
    id: 'full-store-refuses-puts',
    cause: ['Store/NO_AVAILABLE_HANDLE', 'Store/TENANT_QUOTA_EXCEEDED'],
    effect: [
      'Store/OBJECT_NOT_FOUND',
      'Store/INVALID_REPLICA',
      'Store/REPLICA_IS_NOT_READY',
      'Store/WRITE_FAIL',
    ],
    withinSeconds: 600,
    shared: { must: [], may: ['key', 'request', 'host'] },
    because: 'A put that found no memory stored nothing, so later gets of that key find no object.',
    source: 'client_service.cpp Put, BatchPut; master_service.cpp PutStart, v0.3.12.post1',
  },
  {
    id: 'leases-and-tasks-block-eviction',
    cause: [
      'Store/KEYS_ULTRA_LIMIT',
      'Store/UNABLE_OFFLOAD',
      ...fileFailures,
      'message/offload-task-expired',
    ],
    effect: ['Store/NO_AVAILABLE_HANDLE'],
    withinSeconds: 600,
    shared: { must: [], may: ['key', 'segment'] },
    because:
      'Objects that wait for their copy on disk cannot be evicted, so memory stays full and puts find none.',
    source: 'master_service.cpp BatchEvict, file_storage.cpp Heartbeat, v0.3.12.post1',
  },
  {
    id: 'failed-put-leaves-no-object',
    cause: ['Store/TRANSFER_FAIL', 'Store/RPC_FAIL', 'Store/RPC_TIMEOUT'],
    effect: [
      'Store/OBJECT_NOT_FOUND',
      'Store/INVALID_REPLICA',
      'Store/REPLICA_IS_NOT_READY',
      'Store/INVALID_WRITE',
      'Store/ILLEGAL_CLIENT',
      'message/put-not-ended',
    ],
    withinSeconds: 300,
    shared: { must: [], may: ['key', 'request', 'host'] },
    because: 'A put whose transfer failed is revoked, so the key is unknown or has no complete replica.',
    source: 'client_service.cpp Put, PutRevoke, v0.3.12.post1',
  },
  {
    id: 'slow-transfer-outlives-its-lease',
    cause: [
      ...completionErrors,
      'message/rail-paused',
      'message/connection-not-made',
      'message/offload-read-slow',
      'message/slow-storage',
      'Store/RPC_TIMEOUT',
    ],
    effect: ['Store/LEASE_EXPIRED', 'Store/OBJECT_HAS_LEASE'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['key', 'request', 'peer'] },
    because: 'Retries and slow reads take longer than the lease that protects the object while it is read.',
    source: 'client_service.cpp Get, IsLeaseExpired; real_client.cpp, v0.3.12.post1',
  },
  {
    id: 'file-failure-fails-offload-and-reads',
    cause: fileFailures,
    effect: [
      'Store/TRANSFER_FAIL',
      'Store/UNABLE_OFFLOAD',
      'Store/UNABLE_OFFLOADING',
      'Store/KEYS_ULTRA_LIMIT',
      'Store/OBJECT_NOT_FOUND',
      'Store/INVALID_KEY',
      'Store/BUCKET_NOT_FOUND',
      'Store/FILE_WRITE_FAIL',
      'Store/FILE_READ_FAIL',
      'Store/INTERNAL_ERROR',
      'message/offload-task-expired',
      'message/object-not-stored',
    ],
    withinSeconds: 900,
    shared: { must: [], may: ['key', 'host', 'segment'] },
    because:
      'Objects that could not be written to or read from the disk are missing when they are fetched from there.',
    source: 'storage_backend.cpp, file_storage.cpp, transfer_task.cpp FilereadWorkerPool, v0.3.12.post1',
  },
  {
    id: 'slow-disk-delays-offload',
    cause: [
      'message/slow-storage',
      'message/offload-read-slow',
      'message/offload-read-late',
      'Store/BUFFER_OVERFLOW',
    ],
    effect: [
      'Store/RPC_TIMEOUT',
      'Store/BUFFER_OVERFLOW',
      'Store/RPC_FAIL',
      'Store/OBJECT_HAS_LEASE',
      'Store/LEASE_EXPIRED',
      'message/offload-task-expired',
      'message/offload-read-late',
      'message/offload-read-slow',
      'message/offload-read-failed',
    ],
    withinSeconds: 900,
    shared: { must: [], may: ['peer', 'key', 'host'] },
    because:
      'Reads from a slow disk hold their buffers longer than promised: new reads find no buffer, callers time out, and queued offloads expire.',
    source:
      'real_client.cpp batch_get_into_offload_object_internal, file_storage.cpp AllocateBatch, v0.3.12.post1',
  },
  {
    id: 'owner-of-the-disk-does-not-answer',
    cause: ['Store/RPC_TIMEOUT', 'Store/RPC_FAIL', 'Store/BUFFER_OVERFLOW', 'Store/FILE_READ_FAIL'],
    effect: [
      'message/offload-read-failed',
      'Store/BUFFER_OVERFLOW',
      'Store/LEASE_EXPIRED',
      'message/offload-task-expired',
    ],
    withinSeconds: 900,
    shared: { must: [], may: ['peer', 'key', 'host'] },
    because:
      'An object on another client’s disk is read through that client, so its failure becomes the reader’s.',
    source: 'real_client.cpp batch_get_offload_object, v0.3.12.post1',
  },
  {
    id: 'version-mismatch-refuses-the-client',
    cause: ['Store/INVALID_VERSION', 'message/version-mismatch', 'message/rpc-not-understood'],
    effect: ['Store/RPC_FAIL', 'Store/INTERNAL_ERROR', 'Store/INVALID_PARAMS', 'Store/DESERIALIZE_FAIL'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer'] },
    because: 'A client whose version differs from the master’s is refused when it connects.',
    source: 'master_client.cpp Connect, v0.3.12.post1',
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

/**
 * What healthy processes print as well: a cache miss, a key that another process put first, the warnings of a segment
 * that is mounted once more, the first look for a leader. They may follow from a cause; by themselves they are none.
 */
export const routineSigns: readonly Sign[] = [
  'Store/OBJECT_NOT_FOUND',
  'Store/OBJECT_ALREADY_EXISTS',
  'Store/OBJECT_HAS_LEASE',
  'Store/OBJECT_REPLICA_BUSY',
  'Store/OBJECT_HAS_REPLICATION_TASK',
  'Store/OBJECT_NO_REPLICATION_TASK',
  'Store/REPLICA_IS_NOT_READY',
  'Store/REPLICA_ALREADY_EXISTS',
  'Store/SEGMENT_ALREADY_EXISTS',
  'Store/BUCKET_ALREADY_EXISTS',
  'Store/ETCD_KEY_NOT_EXIST',
  'Store/K8S_LEASE_NOT_FOUND',
  'Store/TASK_NOT_FOUND',
  'Store/OPLOG_ENTRY_NOT_FOUND',
  'message/segment-not-described',
  'message/put-not-ended',
  'message/no-leader-yet',
];
