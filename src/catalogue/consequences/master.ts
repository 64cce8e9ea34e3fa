import type { EventKey, SampledConsequence } from './consequence.ts';

/** What the coordination backend of a highly available master answers when it is in trouble. */
const backendFailures = [
  'Store/ETCD_OPERATION_ERROR',
  'Store/ETCD_CTX_CANCELLED',
  'Store/ETCD_TRANSACTION_FAIL',
  'Store/K8S_LEASE_OPERATION_ERROR',
  'Store/K8S_LEASE_NOT_FOUND',
  'message/etcd-unreachable',
] as const satisfies readonly EventKey[];

/** What follows when the master, its leadership or a client is gone. */
export const masterConsequences: readonly SampledConsequence[] = [
  {
    id: 'refusing-etcd-fails-all-that-asks-it',
    cause: ['message/etcd-full', 'message/etcd-asks-for-a-user'],
    effect: [
      ...backendFailures,
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'Store/INTERNAL_ERROR',
      'Store/INVALID_PARAMS',
      'Store/UNAVAILABLE_IN_CURRENT_STATUS',
      'message/leadership-lost',
      'message/metadata-server-unreachable',
      'message/master-not-published',
    ],
    withinSeconds: 120,
    shared: { must: [], may: ['host', 'thread', 'key'] },
    because:
      'What etcd refuses, since it has no space or asks for a user, cannot be published: leases, leaders, segments.',
    source:
      'etcd, server/etcdserver; recorded with etcd 3.4.23, with a quota of 400 kB and with authentication',
    samples: {
      cause:
        'client-1: E1130 07:37:59.349622 23029 transfer_metadata_plugin.cpp:496] EtcdStoragePlugin: unable to set mooncake/rpc_meta/127.0.0.1:12732 in 127.0.0.1:23229: etcdserver: mvcc: database space exceeded',
      effect:
        'client-1: E1130 07:37:59.349640 23029 transfer_metadata.cpp:1470] Failed to set location of 127.0.0.1:12732',
      counter:
        'client-1: E1130 07:41:59.349640 23029 transfer_metadata.cpp:1470] Failed to set location of 127.0.0.1:12732',
    },
  },
  {
    id: 'backend-loses-the-leader',
    cause: [...backendFailures, 'message/leadership-lost'],
    effect: [
      'Store/UNAVAILABLE_IN_CURRENT_STATUS',
      'Store/UNAVAILABLE_IN_CURRENT_MODE',
      'Store/ETCD_CTX_CANCELLED',
      'Store/ETCD_OPERATION_ERROR',
      'Store/INCOMPLETE_OPLOG_CATCH_UP',
      'Store/PERSISTENT_FAIL',
      'message/leadership-lost',
      'message/etcd-unreachable',
      'message/no-leader-yet',
      'message/master-not-published',
    ],
    withinSeconds: 120,
    shared: { must: [], may: ['host', 'key'] },
    because:
      'A master that cannot keep its lease steps down and stops serving; until another leads there is no master to ask.',
    source:
      'ha/leadership/master_service_supervisor.cpp, etcd_leader_coordinator.cpp, client_service.cpp, v0.3.12.post1',
    samples: {
      cause:
        'master-1: E1123 17:58:58.306107 2881 etcd_helper.cpp:208] lease_id=5262630354244327913, error=keep alive channel closed',
      effect:
        'client-c1: W1123 17:59:26.306388 4460 client_service.cpp:3864] No active master view is published yet',
      counter:
        'client-c1: W1123 18:03:26.306388 4460 client_service.cpp:3864] No active master view is published yet',
    },
  },
  {
    id: 'no-leader-fails-the-calls',
    cause: [
      ...backendFailures,
      'Store/UNAVAILABLE_IN_CURRENT_STATUS',
      'Store/UNAVAILABLE_IN_CURRENT_MODE',
      'message/leadership-lost',
    ],
    effect: [
      'Store/RPC_FAIL',
      'Store/RPC_TIMEOUT',
      'message/master-unreachable',
      'message/master-not-published',
    ],
    withinSeconds: 120,
    shared: { must: [], may: ['peer'] },
    because:
      'The old leader closes its RPC server when it steps down, so pings, puts and gets of all clients fail.',
    source:
      'master_service_supervisor.cpp RunSupervisorLoop, client_service.cpp StorageHeartbeatThreadMain, v0.3.12.post1',
    samples: {
      cause:
        'master-1: E1123 17:58:58.306107 2881 etcd_helper.cpp:208] lease_id=5262630354244327913, error=keep alive channel closed',
      effect: 'client-c1: E1123 17:59:13.137416 4406 master_client.cpp:344] Client not available',
      counter: 'client-c1: E1123 17:57:13.137416 4406 master_client.cpp:344] Client not available',
    },
  },
  {
    id: 'clients-ask-etcd-when-the-master-is-silent',
    cause: ['message/etcd-unreachable'],
    effect: ['Store/RPC_FAIL', 'Store/RPC_TIMEOUT', 'message/master-unreachable'],
    withinSeconds: 120,
    noticedWithinSeconds: 30,
    shared: { must: ['host'], may: ['peer'] },
    because:
      'A client asks etcd for the leader only after several pings failed, so it sees late that etcd is in trouble, which is why the leader stepped down.',
    source: 'client_service.cpp StorageHeartbeatThreadMain, v0.3.12.post1',
    samples: {
      cause:
        'client-c1: E1123 17:59:10.750101 4460 etcd_helper.cpp:80] key=mooncake-store/mooncake_cluster/master_view, error=context deadline exceeded',
      effect: 'client-c1: E1123 17:58:58.744122 4406 master_client.cpp:353] RPC call failed: End of file',
      counter: 'client-c2: E1123 17:58:58.744122 4406 master_client.cpp:353] RPC call failed: End of file',
    },
  },
  {
    id: 'lease-ends-before-etcd-is-missed',
    cause: ['message/etcd-unreachable'],
    effect: ['message/leadership-lost'],
    withinSeconds: 120,
    noticedWithinSeconds: 30,
    shared: { must: ['host'], may: ['key'] },
    because:
      'The lease of a master ends when etcd has not answered for as long as it lasts; that calls of etcd fail is logged only when the next of them has timed out.',
    source:
      'etcd_helper.cpp KeepAlive, ha/leadership/master_service_supervisor.cpp, v0.3.13.post1; recorded with an etcd that was stopped, killed, and left without a quorum',
    samples: {
      cause:
        'master-1: E1130 20:22:45.676994 4367 etcd_helper.cpp:237] lease_id=7587899266169859846, error=context deadline exceeded',
      effect:
        'master-1: E1130 20:22:40.672655 4386 etcd_helper.cpp:279] lease_id=7587899266169859846, error=keep alive channel closed',
      counter:
        'master-2: E1130 20:22:40.672655 4386 etcd_helper.cpp:279] lease_id=7587899266169859846, error=keep alive channel closed',
    },
  },
  {
    id: 'failed-calls-fail-pings',
    cause: ['Store/RPC_FAIL', 'Store/RPC_TIMEOUT'],
    effect: ['message/master-unreachable', 'message/mount-failed'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['peer', 'segment'] },
    because:
      'Pings, mounts and reconnections are calls of the master like any other, and each says that it failed.',
    source: 'client_service.cpp StorageHeartbeatThreadMain, MountSegment, v0.3.12.post1',
    samples: {
      cause:
        'g1: E20261124 03:03:20.000365 5180 master_client.cpp:350] RPC call timed out: Connection timed out',
      effect: 'g1: E20261124 03:03:20.001246 5190 client_service.cpp:3844] Failed to ping master',
      counter: 'g2: E20261124 03:03:20.001246 5190 client_service.cpp:3844] Failed to ping master',
    },
  },
  {
    id: 'silent-client-is-forgotten',
    cause: ['Store/RPC_FAIL', 'Store/RPC_TIMEOUT', 'message/master-unreachable', 'message/client-expired'],
    effect: [
      'Store/OBJECT_NOT_FOUND',
      'Store/SEGMENT_NOT_FOUND',
      'Store/CLIENT_NOT_FOUND',
      'Store/UNAVAILABLE_IN_CURRENT_STATUS',
      'Store/REPLICA_IS_GONE',
      'Store/REPLICA_NOT_FOUND',
      'Store/INVALID_REPLICA',
      'Store/INVALID_KEY',
      'message/put-not-ended',
    ],
    withinSeconds: 300,
    shared: { must: [], may: ['host', 'segment', 'key', 'peer'] },
    because:
      'The master unmounts what belongs to a client that stopped pinging, and a new master knows no objects: both make keys and segments unknown.',
    source: 'master_service.cpp ClientMonitorFunc, client_service.cpp remount_segment, v0.3.12.post1',
    samples: {
      cause:
        'w1: E1123 11:11:03.594191 5007 real_client.cpp:2703] Query failed for key: qwen3-32b@tp0@77d5c399673f70e4 with error: RPC_FAIL',
      effect:
        'w1: E1123 11:11:38.594191 5007 real_client.cpp:2176] Get failed for key: qwen3-32b@tp0@77d5c399673f70e4 with error: OBJECT_NOT_FOUND',
      counter:
        'w1: E1123 11:19:38.594191 5007 real_client.cpp:2176] Get failed for key: qwen3-32b@tp0@77d5c399673f70e4 with error: OBJECT_NOT_FOUND',
    },
  },
  {
    id: 'gone-segment-fails-transfers',
    cause: [
      'Store/SEGMENT_NOT_FOUND',
      'Store/CLIENT_NOT_FOUND',
      'Store/REPLICA_IS_GONE',
      'message/client-expired',
    ],
    effect: [
      'Store/TRANSFER_FAIL',
      'Store/NO_AVAILABLE_HANDLE',
      'Store/OBJECT_NOT_FOUND',
      'message/segment-not-described',
    ],
    withinSeconds: 120,
    shared: { must: [], may: ['segment', 'peer', 'key'] },
    because:
      'What lay in an unmounted segment can be neither read nor placed, and less memory is left for puts.',
    source: 'master_service.cpp ClearInvalidHandles, segment.cpp, v0.3.12.post1',
    samples: {
      cause:
        'master: E1123 19:15:10.400180 1180 master_service.cpp:2391] key=qwen3-32b@tp3@f6dbc5f0b9dccab7, error=SEGMENT_NOT_FOUND',
      effect:
        'decode-n1: E1123 19:15:12.100180 5007 real_client.cpp:2176] Get failed for key: qwen3-32b@tp3@f6dbc5f0b9dccab7 with error: OBJECT_NOT_FOUND',
      counter:
        'decode-n1: E1123 19:15:12.100180 5007 real_client.cpp:2176] Get failed for key: qwen3-32b@tp3@77d5c399673f70e4 with error: OBJECT_NOT_FOUND',
    },
  },
];
