import { answerLine } from '../../advice/probe.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import type { Code } from '../../code.ts';

export const handleSelection: readonly Code[] = [
  {
    component: 'Store',
    group: 'Handle Selection',
    name: 'NO_AVAILABLE_HANDLE',
    value: -200,
    description: 'Memory allocation failed due to insufficient space.',
    origin: 'seed',
    cause: [
      "The store's memory is full, and eviction cannot free enough: writes come faster, or every object has a lease: each read and each existence check renews it, and vLLM and LMCache check all the time (kvcache-ai/Mooncake#2187).",
      'No single segment has room: the object is larger than the free, contiguous part of each, or replicas exceed the number of segments.',
      'No client contributes memory, or those that did have expired.',
      "On reads: the client's own buffer (`local_buffer_size`) is too small for the object or for the parallel reads.",
    ],
    action: [
      answerLine(masterProbes.evictions),
      answerLine(masterProbes.evictionLog),
      answerLine(masterProbes.startLine, 'lease and watermark in force'),
      'If attempts at eviction free nothing, SHORTEN `--default_kv_lease_ttl`; if it starts too late, lower `--eviction_high_watermark_ratio` (by default {default --eviction_high_watermark_ratio}) or raise `--eviction_ratio`.',
      'If memory is short or no segment is large enough, add clients or a larger `global_segment_size` in `setup`. Refused puts are not repeated after an eviction: the caller must.',
      'If reads fail, raise `local_buffer_size`, or fetch fewer objects at once.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:2176] Put operation failed with error: NO_AVAILABLE_HANDLE',
      'WARNING 07-30 11:49:18 [store_connector.py:512] batch_put failed: 3/64 keys failed (codes={-200}, batch_bytes=134217728, num_keys=64), first_key=llama@tp2@4f1c9a',
      'W20260730 11:49:18.123456 12345 client_service.cpp:1890] Failed to start put operation for key=llama@tp2@4f1c9a due to insufficient space. Consider lowering eviction_high_watermark_ratio or mounting more segments.',
    ],
    related: ['TENANT_QUOTA_EXCEEDED', 'INVALID_PARAMS', 'OBJECT_HAS_LEASE'],
  },
];
