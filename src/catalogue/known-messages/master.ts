import { answerLine } from '../advice/probe.ts';
import { masterProbes } from '../advice/probes/master.ts';
import { metadataProbes } from '../advice/probes/metadata.ts';
import { peerProbes } from '../advice/probes/peer.ts';
import { processProbes } from '../advice/probes/process.ts';
import type { KnownMessage } from './known-message.ts';

/** Master, leadership and clients. */
export const masterMessages: readonly KnownMessage[] = [
  {
    id: 'master-unreachable',
    component: 'Store',
    title: 'The master does not answer',
    code: 'RPC_FAIL',
    about: 'master',
    headlineOf: ['Store/RPC_FAIL', 'Store/RPC_TIMEOUT'],
    patterns: [
      'Failed to ping master',
      'Reconnect failed to ',
      'Failed to connect to master',
      'master_client.cpp:{}] Client not available',
      'master_client.cpp:{}] RPC call failed: End of file',
      'master_client.cpp:{}] RPC call failed: Connection re',
      'master_client.cpp:{}] RPC call failed: Broken pipe',
      'master_client.cpp:{}] RPC call failed: Operation canceled',
      'master_client.cpp:{}] RPC call failed: No route to host',
      'master_client.cpp:{}] RPC call failed: Host is unreachable',
    ],
    meaning:
      'Pings of the master fail: it is down, restarting, not leading any more, or the network to it is broken. A master that restarts has forgotten all objects unless snapshots are on; before v0.3.12 every client must be restarted then, too.',
    checks: [
      answerLine(masterProbes.port),
      answerLine(masterProbes.health),
      answerLine(masterProbes.process),
      answerLine(processProbes.killed, "on the master's host"),
      answerLine(masterProbes.lastWords),
      answerLine(
        processProbes.lastRun,
        'on Kubernetes; elsewhere the log that its supervisor keeps: Mooncake brings no systemd unit',
      ),
    ],
    source: 'client_service.cpp StorageHeartbeatThreadMain, v0.3.12.post1; kvcache-ai/Mooncake#2246',
    samples: [
      'E1129 06:33:00.038679  6643 master_client.cpp:361] Client not available',
      'E1129 06:32:55.441282  6642 master_client.cpp:370] RPC call failed: End of file',
      'E1129 08:50:29.874328   463 master_client.cpp:370] RPC call failed: Connection reset by peer',
      'E1129 08:50:29.874328   463 master_client.cpp:370] RPC call failed: Broken pipe',
      'E1129 08:50:29.874328   463 master_client.cpp:370] RPC call failed: Operation canceled',
      'E1129 08:50:29.874328   463 master_client.cpp:370] RPC call failed: No route to host',
      'E1129 08:50:29.874328   463 master_client.cpp:370] RPC call failed: Host is unreachable',
      'E1123 13:08:13.025167  5036 client_service.cpp:3844] Failed to ping master',
      'E1123 13:08:28.092228  5036 client_service.cpp:3889] Reconnect failed to 10.12.0.2:50051: RPC_FAIL',
      'E1123 13:08:28.092228  5036 client_service.cpp:559] Failed to connect to master',
    ],
  },
  {
    id: 'leadership-lost',
    component: 'Store',
    title: 'The master lost its lease and stepped down',
    code: 'ETCD_OPERATION_ERROR',
    severities: 'IWEF',
    patterns: [
      'error=keep alive channel closed',
      'error=etcdserver: requested lease not found',
      'error=etcdserver: leader changed',
      'Leadership expired ',
      'Trying to stop server, reason=',
      'Trying to stop server...',
    ],
    meaning:
      'The lease in etcd that makes this master the leader ended, because etcd or the way to it was in trouble for longer than the lease lasts.',
    checks: [
      answerLine(metadataProbes.etcdHealth),
      answerLine(metadataProbes.etcdStatus),
      answerLine(metadataProbes.etcdAlarm),
      answerLine(metadataProbes.etcdDisk),
      answerLine(metadataProbes.etcdMaster, 'who is master now'),
    ],
    source:
      'ha/leadership/master_service_supervisor.cpp, etcd_helper.cpp, v0.3.12.post1; ha_helper.cpp, v0.3.7',
    samples: [
      'E1123 17:58:58.306107  2881 etcd_helper.cpp:208] lease_id=5262630354244327913, error=keep alive channel closed',
      'E1123 17:58:58.306107  2881 etcd_helper.cpp:208] lease_id=5262630354244327913, error=etcdserver: requested lease not found',
      'E1123 17:58:58.306107  2881 etcd_helper.cpp:80] key=mooncake-store/mooncake_cluster/master_view, error=etcdserver: leader changed',
      'W1123 17:58:58.306107  2881 master_service_supervisor.cpp:375] Leadership expired during warmup phase',
      'I1123 17:58:58.306192  2881 master_service_supervisor.cpp:426] Trying to stop server, reason=lost_leadership',
      'I1123 17:58:58.306192  2881 ha_helper.cpp:127] Trying to stop server...',
    ],
  },
  {
    id: 'no-leader-yet',
    component: 'Store',
    title: 'No master has published itself in etcd',
    code: 'ETCD_KEY_NOT_EXIST',
    routine: 'start',
    patterns: ['error=key not found in etcd'],
    meaning:
      'The key of the leading master is not there: normal when the first master starts; later, nobody leads.',
    checks: [answerLine(metadataProbes.etcdMaster)],
    source: 'etcd_helper.cpp Get, etcd_leader_coordinator.cpp ReadCurrentView, v0.3.12.post1',
    samples: [
      'E1123 17:30:00.000107  2521 etcd_helper.cpp:74] key=mooncake-store/mooncake_cluster/master_view, error=key not found in etcd',
    ],
  },
  {
    id: 'etcd-unreachable',
    component: 'Store',
    title: 'etcd does not answer, or has no leader',
    code: 'ETCD_OPERATION_ERROR',
    about: 'etcd',
    patterns: [
      'error=context deadline exceeded',
      'error=rpc error: code = ',
      'error=etcdserver: ',
      'Failed to initialize etcd client: ',
      'Failed to read current leader view: ETCD_OPERATION_ERROR',
      'Failed to read current master view: ETCD_OPERATION_ERROR',
      'Failed to get new master view: ETCD_OPERATION_ERROR',
      'Failed to wait for leader view change: ETCD_OPERATION_ERROR',
      'error=watch channel closed unexpectedly',
      'Etcd error when waiting for leadership change: ETCD_OPERATION_ERROR',
      'Failed to get current leader: ETCD_OPERATION_ERROR',
      'Failed to get master address due to etcd error',
      'Failed to connect to etcd endpoints: ',
    ],
    meaning:
      'Calls of etcd time out or are refused: a member is down, the cluster has no quorum or elects a leader, or the network to it is broken.',
    checks: [
      answerLine(metadataProbes.etcdHealth),
      answerLine(metadataProbes.etcdStatus),
      answerLine(metadataProbes.etcdDisk),
    ],
    source:
      'etcd_helper.cpp; ha/leadership/master_service_supervisor.cpp; client_service.cpp, v0.3.12.post1; ha_helper.cpp, v0.3.7',
    samples: [
      'E1123 17:59:03.340499  2521 etcd_helper.cpp:80] key=mooncake-store/mooncake_cluster/master_view, error=context deadline exceeded',
      'E1123 17:59:03.340499  2521 etcd_helper.cpp:80] key=mooncake-store/mooncake_cluster/master_view, error=rpc error: code = Unavailable desc = connection error',
      'E1123 17:59:03.340499  2521 etcd_helper.cpp:80] key=mooncake-store/mooncake_cluster/master_view, error=etcdserver: request timed out',
      'E1123 17:59:03.340499  2521 etcd_helper.cpp:33] Failed to initialize etcd client: context deadline exceeded',
      'W1123 17:59:03.340501  2521 master_service_supervisor.cpp:104] Failed to read current leader view: ETCD_OPERATION_ERROR, backend_type=etcd, retrying in 1s',
      'E1123 17:59:03.340501  2521 client_service.cpp:527] Failed to read current master view: ETCD_OPERATION_ERROR',
      'E1123 17:59:13.256545  4460 client_service.cpp:3857] Failed to get new master view: ETCD_OPERATION_ERROR',
      'W1123 17:59:13.256545  4461 client_service.cpp:618] Failed to wait for leader view change: ETCD_OPERATION_ERROR',
      'E1123 17:59:03.340499  2521 etcd_helper.cpp:108] key=mooncake-store/mooncake_cluster/master_view, error=watch channel closed unexpectedly',
      'E1123 17:59:03.340501  2521 ha_helper.cpp:33] Etcd error when waiting for leadership change: ETCD_OPERATION_ERROR',
      'E1123 17:59:03.340501  2521 ha_helper.cpp:21] Failed to get current leader: ETCD_OPERATION_ERROR',
      'E1123 17:59:03.340501  2521 ha_helper.cpp:84] Failed to get master address due to etcd error',
      'E1123 17:59:03.340501  2521 ha_helper.cpp:112] Failed to connect to etcd endpoints: 10.12.0.2:2379',
    ],
  },
  {
    id: 'master-not-published',
    component: 'Store',
    title: 'No master leads',
    code: 'UNAVAILABLE_IN_CURRENT_STATUS',
    patterns: ['No master is available in HA backend', 'No active master view is published yet'],
    meaning: 'The HA backend answers, but no master has taken the lead, so clients have nobody to ask.',
    checks: [
      answerLine(masterProbes.role),
      answerLine(metadataProbes.etcdMaster),
      answerLine(masterProbes.health, 'on every master'),
    ],
    source: 'client_service.cpp ConnectToMaster, StorageHeartbeatThreadMain, v0.3.12.post1',
    samples: [
      'E1123 17:59:01.306107  2881 client_service.cpp:533] No master is available in HA backend',
      'W1123 17:59:01.306107  2881 client_service.cpp:3862] No active master view is published yet',
    ],
  },
  {
    id: 'client-expired',
    component: 'Store',
    title: 'The master gave up on a client',
    severities: 'IWEF',
    routine: true,
    patterns: ['action=client_expired'],
    meaning:
      'A client did not ping for longer than client_ttl. One that was closed is given up like that too; where it had memory mounted, that it was unmounted stands behind it.',
    checks: [
      answerLine(
        masterProbes.expired,
        'which clients, and how many at once: all of them = the master itself stood still',
      ),
      answerLine(processProbes.killed, "on the client's host"),
      answerLine(masterProbes.startLine, '`client_ttl=` is how long a client may be silent'),
      'If the client lives and was only too busy to ping (Python holding the interpreter, GPU work), raise `--client_ttl` on the master ({default --client_ttl} s by default) to 30 or more. A dummy client has a fixed 10 s.',
      answerLine(peerProbes.ping),
    ],
    source: 'master_service.cpp ClientMonitorFunc, v0.3.12.post1; kvcache-ai/Mooncake#2198, #3937',
    samples: [
      'I1123 02:40:10.427733   862 master_service.cpp:7061] client_id=4918870832766731220-5367791128432300194, action=client_expired',
    ],
  },
  {
    id: 'mount-failed',
    component: 'Store',
    title: 'A segment could not be mounted',
    patterns: ['mount_segment_to_master_failed', 'Failed to mount segment', 'Failed to remount segments'],
    meaning: 'The master did not take the memory that a client offers; the code after the colon says why.',
    checks: [
      answerLine(masterProbes.mounts),
      answerLine(masterProbes.segments),
      answerLine(masterProbes.health),
    ],
    source: 'client_service.cpp MountSegment, real_client.cpp, v0.3.12.post1',
    samples: [
      'E1123 13:09:39.103557  8809 client_service.cpp:2834] mount_segment_to_master_failed base=0x7f09c9000000 size=16777216, error=RPC_FAIL',
      'E1123 13:09:39.103588  8809 real_client.cpp:922] Failed to mount segment: RPC_FAIL',
      'E1123 13:09:39.103588  8809 client_service.cpp:3715] Failed to remount segments: RPC_FAIL',
    ],
  },
  {
    id: 'version-mismatch',
    component: 'Store',
    title: "Client and master speak different versions of the store's protocol",
    code: 'INVALID_VERSION',
    isGrave: true,
    patterns: ['Version mismatch: server='],
    meaning:
      'A client refuses a master of another protocol number. That is no package version: it is 2.0.0 from v0.3.9 on, so releases from there on do not refuse each other and fail later.',
    checks: [answerLine(processProbes.version)],
    source: 'master_client.cpp Connect, v0.3.12.post1',
    samples: [
      'E1123 13:09:39.103557  8809 master_client.cpp:442] Version mismatch: server=2.0.0 client=2.1.0',
    ],
  },
  {
    id: 'rpc-not-understood',
    component: 'Store',
    title: 'Client and master do not understand each other',
    code: 'RPC_FAIL',
    isGrave: true,
    patterns: [
      'RPC call failed: invalid rpc arg',
      'RPC call failed: failed to deserialize rpc return value',
      'RPC call failed: Protocol error',
      'master_client.cpp:{}] RPC call failed: Success',
    ],
    meaning:
      'Calls and answers have another shape than expected: client and master are of versions that do not fit together, or what listens at that address is no master (its own web pages, a metadata server).',
    checks: [
      answerLine(processProbes.version),
      answerLine(masterProbes.startLine, 'the port that clients must use'),
    ],
    source:
      'master_client.cpp invoke_rpc, v0.3.12.post1; seen with masters and clients of different versions',
    samples: [
      'E1123 13:09:39.103488  8819 master_client.cpp:353] RPC call failed: invalid rpc arg',
      'E1123 13:09:39.439280  8896 master_client.cpp:353] RPC call failed: failed to deserialize rpc return value',
      'E1123 13:09:39.439280  8896 master_client.cpp:353] RPC call failed: Protocol error',
      'E1130 07:38:30.820061 24440 master_client.cpp:370] RPC call failed: Success',
    ],
  },
];
