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
      "The store's memory is full, and eviction cannot free enough: objects have leases or are pinned, or writes come faster than eviction.",
      'No single segment has room: the object is larger than the free, contiguous part of each, or replicas exceed the number of segments.',
      'No client contributes memory, or those that did have expired.',
      "On reads: the client's own buffer (`local_buffer_size`) is too small for the object or for the parallel reads.",
    ],
    action: [
      "`curl http://MASTER:9003/metrics/summary` or `curl -s http://MASTER:9003/metrics | grep -E 'master_(allocated_bytes|total_capacity_bytes|attempted_evictions_total|successful_evictions_total)'`: full, or no capacity at all?",
      '`curl http://MASTER:9003/get_all_segments`: are all nodes there?',
      'Evict earlier: `mooncake_master --eviction_high_watermark_ratio=0.85 --eviction_ratio=0.1`; shorten `--default_kv_lease_ttl` if leases hold everything.',
      'Add memory: more clients, or a larger `global_segment_size` in `setup`.',
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
