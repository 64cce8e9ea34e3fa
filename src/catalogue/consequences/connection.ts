import type { EventKey, SampledConsequence } from './consequence.ts';

/** What a transfer engine logs when it cannot build a connection to a peer. */
export const connectionFailures = [
  'TransferEngine/ERR_METADATA',
  'TransferEngine/ERR_SOCKET',
  'TransferEngine/ERR_DNS',
  'TransferEngine/ERR_MALFORMED_JSON',
  'TransferEngine/ERR_REJECT_HANDSHAKE',
  'TransferEngine/ERR_ENDPOINT',
  'TransferEngine/ERR_DEVICE_NOT_FOUND',
  'message/connection-not-made',
  'message/tcp-connect-failed',
] as const satisfies readonly EventKey[];

/** What follows when peers, the metadata server or local resources for connections are out of reach. */
export const connectionConsequences: readonly SampledConsequence[] = [
  {
    id: 'queue-pair-error-rejects-the-handshake',
    cause: [
      'TransferEngine/ERR_ENDPOINT',
      'TransferEngine/ERR_DEVICE_NOT_FOUND',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'TransferEngine/ERR_REJECT_HANDSHAKE',
      'message/qp-to-rtr',
    ],
    effect: [
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_REJECT_HANDSHAKE',
      'message/handshake-rejected',
      'message/peer-qp-to-rtr',
    ],
    withinSeconds: 30,
    shared: { must: [], may: ['peer', 'host', 'device'] },
    because:
      'The side that is called sends the reason of its failure as its reply, which the caller logs as a rejected handshake.',
    source: 'rdma_endpoint.cpp setupConnectionsByPassive, transfer_metadata.cpp sendHandshake, v0.3.12.post1',
    samples: {
      cause:
        '10.77.4.16: E20261123 00:00:11.234097 40100 rdma_endpoint.cpp:1194] [Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: local=10.77.4.16:15221@mlx5_2, peer=10.77.4.17:15262@mlx5_2, qp_index=0, local_qp=1212, peer_qp=3757, local_gid_index=3, peer_lid=0, path_mtu=5, port_num=1: Invalid argument',
      effect:
        '10.77.4.17: E20261123 00:00:11.235126 40233 transfer_metadata.cpp:1460] Handshake rejected by 10.77.4.16:15221: Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Invalid argument',
      counter:
        '10.77.4.17: E20261123 00:01:11.235126 40233 transfer_metadata.cpp:1460] Handshake rejected by 10.77.4.16:15221: Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Invalid argument',
    },
  },
  {
    id: 'caller-repeats-the-failure-of-its-peer',
    cause: ['message/qp-to-rtr'],
    effect: ['message/peer-qp-to-rtr'],
    withinSeconds: 30,
    noticedWithinSeconds: 30,
    shared: { must: [], may: ['peer', 'device'] },
    because:
      'The rejected handshake repeats what the peer logged, so the peer failed first whatever the clocks say.',
    source: 'rdma_endpoint.cpp doSetupConnection, transfer_metadata.cpp sendHandshake, v0.3.12.post1',
    samples: {
      cause:
        '10.77.4.16: E20261123 00:00:13.843097 40100 rdma_endpoint.cpp:1194] [Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: local=10.77.4.16:15221@mlx5_2, peer=10.77.4.17:15262@mlx5_2, qp_index=0, local_qp=1212, peer_qp=3757, local_gid_index=3, peer_lid=0, path_mtu=5, port_num=1: Invalid argument',
      effect:
        '10.77.4.17: E20261123 00:00:11.235126 40233 transfer_metadata.cpp:1460] Handshake rejected by 10.77.4.16:15221: Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Invalid argument',
      counter:
        '10.77.4.17: E20261122 23:59:11.235126 40233 transfer_metadata.cpp:1460] Handshake rejected by 10.77.4.16:15221: Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Invalid argument',
    },
  },
  {
    id: 'queue-pair-error-leaves-no-connection',
    cause: [
      'TransferEngine/ERR_ENDPOINT',
      'TransferEngine/ERR_DEVICE_NOT_FOUND',
      'TransferEngine/ERR_REJECT_HANDSHAKE',
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_SOCKET',
      'TransferEngine/ERR_DNS',
      'TransferEngine/ERR_MALFORMED_JSON',
      'message/qp-to-rtr',
      'message/handshake-rejected',
      'message/peer-qp-to-rtr',
    ],
    effect: [
      'message/connection-not-made',
      'message/rail-paused',
      'message/local-device-given-up',
      'TransferEngine/ERR_ENDPOINT',
    ],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['peer', 'device'] },
    because:
      'Without an answered handshake the endpoint is reset, and the worker cannot make a connection for the slice.',
    source: 'rdma_endpoint.cpp setupConnectionsByActive, worker_pool.cpp performPostSend, v0.3.12.post1',
    samples: {
      cause:
        'store-gpu-05: E20261123 00:00:13.843097 40100 rdma_endpoint.cpp:1194] [Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: local=10.77.4.16:15221@mlx5_2, peer=10.77.4.17:15262@mlx5_2, qp_index=0, local_qp=1212, peer_qp=3757, local_gid_index=3, peer_lid=0, path_mtu=5, port_num=1: Invalid argument',
      effect:
        'store-gpu-05: W20261123 00:00:13.844208 40100 worker_pool.cpp:448] Worker: Cannot make connection for endpoint: 10.77.4.17:15262@mlx5_2, no alternate peer RNIC is available; retrying without pausing peer rail',
      counter:
        'store-gpu-07: W20261123 00:00:13.844208 40100 worker_pool.cpp:448] Worker: Cannot make connection for endpoint: 10.77.4.17:15262@mlx5_2, no alternate peer RNIC is available; retrying without pausing peer rail',
    },
  },
  {
    id: 'no-connection-fails-the-transfer',
    cause: connectionFailures,
    effect: [
      'Store/TRANSFER_FAIL',
      'message/transfer-timed-out',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'TransferEngine/ERR_ADDRESS_NOT_REGISTERED',
    ],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['peer', 'segment', 'key', 'request'] },
    because:
      'Where the transfer engine reaches no peer or opens no segment, the store reports the transfer that needed it as failed.',
    source: 'mooncake-store/src/transfer_task.cpp, client_service.cpp TransferData, v0.3.12.post1',
    samples: {
      cause:
        'decode-n1: E1123 19:15:00.094357 9449 tcp_transport.cpp:654] ClientSession::readBody failed. Attempt to read data 0x7f867c648310 using buffer 0x7f864fad5710. Error: Connection reset by peer (value: 104)',
      effect:
        'decode-n1: E1123 19:15:00.094359 9461 transfer_task.cpp:790] Batch 140216455285990 completed with task failures: task_ids=[4]',
      counter:
        'decode-n2: E1123 19:15:00.094359 9461 transfer_task.cpp:790] Batch 140216455285990 completed with task failures: task_ids=[4]',
    },
  },
  {
    id: 'unreachable-metadata-server',
    cause: ['message/metadata-server-unreachable'],
    effect: [
      'TransferEngine/ERR_METADATA',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'message/segment-not-described',
    ],
    withinSeconds: 30,
    shared: { must: ['host'], may: ['segment', 'peer'] },
    because:
      'Locations and segments are read from and written to the metadata server; the failed request is logged first.',
    source: 'transfer_metadata_plugin.cpp, transfer_metadata.cpp, v0.3.12.post1',
    samples: {
      cause:
        "pf-a01: E1123 02:14:04.596033 5104 transfer_metadata_plugin.cpp:284] GET http://10.31.0.2:8080/metadata?key=mooncake%2Fram%2F10.31.0.12%3A14229 curl: Couldn't connect to server err: Failed to connect to 10.31.0.2 port 8080 after 0 ms: Couldn't connect to server",
      effect:
        'pf-a01: W1123 02:14:04.596067 5104 transfer_metadata.cpp:1008] Failed to retrieve segment descriptor, name 10.31.0.12:14229',
      counter:
        'pf-a02: W1123 02:14:04.596067 5104 transfer_metadata.cpp:1008] Failed to retrieve segment descriptor, name 10.31.0.13:15003',
    },
  },
  {
    id: 'undescribed-segment-fails-the-transfer',
    cause: ['message/metadata-server-unreachable', 'message/segment-not-described'],
    effect: ['Store/TRANSFER_FAIL', 'TransferEngine/ERR_INVALID_ARGUMENT', 'message/connection-not-made'],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['thread', 'segment', 'peer', 'key'] },
    because:
      'A segment whose descriptor cannot be read cannot be opened, so the transfer is never submitted.',
    source: 'transfer_metadata.cpp getSegmentDescByName, transfer_task.cpp, v0.3.12.post1',
    samples: {
      cause:
        "pf-a01: E1123 02:14:04.596033 5104 transfer_metadata_plugin.cpp:284] GET http://10.31.0.2:8080/metadata?key=mooncake%2Fram%2F10.31.0.12%3A14229 curl: Couldn't connect to server err: Failed to connect to 10.31.0.2 port 8080 after 0 ms: Couldn't connect to server",
      effect:
        'pf-a01: E1123 02:14:04.596094 5104 client_service.cpp:3488] Failed to submit transfer operation',
      counter:
        'pf-a01: E1123 02:16:04.596094 5104 client_service.cpp:3488] Failed to submit transfer operation',
    },
  },
  {
    id: 'missing-endpoint-resources',
    cause: ['message/qp-creation-failed', 'message/hugepages'],
    effect: [
      'TransferEngine/ERR_ENDPOINT',
      'message/connection-not-made',
      'Store/INVALID_PARAMS',
      'Store/TRANSFER_FAIL',
    ],
    withinSeconds: 60,
    shared: { must: ['host'], may: ['device', 'peer'] },
    because:
      'Without a queue pair or memory for it there is no endpoint, and the slices towards that peer fail.',
    source: 'rdma_endpoint.cpp construct, mmap_arena.cpp, v0.3.12.post1',
    samples: {
      cause:
        'store-gpu-05: E1123 02:30:01.114215 40120 rdma_endpoint.cpp:145] Failed to create QP: Cannot allocate memory [12]',
      effect:
        'store-gpu-05: E1123 02:30:01.114311 40120 rdma_endpoint.cpp:462] Active handshake RPC failed; resetting endpoint. rc=-200, local_desc.qp_num=[1127], endpoint=EndPoint: local 10.12.0.9:15733@mlx5_2 (unconnected)',
      counter:
        'store-gpu-06: E1123 02:30:01.114311 40120 rdma_endpoint.cpp:462] Active handshake RPC failed; resetting endpoint. rc=-200, local_desc.qp_num=[1127], endpoint=EndPoint: local 10.12.0.9:15733@mlx5_2 (unconnected)',
    },
  },
  {
    id: 'ports-exhausted',
    cause: ['message/ephemeral-ports-exhausted'],
    effect: [
      'TransferEngine/ERR_SOCKET',
      'TransferEngine/ERR_METADATA',
      'message/tcp-connect-failed',
      'message/metadata-server-unreachable',
      'message/connection-not-made',
      'Store/RPC_FAIL',
      'Store/TRANSFER_FAIL',
    ],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['peer', 'key'] },
    because:
      'A host without a free local port can open no connection of any kind, so transfers and handshakes fail there.',
    source: 'docs/source/troubleshooting/troubleshooting.md, TCP Transport, v0.3.12.post1',
    samples: {
      cause:
        '172.16.9.33: E1123 14:23:40.000487 6122 tcp_transport.cpp:1099] TcpTransport::getConnection failed to create connection to 172.16.9.31:16020. Error: connect: Cannot assign requested address',
      effect:
        '172.16.9.33: E1123 14:23:40.000492 6122 tcp_transport.cpp:1320] TcpTransport::startTransfer failed to get connection to 172.16.9.31:16020',
      counter:
        '172.16.9.34: E1123 14:23:40.000492 6122 tcp_transport.cpp:1320] TcpTransport::startTransfer failed to get connection to 172.16.9.31:16020',
    },
  },
  {
    id: 'taken-port-stops-the-daemon',
    cause: ['message/address-in-use'],
    effect: [
      'TransferEngine/ERR_SOCKET',
      'TransferEngine/ERR_INVALID_ARGUMENT',
      'Store/INTERNAL_ERROR',
      'Store/RPC_FAIL',
    ],
    withinSeconds: 60,
    shared: { must: ['host'], may: [] },
    because: 'A process that cannot listen on its port does not come up, and whoever calls it is refused.',
    source: 'transfer_metadata_plugin.cpp startDaemon, rdma_transport.cpp, v0.3.12.post1',
    samples: {
      cause:
        'client-2: E1123 13:09:48.200133 8990 transfer_metadata_plugin.cpp:701] SocketHandShakePlugin: bind (port 15011): Address already in use [98]',
      effect:
        'client-2: E1123 13:09:48.300478 8990 real_client.cpp:865] Failed to create client after 20 retries',
      counter:
        'client-3: E1123 13:09:48.300478 8990 real_client.cpp:865] Failed to create client after 20 retries',
    },
  },
  {
    id: 'tent-cannot-reach-its-peer',
    cause: [
      'Tent/RpcServiceError',
      'Tent/MetadataError',
      'Tent/DeviceNotFound',
      'Tent/RdmaError',
      'Tent/InvalidEntry',
    ],
    effect: ['Tent/InternalError', 'Tent/RpcServiceError', 'Tent/RdmaError', 'Store/TRANSFER_FAIL'],
    withinSeconds: 120,
    shared: { must: ['host'], may: ['peer', 'device', 'segment'] },
    because:
      'Tent asks its peer over RPC before it transfers; what fails there fails the transfer of the store.',
    source: 'mooncake-transfer-engine/tent/src/runtime, transport/rdma; transfer_task.cpp, v0.3.12.post1',
    samples: {
      cause:
        'tent-1: E20260730 11:49:18.123456 12345 control_plane.cpp:531] SubscribeSegmentUpdate RPC failed with: RpcServiceError: Failed to connect RPC server. server: 10.20.0.7:15001, func_id: 9, message: Connection refused',
      effect:
        'tent-1: E20260730 11:49:19.094359 9461 transfer_task.cpp:790] Batch 140216455285990 completed with task failures: task_ids=[4]',
      counter:
        'tent-2: E20260730 11:49:19.094359 9461 transfer_task.cpp:790] Batch 140216455285990 completed with task failures: task_ids=[4]',
    },
  },
];
