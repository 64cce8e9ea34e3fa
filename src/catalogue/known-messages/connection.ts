import { line } from '../advice/probe.ts';
import { deviceProbes } from '../advice/probes/device.ts';
import { logProbes } from '../advice/probes/logs.ts';
import { masterProbes } from '../advice/probes/master.ts';
import { metadataProbes } from '../advice/probes/metadata.ts';
import { peerProbes } from '../advice/probes/peer.ts';
import { processProbes } from '../advice/probes/process.ts';
import type { KnownMessage } from './known-message.ts';

const guide = 'docs/source/troubleshooting/troubleshooting.md';

/** Reaching the metadata server and the peers: out-of-band sockets, handshakes, TCP transport. */
export const connectionMessages: readonly KnownMessage[] = [
  {
    id: 'ephemeral-ports-exhausted',
    component: 'TransferEngine',
    title: 'The host ran out of local ports',
    code: 'ERR_SOCKET',
    patterns: ['Cannot assign requested address'],
    meaning:
      'Every local port is in use or in TIME_WAIT, so no new connection can be opened: too many short-lived connections, mostly of the TCP transport.',
    checks: [
      line(peerProbes.sockets),
      line(peerProbes.portRange),
      'Keep connections open: `MC_TCP_ENABLE_CONNECTION_POOL=1` in the environment of the process; each peer then holds open descriptors, so look at their number too.',
      line(processProbes.openFiles),
      line(peerProbes.reuse),
    ],
    source: `${guide}, TCP Transport, v0.3.12.post1`,
    samples: [
      'E1123 02:20:11.480133 6120 tcp_transport.cpp:1099] TcpTransport::getConnection failed to create connection to 10.12.0.7:15235. Error: connect: Cannot assign requested address',
      'E1123 02:20:11.480133 6120 transfer_metadata_plugin.cpp:979] SocketHandShakePlugin: connect()10.12.0.7:15011: Cannot assign requested address [99]',
    ],
  },
  {
    id: 'metadata-server-unreachable',
    component: 'TransferEngine',
    title: 'The metadata server does not answer',
    code: 'ERR_METADATA',
    about: 'metadata server',
    patterns: [
      'GET http{} curl: ',
      'PUT http{} curl: ',
      'DELETE http{} curl: ',
      '/metadata?key={} http=50',
      'Error from http client, ',
      'Error from etcd client',
      'EtcdStoragePlugin: unable to ',
      'RedisStoragePlugin: unable to ',
      'RedisStoragePlugin: authentication failed',
    ],
    meaning:
      'The server that holds locations and segments of all transfer engines cannot be reached or refuses the request, so nobody can find a new peer or register memory.',
    checks: [
      line(metadataProbes.server),
      line(metadataProbes.etcdStatus, 'where engines use etcd'),
      line(processProbes.proxy),
      line(peerProbes.servers),
      'After a restart of a metadata server of its own, restart every client: they do not publish again. Only inside the master, from v0.3.12 on, they do.',
    ],
    source: `${guide}, Metadata and Out-of-Band Communication; transfer_metadata_plugin.cpp, v0.3.12.post1`,
    samples: [
      "E1123 13:08:08.555513  4926 transfer_metadata_plugin.cpp:284] GET http://10.12.0.2:8080/metadata?key=mooncake%2Fram%2F10.12.0.5%3A44773 curl: Couldn't connect to server err: Failed to connect to 10.12.0.2 port 8080 after 0 ms: Couldn't connect to server",
      'E1123 13:08:08.562002  4925 transfer_metadata_plugin.cpp:340] PUT http://10.12.0.2:8080/metadata?key=mooncake%2Fram%2F10.12.0.5%3A44773 curl: Timeout was reached err: ',
      "E1123 13:08:11.490509  4925 transfer_metadata_plugin.cpp:375] DELETE http://10.12.0.2:8080/metadata?key=mooncake%2Frpc_meta%2F10.12.0.5%3A44773 curl: Couldn't connect to server err: ",
      'E1123 13:08:11.490509  4925 transfer_metadata_plugin.cpp:292] GET http://10.12.0.2:8080/metadata?key=mooncake%2Frpc_meta%2F10.12.0.5%3A44773 http=503 body: upstream connect error',
      "E0716 09:41:22.118301   812 transfer_metadata_plugin.cpp:249] Error from http client, GET http://10.12.0.2:8080/metadata?key=x error: Couldn't connect to server",
      'E0716 09:41:22.118301   812 transfer_metadata_plugin.cpp:61] Error from etcd client: 14',
      'E1123 13:10:20.386750  9653 transfer_metadata_plugin.cpp:496] EtcdStoragePlugin: unable to set mooncake/rpc_meta/10.12.0.5 in 10.12.0.2:2379: context deadline exceeded',
      'E1123 13:10:20.386750  9653 transfer_metadata_plugin.cpp:78] RedisStoragePlugin: unable to connect 10.12.0.2:6379: Connection refused',
      'E1123 13:10:20.386750  9653 transfer_metadata_plugin.cpp:96] RedisStoragePlugin: authentication failed for 10.12.0.2:6379',
    ],
  },
  {
    id: 'segment-not-described',
    component: 'TransferEngine',
    title: 'A segment has no descriptor at the metadata server',
    routine: 'start',
    patterns: [
      'Failed to retrieve segment descriptor, name ',
      'Failed to get description of ',
      "Failed to open segment for endpoint='",
      'Failed to open segment ',
      'Cannot reload target segment #',
      'http=404 body: metadata not found',
    ],
    meaning:
      'Nothing is registered under that segment name: normal for the own name at start; otherwise the peer is gone or is called by another name than its local_hostname.',
    checks: [
      line(logProbes.handshake),
      line(metadataProbes.entry),
      line(masterProbes.details, 'the peer by its address'),
    ],
    source: `${guide}, RDMA Transfer Period; transfer_metadata.cpp, transfer_task.cpp, v0.3.12.post1`,
    samples: [
      'W1123 13:08:08.555532  4926 transfer_metadata.cpp:1008] Failed to retrieve segment descriptor, name 10.12.0.5:44773',
      'E0617 08:42:42.470683   413 transfer_metadata.cpp:210] Failed to get description of 10.12.0.5',
      "E1123 13:08:08.555536  4926 transfer_task.cpp:1209] Failed to open segment for endpoint='10.12.0.5:44773'",
      'E1123 13:08:08.555536  4926 transfer_task.cpp:1055] Failed to open segment 10.12.0.5:44773',
      'E1123 13:08:08.555536  4926 worker_pool.cpp:122] Cannot reload target segment #3',
      'E1123 13:08:08.545460  4926 transfer_metadata_plugin.cpp:292] GET http://10.12.0.2:8080/metadata?key=mooncake%2Fram%2F10.12.0.5%3A54243 http=404 body: metadata not found',
    ],
  },
  {
    id: 'peer-refuses-connection',
    component: 'TransferEngine',
    title: 'Nothing listens at the peer’s address',
    code: 'ERR_SOCKET',
    about: 'peer',
    patterns: [
      'SocketHandShakePlugin: connect(){}: Connection refused',
      'Failed to exchange handshake description',
    ],
    meaning:
      'The peer’s process is gone, or the address and port it registered are wrong (a loopback address, a port that a firewall closes).',
    checks: [line(peerProbes.port), line(peerProbes.listens), line(peerProbes.addresses)],
    source: `${guide}, Metadata and Out-of-Band Communication; transfer_metadata_plugin.cpp doConnect, v0.3.12.post1`,
    samples: [
      'E1123 13:10:13.225764  9636 transfer_metadata_plugin.cpp:1025] SocketHandShakePlugin: connect()10.12.0.7:15011: Connection refused [111]',
      'E0617 08:42:42.470683   413 rdma_endpoint.cpp:161] Failed to exchange handshake description',
    ],
  },
  {
    id: 'no-route-to-peer',
    component: 'TransferEngine',
    title: 'The peer’s address cannot be reached',
    code: 'ERR_SOCKET',
    about: 'peer',
    patterns: [
      'SocketHandShakePlugin: connect(){}: No route to host',
      'SocketHandShakePlugin: connect(){}: Network is unreachable',
      'SocketHandShakePlugin: connect(){}: Connection timed out',
    ],
    meaning: 'The host is down or off the network, or a firewall drops what is sent to that port.',
    checks: [line(peerProbes.ping), line(peerProbes.port), line(peerProbes.route), line(peerProbes.firewall)],
    source: `${guide}, Metadata and Out-of-Band Communication; transfer_metadata_plugin.cpp doConnect, v0.3.12.post1`,
    samples: [
      'E1123 13:10:13.225764  9636 transfer_metadata_plugin.cpp:1025] SocketHandShakePlugin: connect()10.12.0.7:15011: No route to host [113]',
      'E1123 13:10:13.225764  9636 transfer_metadata_plugin.cpp:1025] SocketHandShakePlugin: connect()10.12.0.7:15011: Network is unreachable [101]',
      'E1123 13:10:13.225764  9636 transfer_metadata_plugin.cpp:1002] SocketHandShakePlugin: connect() 10.12.0.7:15011: Connection timed out [110]',
    ],
  },
  {
    id: 'peer-name-not-resolved',
    component: 'TransferEngine',
    title: 'The peer’s name cannot be resolved',
    code: 'ERR_DNS',
    about: 'peer',
    patterns: ['failed to get IP address of peer server'],
    meaning: 'The name under which the peer registered is unknown to the resolver of this host.',
    checks: [line(peerProbes.name)],
    source: 'transfer_metadata_plugin.cpp, v0.3.12.post1',
    samples: [
      'E1123 13:10:13.226455  9636 transfer_metadata_plugin.cpp:920] SocketHandShakePlugin: failed to get IP address of peer server kv-a07:15011, check DNS and /etc/hosts, or use IPv4 address instead: Resource temporarily unavailable [11]',
    ],
  },
  {
    id: 'address-in-use',
    component: 'TransferEngine',
    title: 'A port is taken already',
    about: 'port',
    patterns: [
      'Address already in use',
      'address already in use',
      'Failed to start HTTP metadata server',
      'Failed to start C++ HTTP metadata server',
      'Failed to start master admin server',
    ],
    meaning: 'Another process, often one that should have ended, listens on the port or holds the name.',
    checks: [line(peerProbes.owner), line(masterProbes.process)],
    source: `${guide}, Metadata and Out-of-Band Communication; transfer_metadata_plugin.cpp, master.cpp, http_metadata_server.cpp, v0.3.12.post1`,
    samples: [
      'E1123 13:09:48.200133  8990 transfer_metadata_plugin.cpp:701] SocketHandShakePlugin: bind (port 15011): Address already in use [98]',
      "2026-11-23 13:09:43,941 - root - ERROR - Server error: [Errno 98] error while attempting to bind on address ('0.0.0.0', 8080): address already in use",
      'F1123 13:09:43.207675  8965 master.cpp:1449] Failed to start HTTP metadata server',
      'E1123 13:09:43.207595  8965 master.cpp:1238] Failed to start C++ HTTP metadata server',
      'E1123 13:09:43.123128  8955 master.cpp:1492] Failed to start master admin server',
    ],
  },
  {
    id: 'qp-to-rtr',
    component: 'TransferEngine',
    title: 'The queue pair did not get ready to receive: MTU, GID or reachability',
    code: 'ERR_ENDPOINT',
    patterns: ['[Handshake] Failed to modify QP to RTR', "Failed to modify QP's state to RTR"],
    meaning:
      'The two devices cannot talk with what was agreed: a wrong GID or GID index on either side, different MTUs, or networks that do not reach each other. The side that prints it is the side that failed.',
    checks: [
      line(deviceProbes.gids),
      'A GID in the line that begins with `fe:80` is link-local and mostly wrong: set `MC_GID_INDEX` to the IPv4-mapped RoCE v2 entry, on BOTH sides; `MC_AUTO_GID_MAX_RETRIES` lets Mooncake try others by itself.',
      line(processProbes.environment, '`MC_GID_INDEX`, `MC_MTU` and `MC_IB_PORT`, on both sides'),
      line(deviceProbes.listenWrite),
      line(deviceProbes.write),
    ],
    source: `${guide}, RDMA Resource Initialization; rdma_endpoint.cpp doSetupConnection, v0.3.12.post1`,
    samples: [
      'E1123 02:31:44.201118 40120 rdma_endpoint.cpp:1194] [Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: local=10.12.0.5:15180@mlx5_2, peer=10.12.0.9:15733@mlx5_2, qp_index=0, local_qp=1127, peer_qp=3310, local_gid=00:00:00:00:00:00:00:00:00:00:ff:ff:0a:0c:00:05, local_gid_index=3, peer_gid=fe:80:00:00:00:00:00:00:ba:ce:f6:ff:fe:3a:10:2e, peer_lid=0, path_mtu=5, port_num=1: Invalid argument',
      "E1123 02:31:44.201118 40120 endpoint.cpp:919] Failed to modify QP's state to RTR in endpoint mlx5_2 of 10.12.0.9, check peer endpoint reachability, MTU 5, GID fe:80:00:00 and LID 0, error code 110:Connection timed out",
    ],
  },
  {
    id: 'peer-qp-to-rtr',
    component: 'TransferEngine',
    title: 'The peer’s queue pair did not get ready to receive: MTU, GID or reachability',
    code: 'ERR_METADATA',
    patterns: ['Handshake rejected by {}: Failed to modify QP to RTR'],
    meaning:
      'The peer that is named could not connect its queue pair to this host: a wrong GID or GID index on either side, different MTUs, or networks that do not reach each other. The metadata server is not at fault, whatever the code says.',
    checks: [
      line(logProbes.peerHandshake),
      line(deviceProbes.gids),
      'A GID in the line that begins with `fe:80` is link-local and mostly wrong: set `MC_GID_INDEX` to the IPv4-mapped RoCE v2 entry, on BOTH sides.',
      line(processProbes.environment, '`MC_GID_INDEX`, `MC_MTU` and `MC_IB_PORT`, on both sides'),
    ],
    source: 'rdma_endpoint.cpp doSetupConnection, transfer_metadata.cpp sendHandshake, v0.3.12.post1',
    samples: [
      'E1123 02:31:44.202201 51102 transfer_metadata.cpp:1519] Handshake rejected by 10.12.0.5:15180: Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Invalid argument',
    ],
  },
  {
    id: 'handshake-rejected',
    component: 'TransferEngine',
    title: 'The peer rejected the handshake',
    code: 'ERR_METADATA',
    patterns: ['Handshake rejected by '],
    meaning:
      'The peer could not set up its side; what follows the colon is its reason, and its log has the error itself.',
    checks: [line(logProbes.peerHandshake)],
    source: 'transfer_metadata.cpp sendHandshake, rdma_endpoint.cpp, v0.3.12.post1',
    samples: [
      'E1123 02:31:44.202201 51102 transfer_metadata.cpp:1519] Handshake rejected by 10.12.0.5:15180: Invalid argument: peer nic path inconsistency, expect 10.12.0.5:15180@mlx5_2 + 10.12.0.9:15733@mlx5_2, while got 10.12.0.5:15180@mlx5_3 + 10.12.0.9:15733@mlx5_2',
    ],
  },
  {
    id: 'handshake-refused',
    component: 'TransferEngine',
    title: 'One side refused a handshake of the other',
    code: 'ERR_REJECT_HANDSHAKE',
    patterns: [
      'Handshake request rejected by peer endpoint',
      'RDMA ready ACK rejected by ',
      'Rejected handshake request by peer ',
      'Reject the handshake request by peer ',
    ],
    meaning:
      'The two sides disagree on who is connected to whom, mostly after one of them restarted; its log has the reason.',
    checks: [line(logProbes.peerHandshake)],
    source: 'rdma_endpoint.cpp setupConnectionsByActive, sendReadyAck, v0.3.12.post1',
    samples: [
      'E0617 08:42:42.470683   413 rdma_endpoint.cpp:171] Handshake request rejected by peer endpoint: Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Invalid argument',
      'E1123 02:31:44.202201 51102 rdma_endpoint.cpp:891] RDMA ready ACK rejected by 10.12.0.5:15180: Received RDMA ready ACK for unconnected endpoint',
      'E1123 02:31:44.202201 51102 rdma_endpoint.cpp:514] Rejected handshake request by peer 10.12.0.5:15180@mlx5_2',
      'E0617 08:42:42.470683   413 rdma_endpoint.cpp:171] Reject the handshake request by peer 10.12.0.5:15180@mlx5_2',
    ],
  },
  {
    id: 'connection-not-made',
    component: 'TransferEngine',
    title: 'No RDMA connection to a peer device',
    patterns: [
      'Worker: Cannot make connection for endpoint',
      'Active handshake RPC failed',
      'Timed out waiting for RDMA ready ACK',
    ],
    meaning: 'The handshake with a peer device failed; the lines before it, here or at the peer, say why.',
    checks: [line(logProbes.endpoint), line(peerProbes.port)],
    source: `${guide}, RDMA Resource Initialization; worker_pool.cpp, v0.3.12.post1`,
    samples: [
      'W1123 02:31:44.202390 51102 worker_pool.cpp:448] Worker: Cannot make connection for endpoint: 10.12.0.5:15180@mlx5_2, no alternate peer RNIC is available; retrying without pausing peer rail',
      'E1123 02:31:44.202311 51102 rdma_endpoint.cpp:462] Active handshake RPC failed; resetting endpoint. rc=-200, local_desc.qp_num=[1127], endpoint=EndPoint: local 10.12.0.9:15733@mlx5_2 (unconnected)',
      'E1123 02:31:44.202311 51102 worker_pool.cpp:481] Worker: Timed out waiting for RDMA ready ACK for endpoint: 10.12.0.5:15180@mlx5_2, deleting endpoint',
    ],
  },
  {
    id: 'tcp-connect-failed',
    component: 'TransferEngine',
    title: 'No TCP connection to a peer',
    about: 'peer',
    patterns: [
      'TCP lane connection to {} failed: ',
      'no transfer progress within ',
      'TcpTransport::getConnection failed to create connection to ',
      'TcpTransport::startTransfer failed to get connection to ',
      'TcpTransport::startTransfer encountered an ',
      'ClientSession::readBody failed',
      'ClientSession::writeBody failed',
      'ClientSession::writeHeader failed',
      'ClientSession: failed to read ',
      '] Session::readBody failed',
      '] Session::writeBody failed',
      '] Session::writeHeader failed',
    ],
    meaning:
      'The data connection of the TCP transport could not be opened or broke: the peer ended, or its port is closed.',
    checks: [line(peerProbes.port), line(peerProbes.listens)],
    source:
      'tcp_transport/tcp_transport.cpp, v0.3.12.post1, v0.3.7; tcp_transport_lane_impl.h, v0.3.13.post1',
    samples: [
      'E1129 06:35:04.477080 16688 tcp_transport_lane_impl.h:1088] TCP lane connection to 192.0.2.2:16019 failed: Connection refused (attempt failure 1)',
      'E1129 06:35:34.477080 16688 tcp_transport_lane_impl.h:1124] TCP lane to 192.0.2.2:16019: no transfer progress within 30s',
      'E1123 13:10:07.589334  9461 tcp_transport.cpp:487] TcpTransport::startTransfer encountered an ASIO exception. Slice details - source_addr: 0x7f86a7fff010, length: 65536, opcode: 0, target_id: 2. Exception: connect: Connection refused',
      'E1123 13:10:07.579144  9449 tcp_transport.cpp:218] Session::readBody failed. Attempt to read data 0x7f86a7fff010 using buffer 0x7f86a83bf010. Error: End of file (value: 2), total_transferred_bytes_: 0',
      'E1123 13:10:07.579144  9449 tcp_transport.cpp:171] Session::writeBody failed. Attempt to write data 0x7f86a7fff010 using buffer 0x7f86a83bf010. Error: Connection reset by peer (value: 104), total_transferred_bytes_: 0',
      'E1123 13:10:07.579144  9449 tcp_transport.cpp:97] Session::writeHeader failed. Error: Broken pipe (value: 32), bytes written: 0, expected: 17',
      'E1123 13:10:07.589295  9461 tcp_transport.cpp:1099] TcpTransport::getConnection failed to create connection to 10.12.0.7:15114. Error: connect: Connection refused',
      'E1123 13:10:07.589334  9461 tcp_transport.cpp:1320] TcpTransport::startTransfer failed to get connection to 10.12.0.7:15114',
      'E1123 13:10:07.579144  9449 tcp_transport.cpp:654] ClientSession::readBody failed. Attempt to read data 0x7f86a7fff010 using buffer 0x7f86a83bf010. Error: End of file (value: 2)',
      'E1123 13:11:41.608107 10262 tcp_transport.cpp:772] ClientSession::writeBody failed. Attempt to write data 0x7ff015fff010 using buffer 0x7ff0163bf010. Error: Connection reset by peer (value: 104)',
      'E1123 13:11:41.608107 10262 tcp_transport.cpp:519] ClientSession::writeHeader failed. Error: Broken pipe (value: 32), bytes written: 0',
      'E1123 13:11:41.608183 10262 tcp_transport.cpp:590] ClientSession: failed to read WRITE ack frame. Error: End of file (value: 2)',
    ],
  },
  {
    id: 'no-lan-address',
    component: 'TransferEngine',
    title: 'The host has no address that others can use',
    code: 'ERR_INVALID_ARGUMENT',
    patterns: ['not valid LAN address found'],
    meaning: 'Only loopback addresses were found, so the engine cannot tell others where it is.',
    checks: [line(peerProbes.addresses, 'no address but 127.0.0.1: name one with `MC_TCP_BIND_ADDRESS`')],
    source: 'transfer_engine_impl.cpp, v0.3.12.post1',
    samples: ['E1123 13:10:26.217576  9690 transfer_engine_impl.cpp:165] not valid LAN address found'],
  },
];
