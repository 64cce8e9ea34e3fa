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
      '`master_server_address` is wrong, or points to an instance that is no longer the leader.',
      'The other side of a client-to-client call (SSD reads, dummy to real client) has died.',
      'The master is overloaded and closes connections.',
    ],
    action: [
      '`curl http://MASTER:9003/health` and `nc -vz MASTER 50051` from the failing node.',
      "On the master, `ss -ltnp | grep 50051` and `dmesg -T | grep -iE 'oom|mooncake' | tail`: does it run, and has it been killed?",
      'With high availability, `curl http://MASTER:9003/leader` and let clients use the HA address (etcd://...) instead of a fixed one.',
      'If it comes and goes under load, raise `--rpc_thread_num` on the master.',
      "For SSD reads, the owner's port: the address stands in `Failed to invoke batch_get_offload_object, client_addr =`.",
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
      'On the master, `top -H -p $(pgrep mooncake_master)` and `curl http://MASTER:9003/metrics/summary`: is it busy, and with what?',
      'Raise `--rpc_thread_num`, or `MC_RPC_TIMEOUT_MS` on the clients (milliseconds); `MC_RPC_CONNECT_TIMEOUT_MS` is for connecting.',
      "Do the times match snapshots? `grep '\\[Snapshot\\]' MASTER_LOG`; lengthen `--snapshot_interval_seconds`.",
      '`ping -c 20 MASTER` and `ss -ti dst MASTER` for losses and retransmissions.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:927] Failed to mount segment: RPC_TIMEOUT',
      'E20260730 11:49:18.123456 12345 master_client.cpp:367] RPC call timed out: request timeout',
    ],
    related: ['RPC_FAIL'],
  },
];
