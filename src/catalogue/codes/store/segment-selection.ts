import type { Code } from '../../code.ts';

export const segmentSelection: readonly Code[] = [
  {
    component: 'Store',
    group: 'Segment Selection',
    name: 'SHARD_INDEX_OUT_OF_RANGE',
    value: -100,
    description: 'Shard index is out of bounds',
    origin: 'seed',
    cause: [
      "No function of Mooncake's releases 0.3.0 to today returns it; it is left over from an older master.",
      'A client and a master of very different versions talk to each other, or the program is modified.',
    ],
    action: [
      'Compare versions on both sides: `pip show mooncake-transfer-engine`, and bring them to the same release.',
      "Check that `master_server_address` points to Mooncake's master and not to another service: `curl http://MASTER:9003/health`.",
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:1893] Failed to start put operation for key=llama@tp2@4f1c9a: SHARD_INDEX_OUT_OF_RANGE',
    ],
    related: ['INVALID_VERSION'],
  },
  {
    component: 'Store',
    group: 'Segment Selection',
    name: 'SEGMENT_NOT_FOUND',
    value: -101,
    description: 'No available segments found',
    origin: 'seed',
    cause: [
      'The master restarted or dropped the client after missed heartbeats, and the client still refers to its old segment; it registers again by itself.',
      'A copy or move names a target segment that is not mounted: misspelt, or its node has gone.',
      'A segment is unmounted or queried a second time.',
      'No segment is mounted at all.',
    ],
    action: [
      "`curl http://MASTER:9003/get_all_segments`: is the segment there? Names are the clients' `local_hostname`.",
      "In the master's log, look for a restart or for the client's expiry; raise `--client_ttl` (10 s by default) if nodes pause longer than that.",
      'On the client, look for `Failed to remount segments` and `Failed to mount segment` after it; without these it has recovered.',
      'If no segment is mounted, no client runs with a `global_segment_size` above 0.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 file_storage.cpp:937] OffloadObjectHeartbeat returned SEGMENT_NOT_FOUND, attempting to re-register local disk segment and re-register object metadata',
      'E20260730 11:49:18.123456 12345 client_service.cpp:4001] action=replica_copy_failed, key=llama@tp2@4f1c9a, source=node-a1:12345, error=copy_start_failed, error_code=SEGMENT_NOT_FOUND',
      'E20260730 11:49:18.123456 12345 ssd_register_client.cpp:95] Failed to get NoF segments by name: -101',
    ],
    related: ['CLIENT_NOT_FOUND', 'OBJECT_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'Segment Selection',
    name: 'SEGMENT_ALREADY_EXISTS',
    value: -102,
    description: 'Segment already exists',
    origin: 'seed',
    cause: [
      'A client mounts a segment again that the master already knows, as after a reconnect; the master counts this as success.',
      'Two clients run with the same `local_hostname`.',
      'An NVMe-oF segment is registered under a second ID for the same endpoint.',
    ],
    action: [
      'A single line after a reconnect needs nothing.',
      '`curl http://MASTER:9003/get_all_segments` and give each client its own `local_hostname`.',
      'For NVMe-oF, remove the old registration before adding the endpoint again.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4748] Failed to remount segments: SEGMENT_ALREADY_EXISTS',
      'W20260730 11:49:18.123456 12345 segment.cpp:174] segment_name=node-a1:12345, warn=segment_already_exists',
    ],
    related: ['SEGMENT_NOT_FOUND', 'UNAVAILABLE_IN_CURRENT_STATUS'],
  },
  {
    component: 'Store',
    group: 'Segment Selection',
    name: 'CLIENT_NOT_FOUND',
    value: -103,
    description: 'The client that owns the segment is not registered with the master',
    origin: 'source',
    cause: [
      'The client whose addresses are asked for has mounted no segment: it contributes no memory, or has not finished starting.',
      'The client expired after missed heartbeats, or the master restarted and does not know it yet.',
      'The client ID is of an earlier run; it changes with every start.',
    ],
    action: [
      '`curl http://MASTER:9003/get_all_segments`: does that client own a segment?',
      "In the client's log, look for `Failed to mount segment` and for reconnects.",
      'Raise `--client_ttl` on the master if clients expire under load.',
    ],
    sample: [
      'I20260730 11:49:18.123456 12345 scoped_vlog_timer.h:90] MasterClient::BatchQueryIp response: status=failed, error=CLIENT_NOT_FOUND, latency=214us',
    ],
    related: ['SEGMENT_NOT_FOUND'],
  },
];
