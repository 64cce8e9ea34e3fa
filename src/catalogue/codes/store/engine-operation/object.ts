import { answerLine } from '../../../advice/probe.ts';
import { logProbes } from '../../../advice/probes/logs.ts';
import { masterProbes } from '../../../advice/probes/master.ts';
import { processProbes } from '../../../advice/probes/process.ts';
import type { Code } from '../../../code.ts';

export const engineOperationObject: readonly Code[] = [
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'REPLICA_IS_NOT_READY',
    value: -703,
    description: 'Replica is not ready',
    origin: 'seed',
    newerGroup: 'Object',
    cause: [
      'The object is read or removed while its put is still under way.',
      'The writer died or lost its connection between start and end of the put; the rest stays until another put of the key (after `--put_start_discard_timeout_sec`, by default {default --put_start_discard_timeout_sec} s) or `--put_start_release_timeout_sec` ({default --put_start_release_timeout_sec} s).',
      'A copy, move or promotion of the object is not complete yet.',
    ],
    action: [
      'If it passes within a second, it is a race of reader and writer: retry, or treat it as a miss.',
      answerLine(logProbes.writer, 'whether the writer logged TRANSFER_FAIL, RPC_FAIL or its end'),
      'To get rid of a leftover sooner, put the key again after `--put_start_discard_timeout_sec`, or lower both time-outs on the master.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:4051] Query failed for key: llama@tp2@4f1c9a with error: REPLICA_IS_NOT_READY',
      'ERROR 07-30 11:49:18 [mooncakestore_connector.py:312] get failed for llama@tp2@4f1c9a (code=-703)',
    ],
    related: ['OBJECT_NOT_FOUND', 'INVALID_REPLICA'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'OBJECT_NOT_FOUND',
    value: -704,
    description: 'Object not found',
    origin: 'seed',
    newerGroup: 'Object',
    cause: [
      'A plain cache miss: the object was never written, or was evicted or removed.',
      'Writer and reader make different keys for the same prefix: mostly PYTHONHASHSEED is not the same in every process (set PYTHONHASHSEED=0), else model name, rank, block size or tenant (LMCache/LMCache#1095, vllm-project/vllm#42625).',
      'The node that held the only copy has gone, or the master restarted without a snapshot and forgot everything.',
      'On the end of a put: the master had given the unfinished object up (`--put_start_release_timeout_sec`) or lost it in a restart.',
    ],
    action: [
      'A few per second are normal for a cache: watch the share, not the single line.',
      answerLine(masterProbes.keys),
      answerLine(masterProbes.key),
      answerLine(processProbes.hashSeed),
      answerLine(masterProbes.evictions, 'if `master_evicted_key_count` climbs, the cache is too small'),
      answerLine(masterProbes.expired),
    ],
    sample: [
      "E20260730 11:49:18.123456 12345 real_client.cpp:5106] Query failed for key 'llama@tp2@4f1c9a': OBJECT_NOT_FOUND",
      "ERROR 07-30 11:49:18 [mooncake_backend.py:97] Failed to get key ['llama@tp2@4f1c9a'], res:[131072, -704]",
      '{"success":false,"error_code":-704,"error_message":"OBJECT_NOT_FOUND"}',
    ],
    related: ['REPLICA_IS_NOT_READY', 'INVALID_REPLICA', 'SEGMENT_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'OBJECT_ALREADY_EXISTS',
    value: -705,
    description: 'Object already exists',
    origin: 'seed',
    newerGroup: 'Object',
    cause: [
      'Two writers put the same key, as when two engines compute the same prefix; the client counts this as success.',
      'An earlier put of the key was not finished and not yet discarded.',
      'A key is restored or offloaded a second time.',
    ],
    action: [
      'For a cache nothing needs to be done: the object is there.',
      'To change the content, use upsert or remove the key first.',
      answerLine(masterProbes.key, 'if the key cannot be read either, its first writer died'),
      'Then put it again after `--put_start_discard_timeout_sec` (by default {default --put_start_discard_timeout_sec} s).',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 master_service.cpp:7511] Failed to add replica: error=OBJECT_ALREADY_EXISTS, client_id=11116982347175073118-7313343538964766632, tenant_id=default, key=llama@tp2@4f1c9a',
      'I20260730 11:49:18.123456 12345 master_service.cpp:4257] key=llama@tp2@4f1c9a, info=object_already_exists',
    ],
    related: ['REPLICA_IS_NOT_READY', 'OBJECT_REPLICA_BUSY'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'OBJECT_HAS_LEASE',
    value: -706,
    description: 'Object has lease',
    origin: 'seed',
    newerGroup: 'Object',
    cause: [
      'The object is removed while readers hold a lease on it; every read and existence check renews the lease (`--default_kv_lease_ttl`, by default {default --default_kv_lease_ttl} ms).',
      "A read from another node's SSD took longer than the staging buffer's lifetime there, so its data can no longer be trusted.",
    ],
    action: [
      'To remove it, wait for `--default_kv_lease_ttl` without reads, or remove with force (v0.3.9 and newer).',
      'If a read failed, it was too slow: see `Time taken for batch_get_into_offload_object_internal` in the same log, and raise `MOONCAKE_OFFLOAD_CLIENT_BUFFER_GC_TTL_MS` on the owner or read smaller batches.',
      'Shorten `--default_kv_lease_ttl` if removing must be quick.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:5320] Batch get store object failed with error: OBJECT_HAS_LEASE',
      "E20260730 11:49:18.123456 12345 engram_store.cpp:317] Failed to roll back partially populated EngramStore key 'engram/layer3', rc=-706",
    ],
    related: ['LEASE_EXPIRED', 'OBJECT_REPLICA_BUSY'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'LEASE_EXPIRED',
    value: -707,
    description: 'The lease expired before the data transfer completed',
    origin: 'newer docs',
    newerGroup: 'Object',
    cause: [
      "The read took longer than the object's lease (`--default_kv_lease_ttl`, by default {default --default_kv_lease_ttl} ms), so the memory may have been reused meanwhile and the data is thrown away.",
      'The network or the peer is congested, or the batch is very large.',
      'The reading process was paused between query and transfer (GPU synchronisation, swapping, debugger).',
    ],
    action: [
      'The destination buffer must not be used: retry, or treat it as a miss.',
      answerLine(masterProbes.startLine, 'the lease in force'),
      answerLine(logProbes.slices, 'why reads are slow'),
      'Read fewer objects per batch.',
      'Raise `--default_kv_lease_ttl` only to a little more than a read takes: while a lease lasts nothing is evicted, and with minutes of it the store fills and refuses puts (NO_AVAILABLE_HANDLE; kvcache-ai/Mooncake#3076).',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:2918] Get failed for key: llama@tp2@4f1c9a with error: LEASE_EXPIRED',
      'W20260730 11:49:18.123456 12345 client_service.cpp:1410] lease_expired_before_data_transfer_completed key=llama@tp2@4f1c9a',
    ],
    related: ['TRANSFER_FAIL', 'OBJECT_HAS_LEASE'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'OBJECT_HAS_REPLICATION_TASK',
    value: -708,
    description: 'The object already has a replication task in progress',
    origin: 'source',
    cause: [
      'The object is being copied, moved, promoted or offloaded, and an upsert, removal or second copy must wait.',
      'An earlier copy or move was never finished because its client died; it goes away with its time-out.',
    ],
    action: [
      'Retry after a second; a normal copy is quick.',
      'If it stays, look for the client that runs the task: `action=replica_copy_failed`, `action=task_execution_failed`.',
      'Stuck copies and offloads are dropped after `--put_start_release_timeout_sec` (by default {default --put_start_release_timeout_sec} s); lower it if that is too long.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:2033] Failed to start upsert operation for key=llama@tp2@4f1c9a: OBJECT_HAS_REPLICATION_TASK',
      'I20260730 11:49:18.123456 12345 master_service.cpp:5103] key=llama@tp2@4f1c9a, error=object_has_replication_task',
    ],
    related: ['OBJECT_REPLICA_BUSY', 'OBJECT_NO_REPLICATION_TASK'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'OBJECT_NO_REPLICATION_TASK',
    value: -709,
    description: 'The object has no replication task in progress',
    origin: 'source',
    cause: [
      'The end of a copy or move arrives after the master had dropped the task: it ran into its time-out, or was revoked.',
      'The master restarted while the copy was running.',
      'The client repeats an end that had already succeeded.',
    ],
    action: [
      "Compare start and end of the task in the client's log; if it took longer than `--put_start_release_timeout_sec`, the transfer is the problem.",
      answerLine(masterProbes.state, 'whether the master restarted or changed its leader'),
      'The source object is untouched; submit the copy again if it is still wanted.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4020] action=replica_copy_failed, key=llama@tp2@4f1c9a, error=copy_end_failed, error_code=OBJECT_NO_REPLICATION_TASK',
      'E20260730 11:49:18.123456 12345 master_service.cpp:5806] key=llama@tp2@4f1c9a, error=object has no ongoing replication task',
    ],
    related: ['OBJECT_HAS_REPLICATION_TASK', 'ILLEGAL_CLIENT'],
  },
];
