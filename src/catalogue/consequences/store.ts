import type { EventKey, SampledConsequence } from './consequence.ts';

const fileFailures = [
  'Store/FILE_OPEN_FAIL',
  'Store/FILE_READ_FAIL',
  'Store/FILE_WRITE_FAIL',
  'Store/FILE_NOT_FOUND',
  'Store/FILE_LOCK_FAIL',
  'Store/FILE_INVALID_HANDLE',
  'message/disk-full',
  'message/disk-not-writable',
] as const satisfies readonly EventKey[];

/** What follows when memory or disks of the store do not take or give objects. */
export const storeConsequences: readonly SampledConsequence[] = [
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
    samples: {
      cause:
        'sglang-h20-1: W20261123 08:51:01.810102 5435 client_service.cpp:1558] Failed to start put operation for key=kv-17c09a due to insufficient space. Consider lowering eviction_high_watermark_ratio or mounting more segments.',
      effect:
        'sglang-h20-2: E20261123 08:51:23.594191 5007 real_client.cpp:2176] Get failed for key: kv-17c09a with error: OBJECT_NOT_FOUND',
      counter:
        'sglang-h20-2: E20261123 08:51:23.594191 5007 real_client.cpp:2176] Get failed for key: kv-17c09b with error: OBJECT_NOT_FOUND',
    },
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
    samples: {
      cause:
        'master: W20261123 02:00:00.000166 1140 master_service.cpp:5836] Offloading task expired for key: b29e874ce60ba4383281960d74ec07fd_0_v tenant=default',
      effect:
        'master: W20261123 02:00:31.810102 1133 rpc_service.cpp:518] BatchPutStart failed for 3 keys due to insufficient space. Consider lowering eviction_high_watermark_ratio or mounting more segments.',
      counter:
        'master: W20261123 02:20:31.810102 1133 rpc_service.cpp:518] BatchPutStart failed for 3 keys due to insufficient space. Consider lowering eviction_high_watermark_ratio or mounting more segments.',
    },
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
    samples: {
      cause:
        'client-c1: E1123 17:58:59.624399 4400 client_service.cpp:1561] Failed to start put operation for key=qwen3-32b@tp0@8457606615d4bc39: RPC_FAIL',
      effect:
        'client-c2: E1123 17:59:33.306388 4400 real_client.cpp:2176] Get failed for key: qwen3-32b@tp0@8457606615d4bc39 with error: OBJECT_NOT_FOUND',
      counter:
        'client-c2: E1123 17:59:33.306388 4400 real_client.cpp:2176] Get failed for key: qwen3-32b@tp3@98e2bf25a2172cb7 with error: OBJECT_NOT_FOUND',
    },
  },
  {
    id: 'file-failure-fails-offload-and-reads',
    cause: [...fileFailures, 'message/directory-missing'],
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
    samples: {
      cause:
        'kv-node-3: E1129 06:37:35.891930 32534 storage_backend.cpp:2079] Read size mismatch for key: default k0, expected: 1048576, got: 0',
      effect:
        'kv-node-3: E1129 06:37:35.908998 32534 storage_backend.cpp:3592] Failed to open file: /srv/run/ssd/7356146630657.bucket, errno=2 (No such file or directory)',
      counter:
        'kv-node-3: E1129 06:32:35.908998 32534 storage_backend.cpp:3592] Failed to open file: /srv/run/ssd/7356146630657.bucket, errno=2 (No such file or directory)',
    },
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
    samples: {
      cause: 'kv-node-3: E1123 02:50:11.100214 7120 posix_file.cpp:19] fdatasync failed: Input/output error',
      effect:
        'kv-node-3: E1123 02:50:19.889417 6210 real_client.cpp:4854] Batch get store object failed with error: OBJECT_HAS_LEASE',
      counter:
        'kv-node-3: E1123 02:40:19.889417 6210 real_client.cpp:4854] Batch get store object failed with error: OBJECT_HAS_LEASE',
    },
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
    samples: {
      cause: 'kv-node-3: [Mon Nov 23 01:51:57 2026] nvme nvme2: I/O 755 QID 16 timeout, completion polled',
      effect:
        'kv-node-3: E20261123 01:50:04.889417 6210 real_client.cpp:4854] Batch get store object failed with error: OBJECT_HAS_LEASE',
      counter:
        'kv-node-3: E20261123 01:40:04.889417 6210 real_client.cpp:4854] Batch get store object failed with error: OBJECT_HAS_LEASE',
    },
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
    samples: {
      cause:
        'kv-node-1: E20261123 01:59:44.033027 6233 real_client.cpp:5852] RPC call failed: Connection timed out',
      effect:
        'kv-node-1: E20261123 02:00:03.419175 6210 real_client.cpp:5810] Failed to invoke batch_get_offload_object, client_addr = 10.20.5.3:50052, error is: BUFFER_OVERFLOW',
      counter:
        'kv-node-1: E20261123 02:30:03.419175 6210 real_client.cpp:5810] Failed to invoke batch_get_offload_object, client_addr = 10.20.5.3:50052, error is: BUFFER_OVERFLOW',
    },
  },
];
