import { answerLine } from '../../advice/probe.ts';
import { logProbes } from '../../advice/probes/logs.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import { processProbes } from '../../advice/probes/process.ts';
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
      answerLine(processProbes.version),
      answerLine(
        masterProbes.health,
        'whether `master_server_address` points to a master and not to another service',
      ),
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
      answerLine(masterProbes.details),
      answerLine(masterProbes.segments),
      answerLine(masterProbes.expired),
      'If clients expire while they live, raise `--client_ttl` on the master (10 s by default) to 30 or more.',
      'On the client, `Failed to remount segments` or `Failed to mount segment` means that it has not recovered: restart it.',
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
      'A client mounts a segment again that the master already knows, as after a reconnect, or twice at its start since v0.3.9; the master counts this as success.',
      'An NVMe-oF segment is registered under a second ID for the same endpoint.',
      'It is not about names: the check is on an ID that is drawn anew at each mount. Two clients with one `local_hostname` give `Duplicate rpc_meta key not allowed` instead.',
    ],
    action: [
      'A line at a start or after a reconnect needs nothing.',
      answerLine(masterProbes.segments),
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
      answerLine(masterProbes.details),
      answerLine(masterProbes.expired),
      answerLine(logProbes.before, 'in the client’s log: `Failed to mount segment`?'),
      'Raise `--client_ttl` on the master if clients expire under load.',
    ],
    sample: [
      'I20260730 11:49:18.123456 12345 scoped_vlog_timer.h:90] MasterClient::BatchQueryIp response: status=failed, error=CLIENT_NOT_FOUND, latency=214us',
    ],
    related: ['SEGMENT_NOT_FOUND'],
  },
];
