import type { KnownConsequence } from './consequence.ts';

/** What follows when a process dies, does not come up, or is asked for what it cannot do. */
export const processConsequences: readonly KnownConsequence[] = [
  {
    id: 'dead-process-does-not-answer',
    cause: ['message/process-died', 'message/snapshot-not-restored'],
    effect: [
      'message/master-unreachable',
      'message/real-client-gone',
      'message/tcp-connect-failed',
      'Store/RPC_FAIL',
      'Store/RPC_TIMEOUT',
    ],
    withinSeconds: 60,
    shared: { must: [], may: ['peer', 'host'] },
    because: 'Who calls a process that has ended is refused, or waits in vain.',
    source:
      'master_client.cpp, dummy_client.cpp, v0.3.13.post1; recorded with masters and clients that were killed',
  },
  {
    id: 'missing-backend-stops-the-start',
    cause: [
      'message/not-built-in',
      'message/directory-missing',
      'message/no-memory-for-a-segment',
      'message/address-in-use',
    ],
    effect: [
      'Store/INTERNAL_ERROR',
      'Store/INVALID_PARAMS',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'Store/NO_AVAILABLE_HANDLE',
      'message/store-full',
      'message/process-died',
    ],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['thread', 'key'] },
    because: 'A client that is not set up whole is not created, or offers no memory; a master ends itself.',
    source: 'client_service.cpp Create, real_client.cpp setup_internal, v0.3.13.post1; recorded',
  },
  {
    id: 'refused-put-fails-at-the-caller',
    cause: ['message/no-replica-asked-for', 'message/nof-pool-disabled', 'message/buffer-too-small'],
    effect: ['Store/INVALID_PARAMS'],
    withinSeconds: 30,
    shared: { must: ['key'], may: ['thread', 'host'] },
    because: 'The master says why it refuses a put; the caller is handed only the code.',
    source:
      'master_service.cpp PutStart, rpc_service.cpp BatchPutStart, client_service.cpp, v0.3.13.post1; recorded',
  },
  {
    id: 'second-client-of-a-name-takes-the-entry',
    cause: ['message/duplicate-name'],
    effect: [
      'TransferEngine/ERR_METADATA',
      'message/segment-not-described',
      'Store/INVALID_PARAMS',
      'Store/INTERNAL_ERROR',
    ],
    withinSeconds: 600,
    shared: { must: [], may: ['thread', 'host', 'segment', 'peer', 'key'] },
    because:
      'The second client is not set up, and on its way out deletes the entry at the metadata server that belongs to the first.',
    source:
      'transfer_metadata.cpp addRpcMetaEntry, removeRpcMetaEntry, v0.3.13.post1; recorded with two clients of one name',
  },
  {
    id: 'rejected-transfer-fails',
    cause: [
      'message/address-not-registered',
      'message/buffer-not-of-the-host',
      'message/transfer-not-submitted',
      'TransferEngine/ERR_ADDRESS_NOT_REGISTERED',
      'TransferEngine/ERR_NOT_IMPLEMENTED',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'TransferEngine/ERR_TOO_MANY_REQUESTS',
      'TransferEngine/ERR_BATCH_BUSY',
    ],
    effect: ['Store/TRANSFER_FAIL'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['thread', 'key', 'peer', 'request'] },
    because:
      'A transfer that is refused when it is submitted, or while it runs, fails the get or put that needed it.',
    source:
      'transfer_task.cpp submitTransfer, v0.3.13.post1; recorded with buffers that are no memory of the host',
  },
  {
    id: 'unusable-snapshots-are-not-restored',
    cause: ['message/snapshot-unusable'],
    effect: ['message/snapshot-not-restored'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['thread'] },
    because: 'When none of the candidates can be read the master starts without any.',
    source: 'master_service.cpp RestoreState, v0.3.13.post1; recorded with damaged snapshots',
  },
  {
    id: 'lost-segment-loses-its-objects',
    cause: ['message/client-segment-lost'],
    effect: [
      'Store/OBJECT_NOT_FOUND',
      'Store/SEGMENT_NOT_FOUND',
      'Store/REPLICA_IS_GONE',
      'Store/REPLICA_NOT_FOUND',
      'Store/NO_AVAILABLE_HANDLE',
      'Store/TRANSFER_FAIL',
      'message/segment-not-described',
    ],
    withinSeconds: 300,
    shared: { must: [], may: ['segment', 'peer', 'key', 'host'] },
    because:
      'What lay only in the memory of a client that the master gave up on can be neither found nor read.',
    source:
      'master_service.cpp ClientMonitorFunc, ClearInvalidHandles, v0.3.13.post1; recorded with clients that were stopped',
  },
  {
    id: 'given-up-client-loses-its-segment',
    cause: ['message/client-expired'],
    effect: ['message/client-segment-lost'],
    withinSeconds: 5,
    shared: { must: ['host', 'thread'], may: [] },
    because: 'The master that gives up on a client unmounts its memory in one go.',
    source:
      'master_service.cpp ClientMonitorFunc, v0.3.13.post1; recorded with clients that were stopped and killed',
  },
  {
    id: 'dead-client-is-given-up',
    cause: ['message/tcp-connect-failed', 'message/transport-retry-exceeded'],
    effect: ['message/client-expired', 'message/client-segment-lost'],
    withinSeconds: 120,
    shared: { must: [], may: ['peer', 'segment'] },
    because:
      'Transfers to a client that died fail at once; the master gives up on it only when it has not pinged for client_ttl.',
    source: 'master_service.cpp ClientMonitorFunc, v0.3.13.post1; recorded with a client that was killed',
  },
];
