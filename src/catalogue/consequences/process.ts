import type { SampledConsequence } from './consequence.ts';

/** What follows when a process dies, does not come up, or is asked for what it cannot do. */
export const processConsequences: readonly SampledConsequence[] = [
  {
    id: 'no-descriptor-breaks-every-connection',
    cause: ['message/no-free-descriptor'],
    effect: [
      'Store/RPC_FAIL',
      'Store/RPC_TIMEOUT',
      'Store/INTERNAL_ERROR',
      'Store/INVALID_PARAMS',
      'Store/TRANSFER_FAIL',
      'Store/FILE_OPEN_FAIL',
      'TransferEngine/ERR_SOCKET',
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'message/master-unreachable',
      'message/metadata-server-unreachable',
      'message/tcp-connect-failed',
      'message/peer-refuses-connection',
      'message/client-expired',
    ],
    withinSeconds: 120,
    noticedWithinSeconds: 10,
    shared: { must: ['host'], may: ['thread', 'peer', 'key'] },
    because: 'Whatever a process opens needs a descriptor: without one it reaches nobody, and is not set up.',
    source:
      'open(2), EMFILE; recorded with clients of 0.3.13.post1 that were limited to 12 to 24 descriptors',
    samples: {
      cause:
        'client-1: E1130 07:43:51.060340  3112 client_service.cpp:914] tcp_transport_install_failed error_message="epoll: Too many open files"',
      effect: 'client-1: E1130 07:43:51.172000  3112 real_client.cpp:1956] Client is not initialized',
      counter: 'client-2: E1130 07:43:51.172000  3112 real_client.cpp:1956] Client is not initialized',
    },
  },
  {
    id: 'cut-off-client-reaches-no-master',
    cause: ['message/client-expired', 'message/client-segment-lost'],
    effect: ['message/master-unreachable', 'Store/RPC_FAIL', 'Store/RPC_TIMEOUT'],
    withinSeconds: 60,
    shared: { must: [], may: ['segment'] },
    isCloseOnly: true,
    because:
      'A client that the master does not hear does not reach the master either, which it notices only when its call has timed out.',
    source:
      'client_service.cpp StorageHeartbeatThreadMain, v0.3.13.post1; recorded with a network that was cut',
    samples: {
      cause:
        'master-1: I1130 07:39:18.562290 26381 master_service.cpp:11119] client_id=3549311382017699944-12329693594898613379, segment_name=10.77.0.3:13768, action=unmount_expired_mem_segment',
      effect: '10.77.0.3: E1130 07:39:26.369149 26479 master_client.cpp:361] Client not available',
      counter: '10.77.0.2: E1130 07:39:26.369149 26479 master_client.cpp:361] Client not available',
    },
  },
  {
    id: 'client-that-reaches-no-master-is-given-up',
    cause: ['message/process-died', 'message/master-unreachable', 'Store/RPC_FAIL', 'Store/RPC_TIMEOUT'],
    effect: ['message/client-expired', 'message/client-segment-lost'],
    withinSeconds: 300,
    shared: { must: [], may: ['segment'] },
    isCloseOnly: true,
    because: 'A client that died, or whose pings do not arrive, is given up by the master after client_ttl.',
    source:
      'master_service.cpp ClientMonitorFunc, v0.3.13.post1; recorded with a firewall that refuses the calls of a client',
    samples: {
      cause: '10.77.0.2: E1130 08:47:17.369149 26479 master_client.cpp:361] Client not available',
      effect:
        'master-1: I1130 08:47:27.562290 26381 master_service.cpp:11119] client_id=3549311382017699944-12329693594898613379, segment_name=10.77.0.2:13621, action=unmount_expired_mem_segment',
      counter:
        'master-1: I1130 08:47:27.562290 26381 master_service.cpp:11119] client_id=3549311382017699944-12329693594898613379, segment_name=10.77.0.3:13621, action=unmount_expired_mem_segment',
    },
  },
  {
    id: 'dead-process-does-not-answer',
    cause: ['message/process-died', 'message/snapshot-not-restored'],
    effect: ['message/master-unreachable', 'message/real-client-gone', 'Store/RPC_FAIL', 'Store/RPC_TIMEOUT'],
    withinSeconds: 60,
    shared: { must: [], may: ['peer', 'host'] },
    because: 'Who calls a process that has ended is refused, or waits in vain.',
    source:
      'master_client.cpp, dummy_client.cpp, v0.3.13.post1; recorded with masters and clients that were killed',
    samples: {
      cause:
        'master-2: E1123 13:19:21.674774 15208 master_service.cpp:6000] [Restore] Failed to restore from all candidate snapshots (count=1), starting fresh',
      effect: 'client-1: E1123 13:19:22.435879 15167 master_client.cpp:353] RPC call failed: End of file',
      counter: 'client-1: E1123 13:25:22.435879 15167 master_client.cpp:353] RPC call failed: End of file',
    },
  },
  {
    id: 'unusable-directory-spoils-the-configuration',
    cause: ['message/directory-missing'],
    effect: ['message/offload-misconfigured'],
    withinSeconds: 5,
    shared: { must: ['host', 'thread'], may: [] },
    because:
      'Where one setting is refused the client says once more that its configuration of offloading is invalid.',
    source: 'file_storage_config.cpp Validate, real_client.cpp setup_internal, v0.3.12.post1; recorded',
    samples: {
      cause:
        'client-1: E1129 06:32:59.020512  6676 file_storage_config.cpp:176] FileStorageConfig: storage_filepath does not exist: /proc/nope',
      effect: 'client-1: E1129 06:32:59.020530  6676 real_client.cpp:1176] Invalid FileStorage configuration',
      counter:
        'client-2: E1129 06:32:59.020530  6676 real_client.cpp:1176] Invalid FileStorage configuration',
    },
  },
  {
    id: 'missing-backend-stops-the-start',
    cause: [
      'message/not-built-in',
      'message/directory-missing',
      'message/no-memory-for-a-segment',
      'message/offload-misconfigured',
      'message/no-lan-address',
      'message/address-in-use',
    ],
    effect: [
      'Store/INTERNAL_ERROR',
      'Store/INVALID_PARAMS',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'Store/NO_AVAILABLE_HANDLE',
      'message/store-full',
      'message/process-died',
    ],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['thread', 'key'] },
    because: 'A client that is not set up whole is not created, or offers no memory; a master ends itself.',
    source: 'client_service.cpp Create, real_client.cpp setup_internal, v0.3.13.post1; recorded',
    samples: {
      cause: 'client: E1129 08:53:35.867455 5749 real_client.cpp:1020] Failed to allocate segment memory',
      effect:
        'client: W1129 08:53:35.868044 5749 client_service.cpp:1890] Failed to start put operation for key=k due to insufficient space. Consider lowering eviction_high_watermark_ratio or mounting more segments.',
      counter:
        'other: W1129 08:53:35.868044 5749 client_service.cpp:1890] Failed to start put operation for key=k due to insufficient space. Consider lowering eviction_high_watermark_ratio or mounting more segments.',
    },
  },
  {
    id: 'refused-put-fails-at-the-caller',
    cause: ['message/no-replica-asked-for', 'message/nof-pool-disabled', 'message/buffer-too-small'],
    effect: ['Store/INVALID_PARAMS'],
    withinSeconds: 30,
    shared: { must: ['key'], may: ['thread', 'host'] },
    because: 'The master says why it refuses a put; the caller is handed only the code.',
    source:
      'master_service.cpp PutStart, rpc_service.cpp BatchPutStart, client_service.cpp, v0.3.13.post1; recorded',
    samples: {
      cause:
        'master: E1129 06:37:57.618963 2190 master_service.cpp:4301] key=k0, replica_num=0, nof_replica_num=0, dfs_replica_num=0, slice_length=1000, key_size=19, error=invalid_params',
      effect:
        'client: E1129 06:37:57.619076 2199 client_service.cpp:1893] Failed to start put operation for key=k0: INVALID_PARAMS',
      counter:
        'client: E1129 06:37:57.619076 2199 client_service.cpp:1893] Failed to start put operation for key=k1: INVALID_PARAMS',
    },
  },
  {
    id: 'second-client-of-a-name-takes-the-entry',
    cause: ['message/duplicate-name'],
    effect: [
      'TransferEngine/ERR_METADATA',
      'message/segment-not-described',
      'Store/INVALID_PARAMS',
      'Store/INTERNAL_ERROR',
    ],
    withinSeconds: 600,
    shared: { must: [], may: ['thread', 'host', 'segment', 'peer', 'key'] },
    because:
      'The second client is not set up, and on its way out deletes the entry at the metadata server that belongs to the first.',
    source:
      'transfer_metadata.cpp addRpcMetaEntry, removeRpcMetaEntry, v0.3.13.post1; recorded with two clients of one name',
    samples: {
      cause:
        'node2: E1129 06:38:00.951284 2589 transfer_metadata_plugin.cpp:348] PUT http://127.0.0.1:21272/metadata?key=mooncake%2Frpc_meta%2F127.0.0.1%3A21280 http=400 body: Duplicate rpc_meta key not allowed',
      effect:
        'node1: W1129 06:38:03.596067 2522 transfer_metadata.cpp:1008] Failed to retrieve segment descriptor, name 127.0.0.1:21280',
      counter:
        'node1: W1129 06:58:03.596067 2522 transfer_metadata.cpp:1008] Failed to retrieve segment descriptor, name 127.0.0.1:21280',
    },
  },
  {
    id: 'rejected-transfer-fails',
    cause: [
      'message/address-not-registered',
      'message/buffer-not-of-the-host',
      'message/transfer-not-submitted',
      'TransferEngine/ERR_ADDRESS_NOT_REGISTERED',
      'TransferEngine/ERR_NOT_IMPLEMENTED',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'TransferEngine/ERR_TOO_MANY_REQUESTS',
      'TransferEngine/ERR_BATCH_BUSY',
    ],
    effect: ['Store/TRANSFER_FAIL'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['thread', 'key', 'peer', 'request'] },
    because:
      'A transfer that is refused when it is submitted, or while it runs, fails the get or put that needed it.',
    source:
      'transfer_task.cpp submitTransfer, v0.3.13.post1; recorded with buffers that are no memory of the host',
    samples: {
      cause:
        'node2: E1129 08:53:40.836076 6016 tcp_transport_session_impl.h:890] ClientSession::writeBody failed. Attempt to write data 0x7fae945f8000 using buffer 0x7fae945f8000. Error: Bad address (value: 14)',
      effect:
        'node2: E1129 08:53:40.838312 5986 transfer_task.cpp:800] Batch 94562931790576 completed with task failures: task_ids=[0]',
      counter:
        'node1: E1129 08:53:40.838312 5986 transfer_task.cpp:800] Batch 94562931790576 completed with task failures: task_ids=[0]',
    },
  },
  {
    id: 'unusable-snapshots-are-not-restored',
    cause: ['message/snapshot-unusable'],
    effect: ['message/snapshot-not-restored'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['thread'] },
    because: 'When none of the candidates can be read the master starts without any.',
    source: 'master_service.cpp RestoreState, v0.3.13.post1; recorded with damaged snapshots',
    samples: {
      cause:
        'master: W1129 06:34:39.945925 13591 master_service.cpp:9521] [Restore] Snapshot candidate 20261129_063436_530 is unusable: deserialize SegmentManager failed to decompress MessagePack data: ZSTD decompression failed: not a valid compressed frame',
      effect:
        'master: E1129 06:34:39.946141 13591 master_service.cpp:9556] [Restore] Failed to restore from all candidate snapshots (count=2), starting fresh',
      counter:
        'standby: E1129 06:34:39.946141 13591 master_service.cpp:9556] [Restore] Failed to restore from all candidate snapshots (count=2), starting fresh',
    },
  },
  {
    id: 'lost-segment-loses-its-objects',
    cause: ['message/client-segment-lost'],
    effect: [
      'Store/OBJECT_NOT_FOUND',
      'Store/SEGMENT_NOT_FOUND',
      'Store/REPLICA_IS_GONE',
      'Store/REPLICA_NOT_FOUND',
      'Store/NO_AVAILABLE_HANDLE',
      'Store/TRANSFER_FAIL',
      'message/segment-not-described',
    ],
    withinSeconds: 300,
    shared: { must: [], may: ['segment', 'peer', 'key', 'host'] },
    because:
      'What lay only in the memory of a client that the master gave up on can be neither found nor read.',
    source:
      'master_service.cpp ClientMonitorFunc, ClearInvalidHandles, v0.3.13.post1; recorded with clients that were stopped',
    samples: {
      cause:
        'master: I1123 19:15:10.420317 1180 master_service.cpp:7141] client_id=17586899010612525645-16815589278181884856, segment_name=10.66.0.2:12538, action=unmount_expired_mem_segment',
      effect:
        'decode-n1: W1123 19:15:14.596067 9461 transfer_metadata.cpp:1008] Failed to retrieve segment descriptor, name 10.66.0.2:12538',
      counter:
        'decode-n1: W1123 19:25:14.596067 9461 transfer_metadata.cpp:1008] Failed to retrieve segment descriptor, name 10.66.0.2:12538',
    },
  },
  {
    id: 'silent-client-answers-no-peer',
    cause: ['message/client-expired', 'message/client-segment-lost'],
    effect: ['message/tcp-connect-failed'],
    withinSeconds: 60,
    shared: { must: ['peer'], may: ['segment', 'key'] },
    because:
      'A client that stands still answers other clients as little as the master, but their transfers end only after half a minute.',
    source:
      'tcp_transport_session_impl.h, v0.3.13.post1; recorded with a client that was stopped while another one read from it',
    samples: {
      cause:
        'master: I1130 21:11:33.256376 20765 master_service.cpp:11119] client_id=17586899010612525645-16815589278181884856, segment_name=10.66.0.2:13375, action=unmount_expired_mem_segment',
      effect:
        'reader: E1130 21:11:53.411510 20817 tcp_transport_session_impl.h:518] ClientSession: no transfer progress within 30s; dropping connection',
      counter:
        'reader: E1130 21:15:53.411510 20817 tcp_transport_session_impl.h:518] ClientSession: no transfer progress within 30s; dropping connection',
    },
  },
  {
    id: 'dead-real-client-is-given-up',
    cause: ['message/real-client-gone'],
    effect: ['message/client-expired', 'message/client-segment-lost'],
    withinSeconds: 60,
    shared: { must: [], may: ['host', 'segment'] },
    because:
      'To the master the real client is a client like any other: it is given up, and its segment unmounted.',
    source:
      'dummy_client.cpp, master_service.cpp ClientMonitorFunc, v0.3.13.post1; recorded with a mooncake_client that was killed',
    samples: {
      cause:
        'dummy: E1130 20:28:55.708338 12736 dummy_client.cpp:1448] RealClient lost, entering reconnection loop...',
      effect:
        'master: I1130 20:29:00.562290 12671 master_service.cpp:11119] client_id=3549311382017699944-12329693594898613379, segment_name=10.77.0.3:13647, action=unmount_expired_mem_segment',
      counter:
        'master: I1130 20:39:00.562290 12671 master_service.cpp:11119] client_id=3549311382017699944-12329693594898613379, segment_name=10.77.0.3:13647, action=unmount_expired_mem_segment',
    },
  },
  {
    id: 'given-up-client-loses-its-segment',
    cause: ['message/client-expired'],
    effect: ['message/client-segment-lost'],
    withinSeconds: 5,
    shared: { must: ['host', 'thread'], may: [] },
    because: 'The master that gives up on a client unmounts its memory in one go.',
    source:
      'master_service.cpp ClientMonitorFunc, v0.3.13.post1; recorded with clients that were stopped and killed',
    samples: {
      cause:
        'master: I1123 19:15:10.400180 1180 master_service.cpp:7061] client_id=17586899010612525645-16815589278181884856, action=client_expired',
      effect:
        'master: I1123 19:15:10.420317 1180 master_service.cpp:7141] client_id=17586899010612525645-16815589278181884856, segment_name=10.66.0.2:12538, action=unmount_expired_mem_segment',
      counter:
        'master: I1123 19:15:10.420317 1181 master_service.cpp:7141] client_id=17586899010612525645-16815589278181884856, segment_name=10.66.0.2:12538, action=unmount_expired_mem_segment',
    },
  },
  {
    id: 'dead-client-is-given-up',
    cause: ['message/tcp-connect-failed', 'message/transport-retry-exceeded'],
    effect: ['message/client-expired', 'message/client-segment-lost'],
    withinSeconds: 120,
    shared: { must: [], may: ['peer', 'segment'] },
    because:
      'Transfers to a client that died fail at once; the master gives up on it only when it has not pinged for client_ttl.',
    source: 'master_service.cpp ClientMonitorFunc, v0.3.13.post1; recorded with a client that was killed',
    samples: {
      cause:
        'decode-n1: E1123 19:15:00.000492 6122 tcp_transport.cpp:1320] TcpTransport::startTransfer failed to get connection to 10.66.0.2:12538',
      effect:
        'master: I1123 19:15:10.420317 1180 master_service.cpp:7141] client_id=17586899010612525645-16815589278181884856, segment_name=10.66.0.2:12538, action=unmount_expired_mem_segment',
      counter:
        'master: I1123 19:25:10.420317 1180 master_service.cpp:7141] client_id=17586899010612525645-16815589278181884856, segment_name=10.66.0.2:12538, action=unmount_expired_mem_segment',
    },
  },
];
