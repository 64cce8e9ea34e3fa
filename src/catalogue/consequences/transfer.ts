import { connectionFailures } from './connection.ts';
import type { EventKey, SampledConsequence } from './consequence.ts';

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
] as const satisfies readonly EventKey[];
/** What follows when devices and work requests fail. */
export const transferConsequences: readonly SampledConsequence[] = [
  {
    id: 'port-down-breaks-connections',
    cause: ['message/rdma-device-event'],
    effect: [...completionErrors, 'message/rail-paused', ...connectionFailures],
    withinSeconds: 120,
    noticedWithinSeconds: 15,
    shared: { must: ['device'], may: ['host', 'peer'] },
    because:
      'When a port or device reports a fatal event its connections are torn down, and work requests towards it run out of retries.',
    source: 'rdma_transport/worker_pool.cpp handleContextEvent, v0.3.12.post1',
    samples: {
      cause:
        '10.12.0.14: W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event port error for context mlx5_3',
      effect:
        '10.12.0.11: E1123 02:14:13.450105 51874 worker_pool.cpp:606] Worker: Process failed for slice (opcode: 0, source_addr: 0x7f01f78a0000, length: 65536, dest_addr: 0x7fd03e820000, local_nic: mlx5_2, peer_nic: 10.12.0.14:15068@mlx5_3, dest_rkey: 2933252, retry_cnt: 0, max_retry_cnt: 9): transport retry counter exceeded',
      counter:
        '10.12.0.11: E1123 02:14:13.450105 51874 worker_pool.cpp:606] Worker: Process failed for slice (opcode: 0, source_addr: 0x7f01f78a0000, length: 65536, dest_addr: 0x7fd03e820000, local_nic: mlx5_2, peer_nic: 10.12.0.14:15068@mlx5_1, dest_rkey: 2933252, retry_cnt: 0, max_retry_cnt: 9): transport retry counter exceeded',
    },
  },
  {
    id: 'port-down-refuses-connections-at-its-host',
    cause: ['message/rdma-device-event'],
    effect: [
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'TransferEngine/ERR_CONTEXT',
      'Store/TRANSFER_FAIL',
      'message/port-not-active',
      'message/local-device-given-up',
    ],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['device'] },
    because:
      'A context that became inactive gives no endpoints any more, so transfers of its host fail that have no other device.',
    source: 'rdma_transport/worker_pool.cpp, rdma_context.cpp, v0.3.12.post1',
    samples: {
      cause:
        'node4: W1123 02:14:05.118204 51880 worker_pool.cpp:938] Worker: Received context async event port error for context mlx5_3',
      effect:
        'node4: E1123 02:14:15.016031 52010 transfer_task.cpp:790] Batch 140216455929582 completed with task failures: task_ids=[2]',
      counter:
        'node2: E1123 02:14:15.016031 52010 transfer_task.cpp:790] Batch 140216455929582 completed with task failures: task_ids=[2]',
    },
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
    samples: {
      cause:
        'node1: E1123 02:14:07.310105 51874 worker_pool.cpp:606] Worker: Process failed for slice (opcode: 0, source_addr: 0x7f01f78a0000, length: 65536, dest_addr: 0x7fd03e820000, local_nic: mlx5_2, peer_nic: 10.12.0.14:15068@mlx5_3, dest_rkey: 2933252, retry_cnt: 0, max_retry_cnt: 9): transport retry counter exceeded',
      effect:
        'node1: E1123 02:14:07.310442 51874 worker_pool.cpp:606] Worker: Process failed for slice (opcode: 1, source_addr: 0x7f3c58000000, length: 65536, dest_addr: 0x7f7a10200000, local_nic: mlx5_2, peer_nic: 10.12.0.14:15068@mlx5_3, dest_rkey: 2113408, retry_cnt: 0, max_retry_cnt: 9): work request flushed error',
      counter:
        'node2: E1123 02:14:07.310442 51877 worker_pool.cpp:606] Worker: Process failed for slice (opcode: 1, source_addr: 0x7f3c58000000, length: 65536, dest_addr: 0x7f7a10200000, local_nic: mlx5_2, peer_nic: 10.12.0.14:15068@mlx5_3, dest_rkey: 2113408, retry_cnt: 0, max_retry_cnt: 9): work request flushed error',
    },
  },
  {
    id: 'completion-error-pauses-the-rail',
    cause: completionErrors,
    effect: ['message/rail-paused', 'message/local-device-given-up', 'message/connection-not-made'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer', 'device'] },
    because:
      'A failed completion deletes the endpoint and pauses the way to that peer device; the next slice has to connect anew.',
    source: 'rdma_transport/worker_pool.cpp performPollCq, markRailFailed, v0.3.12.post1',
    samples: {
      cause:
        'node1: E1123 02:14:13.450105 51874 worker_pool.cpp:606] Worker: Process failed for slice (opcode: 0, source_addr: 0x7f01f78a0000, length: 65536, dest_addr: 0x7fd03e820000, local_nic: mlx5_2, peer_nic: 10.12.0.14:15068@mlx5_3, dest_rkey: 2933252, retry_cnt: 0, max_retry_cnt: 9): transport retry counter exceeded',
      effect:
        'node1: W1123 02:14:13.450132 51874 worker_pool.cpp:1314] Rail paused: peer=10.12.0.14:15068@mlx5_3 error_count=10 pause_ms=30000',
      counter:
        'node1: W1123 02:12:13.450132 51874 worker_pool.cpp:1314] Rail paused: peer=10.12.0.14:15068@mlx5_3 error_count=10 pause_ms=30000',
    },
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
    samples: {
      cause:
        'node1: E1123 02:14:13.450105 51874 worker_pool.cpp:606] Worker: Process failed for slice (opcode: 0, source_addr: 0x7f01f78a0000, length: 65536, dest_addr: 0x7fd03e820000, local_nic: mlx5_2, peer_nic: 10.12.0.14:15068@mlx5_3, dest_rkey: 2933252, retry_cnt: 0, max_retry_cnt: 9): transport retry counter exceeded',
      effect:
        'node1: E1123 02:14:15.016031 52010 transfer_task.cpp:790] Batch 140216455929582 completed with task failures: task_ids=[2]',
      counter:
        'node1: E1123 02:17:15.016031 52010 transfer_task.cpp:790] Batch 140216455929582 completed with task failures: task_ids=[2]',
    },
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
    samples: {
      cause:
        'kv-node-3: E20261123 02:50:11.100214 7120 file_storage.cpp:1152] Failed to allocate slice buffer, size = 1052672 (data_size=1048576), key = default/kv-17c09a',
      effect:
        'kv-node-3: E20261123 02:50:20.000458 5188 real_client.cpp:2778] Get failed for key: kv-17c09a with error: LEASE_EXPIRED',
      counter:
        'kv-node-1: E20261123 02:50:20.000458 5188 real_client.cpp:2778] Get failed for key: kv-17c09a with error: LEASE_EXPIRED',
    },
  },
];
