import { answerLine } from '../../advice/probe.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import { peerProbes } from '../../advice/probes/peer.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const rpc: readonly Code[] = [
  {
    component: 'Store',
    group: 'RPC',
    name: 'RPC_FAIL',
    value: -900,
    description: 'RPC operation failed',
    origin: 'seed',
    cause: [
      'The master is down, restarting, or its port cannot be reached.',
      '`master_server_address` is wrong (the port is that of `--rpc_port`, not of the web pages), or points to an instance that is no longer the leader.',
      'Client and master are of different releases: the call arrives and is not understood (`failed to deserialize rpc return value`, `invalid rpc arg`).',
      'The other side of a client-to-client call (SSD reads, dummy to real client) has died, or the master is overloaded and closes connections.',
    ],
    action: [
      answerLine(masterProbes.port),
      answerLine(masterProbes.health),
      answerLine(masterProbes.process),
      answerLine(processProbes.killed, "on the master's host"),
      answerLine(processProbes.version),
      'With high availability let clients use its address (etcd://...) instead of one master; under load raise `--rpc_thread_num`.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4902] Reconnect failed to 10.20.0.2:50051: RPC_FAIL',
      'RuntimeError: Failed to setup Mooncake store, error code: -900',
      'E20260730 11:49:18.123456 12345 master_client.cpp:370] RPC call failed: Connection refused',
    ],
    related: ['RPC_TIMEOUT', 'UNAVAILABLE_IN_CURRENT_STATUS', 'INVALID_VERSION'],
  },
  {
    component: 'Store',
    group: 'RPC',
    name: 'RPC_TIMEOUT',
    value: -901,
    description: 'The RPC call ran past its client-side deadline',
    origin: 'source',
    cause: [
      'The master answered later than the client waits (30 s by default): it is overloaded, or holds a lock for long (snapshot, mass eviction).',
      'Packets are lost between client and master.',
      '`MC_RPC_TIMEOUT_MS` is set too small.',
    ],
    action: [
      answerLine(masterProbes.load),
      answerLine(masterProbes.summary),
      'Raise `--rpc_thread_num` on the master, or `MC_RPC_TIMEOUT_MS` on the clients (milliseconds); `MC_RPC_CONNECT_TIMEOUT_MS` is for connecting.',
      answerLine(masterProbes.snapshots),
      answerLine(peerProbes.losses),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:927] Failed to mount segment: RPC_TIMEOUT',
      'E20260730 11:49:18.123456 12345 master_client.cpp:367] RPC call timed out: request timeout',
    ],
    related: ['RPC_FAIL'],
  },
];
