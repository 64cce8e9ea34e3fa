import type { EventKey, KnownConsequence } from './consequence.ts';

const fileFailures = [
  'Store/FILE_OPEN_FAIL',
  'Store/FILE_READ_FAIL',
  'Store/FILE_WRITE_FAIL',
  'Store/FILE_NOT_FOUND',
  'Store/FILE_LOCK_FAIL',
  'Store/FILE_INVALID_HANDLE',
  'message/disk-full',
] as const satisfies readonly EventKey[];

/** What follows when memory or disks of the store do not take or give objects. */
export const storeConsequences: readonly KnownConsequence[] = [
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
    effect: ['Store/NO_AVAILABLE_HANDLE', 'message/eviction-waits-for-disk'],
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
      'Store/FILE_OPEN_FAIL',
      'Store/FILE_NOT_FOUND',
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
      'message/eviction-waits-for-disk',
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
    id: 'hanging-disk-is-reported-late',
    cause: ['message/slow-storage'],
    effect: [
      'Store/RPC_TIMEOUT',
      'message/offload-task-expired',
      'message/offload-read-late',
      'message/offload-read-slow',
      'message/offload-read-failed',
    ],
    withinSeconds: 900,
    noticedWithinSeconds: 150,
    shared: { must: [], may: ['peer', 'key', 'host'] },
    because:
      'The kernel reports a task that hangs on a disk after two minutes only; what waits for the disk times out before.',
    source: 'Linux, kernel.hung_task_timeout_secs; real_client.cpp batch_get_offload_object, v0.3.12.post1',
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
];
