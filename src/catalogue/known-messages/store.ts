import type { KnownMessage } from './known-message.ts';

/** Master, leadership, leases, memory and disk of the store. */
export const storeMessages: readonly KnownMessage[] = [
  {
    id: 'master-unreachable',
    component: 'Store',
    title: 'The master does not answer',
    code: 'RPC_FAIL',
    patterns: ['Failed to ping master', 'Reconnect failed to ', 'Failed to connect to master'],
    meaning:
      'Pings of the master fail: it is down, restarting, not leading any more, or the network to it is broken.',
    checks: [
      {
        text: 'Whether the master lives and serves.',
        commands: [
          'curl -s http://MASTER:9003/health',
          'curl -s http://MASTER:9003/metrics/summary',
          'nc -vz MASTER 50051',
        ],
      },
      {
        text: 'How its process ended.',
        commands: [
          'journalctl -u mooncake-master -n 50',
          'dmesg -T | grep -iE "out of memory|oom-kill" | tail',
        ],
      },
    ],
    source: 'client_service.cpp StorageHeartbeatThreadMain, v0.3.12.post1',
    samples: [
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
    patterns: [
      'error=keep alive channel closed',
      'error=etcdserver: requested lease not found',
      'error=etcdserver: leader changed',
      'Leadership expired ',
      'Trying to stop server, reason=',
    ],
    meaning:
      'The lease in etcd that makes this master the leader ended, because etcd or the way to it was in trouble for longer than the lease lasts.',
    checks: [
      {
        text: 'Whether all etcd members are healthy and agree on a leader.',
        commands: [
          'etcdctl --endpoints=HOST:2379 endpoint status --cluster -w table',
          'etcdctl --endpoints=HOST:2379 endpoint health --cluster',
          'etcdctl --endpoints=HOST:2379 alarm list',
        ],
      },
      { text: 'Who is master now.', commands: ['etcdctl --endpoints=HOST:2379 get --prefix mooncake-store'] },
      {
        text: 'Whether the disk of etcd is slow.',
        commands: [
          'curl -s http://HOST:2379/metrics | grep -E "wal_fsync_duration_seconds_(sum|count)|leader_changes_seen"',
        ],
      },
    ],
    source: 'ha/leadership/master_service_supervisor.cpp, etcd_helper.cpp, v0.3.12.post1',
    samples: [
      'E1123 17:58:58.306107  2881 etcd_helper.cpp:208] lease_id=5262630354244327913, error=keep alive channel closed',
      'E1123 17:58:58.306107  2881 etcd_helper.cpp:208] lease_id=5262630354244327913, error=etcdserver: requested lease not found',
      'E1123 17:58:58.306107  2881 etcd_helper.cpp:80] key=mooncake-store/mooncake_cluster/master_view, error=etcdserver: leader changed',
      'W1123 17:58:58.306107  2881 master_service_supervisor.cpp:375] Leadership expired during warmup phase',
      'I1123 17:58:58.306192  2881 master_service_supervisor.cpp:426] Trying to stop server, reason=lost_leadership',
    ],
  },
  {
    id: 'no-leader-yet',
    component: 'Store',
    title: 'No master has published itself in etcd',
    code: 'ETCD_KEY_NOT_EXIST',
    routine: true,
    patterns: ['error=key not found in etcd'],
    meaning:
      'The key of the leading master is not there: normal when the first master starts; later, nobody leads.',
    checks: [
      {
        text: 'Whether a master has the lead.',
        commands: ['etcdctl --endpoints=HOST:2379 get --prefix mooncake-store'],
      },
    ],
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
    patterns: [
      'error=context deadline exceeded',
      'error=rpc error: code = ',
      'error=etcdserver: ',
      'Failed to initialize etcd client: ',
      'Failed to read current leader view: ETCD_OPERATION_ERROR',
      'Failed to read current master view: ETCD_OPERATION_ERROR',
      'Failed to get new master view: ETCD_OPERATION_ERROR',
      'Failed to wait for leader view change: ETCD_OPERATION_ERROR',
    ],
    meaning:
      'Calls of etcd time out or are refused: a member is down, the cluster has no quorum or elects a leader, or the network to it is broken.',
    checks: [
      {
        text: 'Whether all members are healthy and agree on a leader.',
        commands: [
          'etcdctl --endpoints=HOST:2379 endpoint status --cluster -w table',
          'etcdctl --endpoints=HOST:2379 endpoint health --cluster',
        ],
      },
      {
        text: 'Whether its disk is slow.',
        commands: [
          'curl -s http://HOST:2379/metrics | grep -E "wal_fsync_duration_seconds_(sum|count)|leader_changes_seen"',
        ],
      },
    ],
    source: 'etcd_helper.cpp; ha/leadership/master_service_supervisor.cpp; client_service.cpp, v0.3.12.post1',
    samples: [
      'E1123 17:59:03.340499  2521 etcd_helper.cpp:80] key=mooncake-store/mooncake_cluster/master_view, error=context deadline exceeded',
      'E1123 17:59:03.340499  2521 etcd_helper.cpp:80] key=mooncake-store/mooncake_cluster/master_view, error=rpc error: code = Unavailable desc = connection error',
      'E1123 17:59:03.340499  2521 etcd_helper.cpp:80] key=mooncake-store/mooncake_cluster/master_view, error=etcdserver: request timed out',
      'E1123 17:59:03.340499  2521 etcd_helper.cpp:33] Failed to initialize etcd client: context deadline exceeded',
      'W1123 17:59:03.340501  2521 master_service_supervisor.cpp:104] Failed to read current leader view: ETCD_OPERATION_ERROR, backend_type=etcd, retrying in 1s',
      'E1123 17:59:03.340501  2521 client_service.cpp:527] Failed to read current master view: ETCD_OPERATION_ERROR',
      'E1123 17:59:13.256545  4460 client_service.cpp:3857] Failed to get new master view: ETCD_OPERATION_ERROR',
      'W1123 17:59:13.256545  4461 client_service.cpp:618] Failed to wait for leader view change: ETCD_OPERATION_ERROR',
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
      {
        text: 'Whether any master runs and tries to lead.',
        commands: [
          'etcdctl --endpoints=HOST:2379 get --prefix mooncake-store',
          'curl -s http://MASTER:9003/health',
        ],
      },
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
    patterns: [
      'action=client_expired',
      'action=unmount_expired_mem_segment',
      'action=unmount_expired_segment',
    ],
    meaning:
      'A client did not ping for longer than client_ttl, so its segments were unmounted and what lay in them is gone.',
    checks: [
      {
        text: 'Whether the client’s process and host live, and whether its clock or network stalled.',
        commands: [
          'ping -c 3 HOST',
          'ps aux | grep -E "vllm|sglang|mooncake_client" | grep -v grep',
          'dmesg -T | grep -iE "oom-kill|hung_task" | tail',
        ],
      },
    ],
    source: 'master_service.cpp ClientMonitorFunc, v0.3.12.post1',
    samples: [
      'I1123 02:40:10.427733   862 master_service.cpp:7061] client_id=4918870832766731220-5367791128432300194, action=client_expired',
      'I1123 02:40:10.427970   862 master_service.cpp:7141] client_id=4918870832766731220-5367791128432300194, segment_name=10.12.0.7:14228, action=unmount_expired_mem_segment',
      'I0929 15:50:18.427970   862 master_service.cpp:975] client_id=4918870832766731220-5367791128432300194, segment_name=10.12.0.7:14228, action=unmount_expired_segment',
    ],
  },
  {
    id: 'mount-failed',
    component: 'Store',
    title: 'A segment could not be mounted',
    patterns: ['mount_segment_to_master_failed', 'Failed to mount segment', 'Failed to remount segments'],
    meaning: 'The master did not take the memory that a client offers; the code after the colon says why.',
    checks: [
      {
        text: 'What the master says, and which segments it has.',
        commands: [
          'grep -E "mount_segment|segment_name" MASTER_LOG | tail',
          'curl -s http://MASTER:9003/get_all_segments',
        ],
      },
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
    title: 'Client and master are of different versions',
    code: 'INVALID_VERSION',
    patterns: ['Version mismatch: server='],
    meaning: 'The master refuses clients of another version; all processes have to be upgraded together.',
    checks: [
      {
        text: 'The version on each host.',
        commands: ['pip list 2>/dev/null | grep -i mooncake', 'mooncake_master --version'],
      },
    ],
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
    patterns: ['RPC call failed: invalid rpc arg', 'RPC call failed: failed to deserialize rpc return value'],
    meaning:
      'Calls and answers have another shape than expected: client and master are of versions that do not fit together.',
    checks: [
      {
        text: 'The version on each host.',
        commands: ['pip list 2>/dev/null | grep -i mooncake', 'mooncake_master --version'],
      },
    ],
    source:
      'master_client.cpp invoke_rpc, v0.3.12.post1; seen with masters and clients of different versions',
    samples: [
      'E1123 13:09:39.103488  8819 master_client.cpp:353] RPC call failed: invalid rpc arg',
      'E1123 13:09:39.439280  8896 master_client.cpp:353] RPC call failed: failed to deserialize rpc return value',
    ],
  },
  {
    id: 'store-full',
    component: 'Store',
    title: 'The store has no memory left for an object',
    code: 'NO_AVAILABLE_HANDLE',
    patterns: ['due to insufficient space'],
    meaning:
      'No mounted segment has room: too little memory is mounted, objects are leased or pinned, or eviction starts too late.',
    checks: [
      {
        text: 'How full it is and whether eviction frees anything.',
        commands: ['curl -s http://MASTER:9003/metrics/summary', 'grep "EVICT-RESULT" MASTER_LOG | tail -3'],
      },
      {
        text: 'Mount more, or evict earlier.',
        commands: [
          'ps aux | grep -oE "eviction_(high_watermark_)?ratio=[0-9.]+|default_kv_lease_ttl=[0-9]+"',
          'env | grep MOONCAKE_GLOBAL_SEGMENT_SIZE',
        ],
      },
    ],
    source: 'client_service.cpp, rpc_service.cpp, v0.3.12.post1',
    samples: [
      'W1123 13:09:01.559513  5435 client_service.cpp:1558] Failed to start put operation for key=kv-17c09a due to insufficient space. Consider lowering eviction_high_watermark_ratio or mounting more segments.',
    ],
  },
  {
    id: 'lease-expired',
    component: 'Store',
    title: 'A lease was shorter than the transfer it protects',
    code: 'LEASE_EXPIRED',
    patterns: ['lease_expired_before_data_transfer_completed'],
    meaning:
      'The object could have been evicted while it was read, so the read is thrown away: leases are too short, or transfers too slow.',
    checks: [
      {
        text: 'The lease the master gives, in milliseconds; raise default_kv_lease_ttl.',
        commands: [
          'ps aux | grep -oE "default_kv_lease_ttl=[0-9a-z]+"',
          'grep -o "default_kv_lease_ttl=[0-9]*" MASTER_LOG | tail -1',
        ],
      },
      {
        text: 'Whether transfers became slow.',
        commands: ['curl -s http://MASTER:9003/metrics/summary'],
      },
    ],
    source: 'client_service.cpp Get, BatchGet, v0.3.12.post1; .claude/skills/mooncake-troubleshoot/SKILL.md',
    samples: [
      'W1123 13:09:04.883031  8075 client_service.cpp:1161] lease_expired_before_data_transfer_completed key=kv-17c09a',
    ],
  },
  {
    id: 'put-not-ended',
    component: 'Store',
    title: 'A put was begun and not finished',
    routine: true,
    patterns: ['error=replica_not_ready', 'Failed to end put operation for key'],
    meaning: 'Somebody asked for an object that is being written, or whose writer failed before it was done.',
    checks: [{ text: 'Whether its writer still runs.', commands: ['grep KEY CLIENT_LOG | tail'] }],
    source: 'master_service.cpp GetReplicaList, client_service.cpp, v0.3.12.post1',
    samples: [
      'W1123 13:11:01.192456 10184 master_service.cpp:2291] key=kv-17c09a, error=replica_not_ready',
      'E1123 13:11:01.192456 10184 client_service.cpp:3463] Failed to end put operation for key: kv-17c09a',
    ],
  },
  {
    id: 'disk-full',
    component: 'Store',
    title: 'The disk for offloaded objects is full',
    code: 'FILE_WRITE_FAIL',
    patterns: [
      'No space left on device',
      'Failed to evict file to make space',
      'Still insufficient disk space after selecting files for eviction',
      'Disk watermark eviction failed',
    ],
    meaning:
      'Nothing can be written to the offload directory any more, and eviction there does not free enough.',
    checks: [
      {
        text: 'Free space and inodes of the offload directory, and its limits.',
        commands: [
          'df -h "$MOONCAKE_OFFLOAD_FILE_STORAGE_PATH"',
          'df -i "$MOONCAKE_OFFLOAD_FILE_STORAGE_PATH"',
          'env | grep MOONCAKE_OFFLOAD',
        ],
      },
    ],
    source: 'storage_backend.cpp EnsureDiskSpace, v0.3.12.post1',
    samples: [
      'E1123 02:50:11.100214 7120 posix_file.cpp:19] fdatasync failed: No space left on device',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:1160] Failed to evict file to make space.',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:1181] Still insufficient disk space after selecting files for eviction.',
      'W1123 02:50:11.100214 7120 file_storage.cpp:863] Disk watermark eviction failed: FILE_WRITE_FAIL',
    ],
  },
  {
    id: 'slow-storage',
    component: 'Store',
    title: 'The disk for offloaded objects is slow or failing',
    patterns: [
      'DeleteBucket: timed out waiting for in-flight reads',
      'fdatasync failed: ',
      '[UringFile::datasync] fsync failed',
      'datasync failed for bucket',
      'blk_update_request: I/O error',
      'blocked for more than 120 seconds',
      'timeout, completion polled',
      'timeout, aborting',
    ],
    meaning:
      'The disk takes seconds for what should take milliseconds, or reports errors; everything that waits for it waits too.',
    checks: [
      { text: 'How busy and how slow the disk is.', commands: ['iostat -x 1 5', 'cat /proc/pressure/io'] },
      {
        text: 'Whether it reports errors.',
        commands: ['dmesg -T | grep -iE "nvme|blk_update|I/O error" | tail', 'smartctl -a /dev/nvme0'],
      },
    ],
    source: 'storage_backend.cpp, posix_file.cpp, uring_file.cpp, v0.3.12.post1',
    samples: [
      'E1123 02:50:11.100214 7120 storage_backend.cpp:3212] DeleteBucket: timed out waiting for in-flight reads, bucket_id=118203, inflight_reads=3',
      'E1123 02:50:11.100214 7120 posix_file.cpp:19] fdatasync failed: Input/output error',
      'E1123 02:50:11.100214 7120 uring_file.cpp:682] [UringFile::datasync] fsync failed for: /nvme0/kv/118203.bucket',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:2588] datasync failed for bucket: 118203',
      '[Mon Nov 23 02:50:11 2026] blk_update_request: I/O error, dev nvme0n1, sector 418832 op 0x1:(WRITE) flags 0x8800 phys_seg 1 prio class 0',
      '[Mon Nov 23 02:50:11 2026] INFO: task jbd2/nvme0n1-8:712 blocked for more than 120 seconds.',
      '[Mon Nov 23 02:50:11 2026] nvme nvme0: I/O 512 QID 4 timeout, completion polled',
      '[Mon Nov 23 02:50:11 2026] nvme nvme0: I/O 512 QID 4 timeout, aborting',
    ],
  },
  {
    id: 'offload-task-expired',
    component: 'Store',
    title: 'Objects waited too long to be written to disk',
    patterns: ['Offloading task expired for key', 'Promotion task expired for key'],
    meaning:
      'A client was told to write an object to its disk, or to read it back, and did not within the time allowed: the disk is too slow for the load, or that client stopped asking for work.',
    checks: [
      {
        text: 'How busy the disks of the clients are.',
        commands: ['iostat -x 1 5', 'cat /proc/pressure/io'],
      },
      {
        text: 'Whether the clients still report in.',
        commands: ['grep -E "Failed to send heartbeat|Failed to persist objects" CLIENT_LOG | tail'],
      },
    ],
    source: 'master_service.cpp, v0.3.12.post1',
    samples: [
      'W1123 02:50:06.259191 3815 master_service.cpp:5836] Offloading task expired for key: a4c19c15ae875bfc_3_v tenant=default',
      'W1123 02:50:06.259191 3815 master_service.cpp:5868] Promotion task expired for key: a4c19c15ae875bfc_3_v',
    ],
  },
  {
    id: 'offload-read-late',
    component: 'Store',
    title: 'A read from another client’s disk took longer than its buffer is kept',
    code: 'OBJECT_HAS_LEASE',
    patterns: ['Batch get store object failed with error: OBJECT_HAS_LEASE'],
    meaning:
      'The owner may have reused the buffer before it was read, so the data is thrown away: its disk, or the way to it, is too slow.',
    checks: [
      {
        text: 'How slow the disk of the client is that the line before it names, and how long buffers are kept.',
        commands: ['iostat -x 1 5', 'env | grep MOONCAKE_OFFLOAD_CLIENT_BUFFER_GC_TTL_MS'],
      },
    ],
    source: 'real_client.cpp batch_get_into_offload_object_internal, v0.3.12.post1',
    samples: [
      'E1123 02:50:11.100214 7120 real_client.cpp:4854] Batch get store object failed with error: OBJECT_HAS_LEASE',
    ],
  },
  {
    id: 'offload-read-slow',
    component: 'Store',
    title: 'Buffers for reads from disk are used up',
    code: 'BUFFER_OVERFLOW',
    patterns: ['Failed to allocate slice buffer, size = '],
    meaning:
      'Reads from the disk hold all buffers of this client; with a slow disk they are held longer than new reads can wait.',
    checks: [
      {
        text: 'How slow the disk is, and the size of the buffer.',
        commands: ['iostat -x 1 5', 'env | grep MOONCAKE_OFFLOAD_LOCAL_BUFFER_SIZE_BYTES'],
      },
    ],
    source: 'file_storage.cpp AllocateBatch, v0.3.12.post1',
    samples: [
      'E1123 02:50:11.100214 7120 file_storage.cpp:1152] Failed to allocate slice buffer, size = 1052672 (data_size=1048576), key = default/kv-17c09a',
    ],
  },
  {
    id: 'offload-read-failed',
    component: 'Store',
    title: 'An object on another client’s disk could not be fetched',
    patterns: [
      'Failed to invoke batch_get_offload_object',
      'Batch get offload object failed',
      'Batch get into offload object failed',
      'Batch get store object failed',
      'Batch load object failed',
      'Fileread task failed for file',
    ],
    meaning:
      'The object lies on the disk of the client that is named; that client was too slow, is gone, or could not read it.',
    checks: [
      {
        text: 'The log and the disk of the client that is named.',
        commands: ['iostat -x 1 5', 'grep -E "file_storage|storage_backend" CLIENT_LOG | tail'],
      },
    ],
    source: 'real_client.cpp, file_storage.cpp, transfer_task.cpp, v0.3.12.post1',
    samples: [
      'E0520 11:28:25.865830 10595 real_client.cpp:5810] Failed to invoke batch_get_offload_object, client_addr = 10.12.0.7:50052, error is: RPC_TIMEOUT',
      'E0520 11:28:25.865854 10595 real_client.cpp:5738] Batch get offload object failed with error: RPC_TIMEOUT',
      'E0520 11:28:25.865854 10595 real_client.cpp:5768] Batch get into offload object failed with error: TRANSFER_FAIL',
      'E0520 11:28:25.865856 10595 real_client.cpp:4854] Batch get store object failed with error: RPC_TIMEOUT',
      'E0520 11:28:25.865856 10595 file_storage.cpp:413] Batch load object failed,err_code = FILE_READ_FAIL',
      'E0520 11:28:25.865856 10595 transfer_task.cpp:265] Fileread task failed for file: /nvme0/kv/a4/c1/kv-17c09a with error: FILE_READ_FAIL',
    ],
  },
  {
    id: 'object-not-stored',
    component: 'Store',
    title: 'Objects could not be written to disk',
    patterns: [
      'Failed to persist objects with error',
      'Failed to store objects with error',
      'Failed to store object for key',
      'vector_write failed for',
      'Failed to store bucket metadata',
    ],
    meaning:
      'Offloading failed; the objects stay in memory only, or are lost when evicted. The code after the colon says why.',
    checks: [
      {
        text: 'Space, permissions and errors of the offload directory.',
        commands: [
          'df -h "$MOONCAKE_OFFLOAD_FILE_STORAGE_PATH"',
          'ls -ld "$MOONCAKE_OFFLOAD_FILE_STORAGE_PATH"',
          'dmesg -T | grep -iE "nvme|I/O error" | tail',
        ],
      },
    ],
    source: 'file_storage.cpp, storage_backend.cpp, v0.3.12.post1',
    samples: [
      'E1123 02:50:11.100214 7120 file_storage.cpp:844] Failed to persist objects with error: FILE_WRITE_FAIL',
      'E1123 02:50:11.100214 7120 file_storage.cpp:624] Failed to store objects with error: FILE_WRITE_FAIL',
      'E1123 02:50:11.100214 7120 client_service.cpp:3449] Failed to store object for key: kv-17c09a',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:2606] vector_write failed for: 118203, error: FILE_WRITE_FAIL',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:2600] Failed to store bucket metadata, error: FILE_OPEN_FAIL',
    ],
  },
];
