import { answerLine } from '../advice/probe.ts';
import { masterProbes } from '../advice/probes/master.ts';
import { metadataProbes } from '../advice/probes/metadata.ts';
import { peerProbes } from '../advice/probes/peer.ts';
import { processProbes } from '../advice/probes/process.ts';
import type { KnownMessage } from './known-message.ts';

/** Clients: their names, what is behind a dummy client, and what is lost with one. */
export const clientMessages: readonly KnownMessage[] = [
  {
    id: 'real-client-gone',
    component: 'Store',
    title: 'The real client behind a dummy client does not answer',
    code: 'RPC_FAIL',
    about: 'real client',
    isOwnKind: true,
    patterns: [
      'RealClient lost, entering reconnection loop',
      "Failed to connect IPC socket '",
      'Failed to connect to real client',
      'Dummy Client not available',
      'Dummy Client not connected',
      'dummy_client.cpp:{}] RPC call failed: ',
      'dummy_client.cpp:{}] Ping failed ',
    ],
    meaning:
      'A dummy client hands all work to `mooncake_client` on the same host. That process is gone or was never there; the master has nothing to do with it.',
    checks: [answerLine(processProbes.realClient), answerLine(processProbes.killed)],
    source: 'dummy_client.cpp, v0.3.13.post1',
    samples: [
      'E1129 06:37:02.588001 28565 dummy_client.cpp:1448] RealClient lost, entering reconnection loop...',
      "E1129 06:37:02.588063 28565 dummy_client.cpp:417] Failed to connect IPC socket '@mooncake_client_22180.sock': Failed to connect UDS socket '@mooncake_client_22180.sock': Connection refused",
      'E1129 06:36:57.269294 27495 dummy_client.cpp:474] Failed to connect to real client',
      'E1129 06:36:57.269243 27507 dummy_client.cpp:200] Dummy Client not available',
      'E1129 06:36:57.269462 27495 dummy_client.cpp:186] Dummy Client not connected',
      'E1129 06:36:57.536938 27507 dummy_client.cpp:205] RPC call failed: End of file',
      'W1129 06:37:02.587994 28565 dummy_client.cpp:1443] Ping failed 1/1',
    ],
  },
  {
    id: 'duplicate-name',
    component: 'TransferEngine',
    title: 'Two clients registered under one name',
    code: 'ERR_METADATA',
    isGrave: true,
    isOwnKind: true,
    patterns: ['Duplicate rpc_meta key not allowed'],
    meaning:
      'The metadata server has an entry of this host and port already: another client runs under the same name, or one that crashed left its entry. No port is taken. When the second one gives up it deletes the entry of the first.',
    checks: [
      answerLine(
        metadataProbes.entry,
        'who holds the name; an entry of a client that crashed may be deleted',
      ),
    ],
    source: 'mooncake-wheel/mooncake/http_metadata_server.py, transfer_metadata_plugin.cpp, v0.3.13.post1',
    samples: [
      'E1129 06:38:00.951284  2589 transfer_metadata_plugin.cpp:348] PUT http://127.0.0.1:21272/metadata?key=mooncake%2Frpc_meta%2F127.0.0.1%3A21280 http=400 body: Duplicate rpc_meta key not allowed',
    ],
  },
  {
    id: 'client-segment-lost',
    component: 'Store',
    title: 'A client went silent: its segment was unmounted, and the objects in it are lost',
    severities: 'IWEF',
    isGrave: true,
    headlineOf: ['message/client-expired'],
    patterns: ['action=unmount_expired_mem_segment', 'action=unmount_expired_segment'],
    meaning:
      'A client did not ping for longer than client_ttl, so the master unmounted its memory. Every object that lay only there is gone, also when the client comes back.',
    checks: [
      answerLine(peerProbes.ping),
      answerLine(processProbes.killed, 'on the host of that client'),
      answerLine(masterProbes.expired),
    ],
    source: 'master_service.cpp ClientMonitorFunc, v0.3.13.post1',
    samples: [
      'I1123 02:40:10.427970   862 master_service.cpp:7141] client_id=4918870832766731220-5367791128432300194, segment_name=10.12.0.7:14228, action=unmount_expired_mem_segment',
      'I0929 15:50:18.427970   862 master_service.cpp:975] client_id=4918870832766731220-5367791128432300194, segment_name=10.12.0.7:14228, action=unmount_expired_segment',
    ],
  },
  {
    id: 'segment-mounted',
    component: 'Store',
    title: 'A segment was mounted',
    severities: 'I',
    isEvidence: true,
    patterns: ['action=mount_segment'],
    meaning: 'A client offers memory to the store.',
    checks: [],
    source: 'master_service.cpp MountSegment, v0.3.13.post1',
    samples: [
      'I1129 06:32:53.765465  6602 master_service.cpp:905] client_id=3767923289842063086-5500161242697177259, action=mount_segment, segment_name=127.0.0.1:12919',
    ],
  },
  {
    id: 'segment-size-zero',
    component: 'Store',
    title: 'A client offers no memory',
    severities: 'I',
    isEvidence: true,
    patterns: ['Global segment size is 0, skip mounting segment'],
    meaning: 'The client was set up with a global segment size of 0.',
    checks: [],
    source: 'real_client.cpp setup_internal, v0.3.13.post1',
    samples: [
      'I1129 06:31:53.342473 30490 real_client.cpp:1088] Global segment size is 0, skip mounting segment',
    ],
  },
  {
    id: 'refused-while-empty',
    component: 'Store',
    title: 'The master wants to evict while nothing is stored',
    severities: 'I',
    isEvidence: true,
    patterns: ['[EVICT-TRIGGER] memory_ratio=0 high_watermark={} need_mem_eviction=1'],
    meaning:
      'A put found no room although the store is empty: the object is larger than any free piece of a segment.',
    checks: [],
    source: 'master_service.cpp EvictionThreadFunc, v0.3.13.post1',
    samples: [
      'I1129 06:31:51.264508 30294 master_service.cpp:9063] [EVICT-TRIGGER] memory_ratio=0 high_watermark=0.9 need_mem_eviction=1 eviction_ratio=0.05',
    ],
  },
  {
    id: 'nothing-to-evict',
    component: 'Store',
    title: 'The master wants to evict, and all objects are leased or pinned',
    severities: 'I',
    isEvidence: true,
    patterns: ['[EVICT-RESULT] evicted_count=0,'],
    meaning: 'The store is full of objects that must stay.',
    checks: [],
    source: 'master_service.cpp BatchEvict, v0.3.13.post1',
    samples: [
      'I1129 06:31:55.636001 30723 master_service.cpp:10795] [EVICT-RESULT] evicted_count=0, eviction_base=3, actual_evict_ratio=0, target_evict_ratio=0.05',
    ],
  },
  {
    id: 'no-memory-for-a-segment',
    component: 'Store',
    title: 'The host has no memory for the segment or the buffer of a client',
    code: 'INVALID_PARAMS',
    isGrave: true,
    isOwnKind: true,
    patterns: [
      'Failed to allocate segment memory',
      'Failed to allocate memory for segment',
      'utils.cpp:{}] mmap failed, size={}Cannot allocate memory',
    ],
    meaning:
      'The client was to take more memory than the host, its cgroup or the limit of the process allows, so that it mounts nothing or is not set up.',
    checks: [answerLine(processProbes.memory), answerLine(processProbes.podMemory)],
    source: 'real_client.cpp setup_internal, v0.3.13.post1, seen with a limit on memory',
    samples: [
      'E1129 08:53:35.867455  5749 real_client.cpp:1020] Failed to allocate segment memory',
      'E1129 08:53:35.867455  5749 client_buffer.cpp:88] Failed to allocate memory for segment of 68719476736 bytes',
      'E1130 20:14:19.402774 27493 utils.cpp:363] mmap failed, size=33554432, errno=12 (Cannot allocate memory)',
    ],
  },
  {
    id: 'huge-pages-wanted',
    component: 'Store',
    title: 'A client takes its memory from huge pages',
    severities: 'I',
    isEvidence: true,
    patterns: ['Using hugepage size: '],
    meaning: 'MC_STORE_USE_HUGEPAGE is set.',
    checks: [],
    source: 'utils.h get_hugepage_size_from_env, v0.3.13.post1',
    samples: ['I1130 20:14:19.402520 27493 utils.h:335] Using hugepage size: 2MB'],
  },
  {
    id: 'fewer-replicas',
    component: 'Store',
    title: 'Fewer replicas were placed than were asked for',
    isOwnKind: true,
    routine: true,
    patterns: ['action=put_start_partial_allocation'],
    meaning: 'There are fewer segments with room than replicas: each needs a segment of its own.',
    checks: [answerLine(masterProbes.segments)],
    source: 'master_service.cpp PutStart, v0.3.13.post1',
    samples: [
      'W1129 06:37:57.619753  2191 master_service.cpp:4192] key=k0, action=put_start_partial_allocation, requested_memory_replicas=5, allocated_memory_replicas=1, requested_nof_replicas=0, allocated_nof_replicas=0',
    ],
  },
];
