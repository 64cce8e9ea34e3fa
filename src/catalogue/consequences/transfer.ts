import { connectionFailures } from './connection.ts';
import type { EventKey, KnownConsequence } from './consequence.ts';

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
export const transferConsequences: readonly KnownConsequence[] = [
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
    effect: ['message/rail-paused', 'message/local-device-given-up', 'message/connection-not-made'],
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
];
