import { answerLine } from '../../advice/probe.ts';
import { deviceProbes } from '../../advice/probes/device.ts';
import { logProbes } from '../../advice/probes/logs.ts';
import { metadataProbes } from '../../advice/probes/metadata.ts';
import { peerProbes } from '../../advice/probes/peer.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const engineHandshake: readonly Code[] = [
  {
    component: 'TransferEngine',
    group: 'Handshake',
    name: 'ERR_DNS',
    value: -101,
    description:
      'Local server name is not a valid DNS hostname or IP address, preventing other nodes from handshaking with this node',
    origin: 'seed',
    statusName: 'Dns',
    cause: [
      'The peer registered itself under a name that this node cannot resolve: a container or pod host name, or one missing from DNS and /etc/hosts.',
      'The name carries the wrong form, for example a port twice or an IPv6 address where IPv4 is expected.',
      'DNS itself is down or slow on this node.',
    ],
    action: [
      answerLine(peerProbes.name, 'the name stands in the log line'),
      'Give every node a `local_hostname` that all others can resolve, best an IP address; never localhost.',
      'For IPv6 addresses set `MC_USE_IPV6`; it switches the handshake from IPv4 to IPv6 only.',
      'On Kubernetes, check that the name is a service or a pod IP.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 rdma_endpoint.cpp:462] Active handshake RPC failed; resetting endpoint. rc=-101, local_desc.qp_num=[412,413], endpoint=EndPoint: local node-a1@mlx5_0 (unconnected)',
      'E20260730 11:49:18.123456 12345 transfer_metadata_plugin.cpp:922] SocketHandShakePlugin: failed to get IP address of peer server node-b2:12345, check DNS and /etc/hosts, or use IPv4 address instead: Resource temporarily unavailable [11]',
    ],
    related: ['ERR_SOCKET', 'ERR_METADATA'],
  },
  {
    component: 'TransferEngine',
    group: 'Handshake',
    name: 'ERR_SOCKET',
    value: -102,
    description: 'Errors related to TCP Socket during the handshake process',
    origin: 'seed',
    statusName: 'Socket',
    cause: [
      'The peer is down or restarted, and nobody listens on the port that its metadata entry still names (`Connection refused`).',
      'A firewall, security group or network policy blocks the handshake port (`Connection timed out`, `No route to host`).',
      'The local handshake port is taken (`Address already in use`).',
      'The peer closed the connection in the middle of the handshake: it crashed or is overloaded.',
    ],
    action: [
      answerLine(peerProbes.port),
      answerLine(peerProbes.listens),
      answerLine(logProbes.handshake),
      answerLine(metadataProbes.entry, 'if the peer restarted on another port, its old entry is stale'),
      'Narrow the ports Mooncake takes with `MC_MIN_RPC_PORT` and `MC_MAX_RPC_PORT`, and open these and the data port: the TCP transport listens on another one (`TcpTransport: listen on port`).',
      'If peers answer slowly under load, raise `MC_HANDSHAKE_CONNECT_TIMEOUT` and `MC_HANDSHAKE_LISTEN_BACKLOG`.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 rdma_endpoint.cpp:462] Active handshake RPC failed; resetting endpoint. rc=-102, local_desc.qp_num=[412,413], endpoint=EndPoint: local node-a1@mlx5_0 (unconnected)',
      'E20260730 11:49:18.123456 12345 transfer_metadata_plugin.cpp:984] SocketHandShakePlugin: connect()10.20.0.7:15428: Connection refused [111]',
    ],
    related: ['ERR_DNS', 'ERR_METADATA', 'ERR_ENDPOINT'],
  },
  {
    component: 'TransferEngine',
    group: 'Handshake',
    name: 'ERR_MALFORMED_JSON',
    value: -103,
    description: 'Data format error during handshake exchange',
    origin: 'seed',
    statusName: 'MalformedJson',
    cause: [
      'Something that is not Mooncake answers on the handshake port: another service took it after the peer stopped.',
      'The peer cut its answer short because it crashed or ran out of memory while writing.',
      'The two nodes run Mooncake versions whose handshake messages differ.',
      'A topology file or `MC_CUSTOM_TOPO_JSON` is not valid JSON, or its entries are not pairs of lists.',
    ],
    action: [
      answerLine(peerProbes.listens, 'whether it is the Mooncake process that owns the port'),
      answerLine(processProbes.version),
      "In the peer's log, look for a crash or restart at the same second.",
      answerLine(processProbes.json),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 rdma_endpoint.cpp:885] Failed to send RDMA ready ACK to node-b2:12345: -103',
      'E20260730 11:49:18.123456 12345 transfer_metadata_plugin.cpp:1077] SocketHandShakePlugin: failed to receive handshake message: malformed json format: * Line 1, Column 1',
    ],
    related: ['ERR_SOCKET', 'ERR_REJECT_HANDSHAKE'],
  },
  {
    component: 'TransferEngine',
    group: 'Handshake',
    name: 'ERR_REJECT_HANDSHAKE',
    value: -104,
    description: "Peer rejects the handshake due to peer's errors",
    origin: 'seed',
    statusName: 'RejectHandshake',
    cause: [
      'The peer could not bring its queue pairs up (`Failed to modify QP to RTR`): MTU, GID or network path do not fit.',
      'The peer does not have the NIC that this node asked for, or the packet names another NIC than expected, as after a restart with other devices.',
      'A late or stale ready-ACK arrived after one side had reset the connection; the next attempt normally succeeds.',
      "In current Mooncake the asking side mostly reports ERR_METADATA for a rejection; the true reason is in the peer's log.",
    ],
    action: [
      answerLine(logProbes.peerHandshake),
      answerLine(deviceProbes.gids, 'align with `MC_GID_INDEX` and `MC_MTU`, on BOTH sides'),
      answerLine(deviceProbes.listenWrite),
      answerLine(deviceProbes.write),
      'If the peer restarted with other NICs, restart this process or let the cached descriptor expire.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 transfer_metadata.cpp:1519] Handshake rejected by node-b2:12345: Handshake callback failed: -104',
      'E20260730 11:49:18.123456 12345 rdma_endpoint.cpp:514] Rejected handshake request by peer node-b2@mlx5_0',
    ],
    related: ['ERR_METADATA', 'ERR_ENDPOINT', 'ERR_DEVICE_NOT_FOUND'],
  },
];
