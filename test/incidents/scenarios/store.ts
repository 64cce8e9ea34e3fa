import type { Scenario } from '../incident.ts';
import { Log } from '../log.ts';
import {
  type ClientAddress,
  eviction,
  key,
  masterStart,
  masterStrays,
  sglangWork,
  strayErrors,
  tcpStart,
  vllmWork,
} from '../noise.ts';
import { failedBatch, failedGet, lostCall } from './steps.ts';

/** Incidents of the store: memory, leases, disks, masters and clients. */

const noSpace =
  ' due to insufficient space. Consider lowering eviction_high_watermark_ratio or mounting more segments.';

export const storeOutOfMemory: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 8, 30, 0);
  const full = start + 1_260_000;
  const end = full + 44_000;
  const addresses = [1, 2, 3].map((n) => ({ ip: `192.168.40.2${n}`, port: 12000 + n * 77 }));
  const master = new Log('mooncake-master.log', random, { year: true });
  const logs = addresses.map((_, i) => new Log(`sglang-h20-${i + 1}.log`, random));
  masterStart(master, random, start, addresses);
  masterStrays(master, random, start, full, 2);
  for (let at = start + 600_000; at < full; at += random.whole(60_000, 120_000)) eviction(master, random, at);
  for (let at = full - 2000; at < end; at += random.whole(4000, 9000)) eviction(master, random, at, 0);
  const lost: string[] = [];
  for (const [i, log] of logs.entries()) {
    tcpStart(log, random, start + 4000 + i * 800, addresses[i]!);
    sglangWork(log, random, start + 600_000, end, 150_000);
    strayErrors(log, random, start + 60_000, full, 1);
  }
  for (const log of logs) {
    for (let at = full + random.whole(0, 4000); at < end; at += random.whole(4000, 14_000)) {
      const t = random.whole(7001, 7004);
      const rank = `TP${random.whole(0, 3)}`;
      if (random.next() < 0.5) {
        const k = key(random);
        lost.push(k);
        log.glog(
          at,
          'W',
          'client_service.cpp:1558',
          `Failed to start put operation for key=${k}${noSpace}`,
          t,
        );
        log.sglang(at + 1, rank, `put failed: key=${k}, rc=-200`);
      } else {
        const n = random.whole(2, 3);
        const keys = Array.from({ length: n }, () => key(random));
        lost.push(...keys);
        master.glog(at - 1, 'W', 'rpc_service.cpp:518', `BatchPutStart failed for ${n} keys${noSpace}`, 1133);
        log.glog(at, 'W', 'client_service.cpp:2461', `BatchPut failed for ${n} keys${noSpace}`, t);
        log.sglang(
          at + 1,
          rank,
          `Failed to put key [${keys.map((k) => `'${k}'`).join(', ')}],res:[${keys.map(() => '-200').join(', ')}]`,
        );
      }
      if (lost.length > 4 && at > full + 15_000) {
        const [a, b] = [random.pick(lost), random.pick(lost)];
        logs[random.whole(0, 2)]!.sglang(
          at + random.whole(1000, 4000),
          rank,
          `Failed to get key ['${a}', '${b}'], res:[-704, -704]`,
        );
      }
    }
  }
  return {
    name: 'store-out-of-memory',
    logs: [master, ...logs],
    expected: {
      story:
        'All segments are full of leased objects and eviction frees nothing; puts are refused, and later gets of those keys miss.',
      cause: [
        { component: 'Store', name: 'NO_AVAILABLE_HANDLE' },
        { component: 'message', name: 'store-full' },
      ],
      hosts: [
        'mooncake-master',
        'sglang-h20-1',
        'sglang-h20-2',
        'sglang-h20-3',
        'h20-1',
        'h20-2',
        'h20-3',
        'h20',
      ],
      consequences: [{ component: 'Store', name: 'OBJECT_NOT_FOUND' }],
      places: {},
    },
  };
};

export const etcdLeaderLost: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 17, 30, 0);
  const lost = start + 1_738_306;
  const again = lost + 26_000;
  const end = again + 25_000;
  const addresses = [1, 2, 3].map((n) => ({ ip: `10.44.1.${n}`, port: 14000 + n * 31 }));
  const leader = new Log('master-m1.log', random);
  const standby = new Log('master-m2.log', random);
  const logs = addresses.map(
    (_, i) =>
      new Log(`client-c${i + 1}.log`, random, { wrapper: (time) => `${time.toISOString()} stderr F ` }),
  );
  const view = 'mooncake-store/mooncake_cluster/master_view';
  const lease = '5262630354244327913';
  for (const [log, role, state] of [
    [leader, 'leader', 'serving'],
    [standby, 'standby', 'standby'],
  ] as const) {
    if (log === leader) {
      log.glog(start, 'E', 'etcd_helper.cpp:74', `key=${view}, error=key not found in etcd`, 2521);
      log.glog(start + 9, 'I', 'master_service_supervisor.cpp:346', 'Entering warmup phase...', 2521);
      log.glog(start + 5009, 'I', 'master_service_supervisor.cpp:373', 'Starting serve phase...', 2521);
    }
    log.glog(
      start + 5012,
      'I',
      'master_service_supervisor.cpp:154',
      `Master runtime state -> ${state}, role=${role}`,
      2521,
    );
  }
  masterStart(leader, random, start + 5100, addresses);
  for (const [i, log] of logs.entries()) {
    tcpStart(log, random, start + 11_000 + i * 600, addresses[i]!);
    vllmWork(log, random, start + 60_000, end, 500_000);
    strayErrors(log, random, start + 60_000, lost - 60_000, 1);
  }
  const etcdWarning = (log: Log, at: number, method: string) =>
    log.raw(
      at,
      `{"level":"warn","ts":"${log.time(at).toISOString()}","logger":"etcd-client","caller":"v3@v3.5.21/retry_interceptor.go:63","msg":"retrying of unary invoker failed","target":"etcd-endpoints://0xc0000a0000/10.44.0.6:2379","method":"${method}","attempt":0,"error":"rpc error: code = Unavailable desc = etcdserver: leader changed"}`,
    );
  // etcd has no leader: the lease is not renewed, and the leading master steps down.
  etcdWarning(leader, lost - 210, '/etcdserverpb.Lease/LeaseKeepAlive');
  leader.glog(lost, 'E', 'etcd_helper.cpp:208', `lease_id=${lease}, error=keep alive channel closed`, 2881);
  leader.glog(
    lost + 4,
    'I',
    'master_service_supervisor.cpp:154',
    'Master runtime state -> standby, role=standby',
    2881,
  );
  leader.glog(
    lost + 4,
    'I',
    'master_service_supervisor.cpp:426',
    'Trying to stop server, reason=renew_error',
    2881,
  );
  leader.glog(lost + 31, 'E', 'master_service_supervisor.cpp:468', 'Master service stopped: 1', 2521);
  leader.glog(
    lost + 33,
    'E',
    'etcd_helper.cpp:222',
    'Failed to cancel keep lease: no keep alive context found for the given lease ID',
    2521,
  );
  leader.glog(
    lost + 34,
    'I',
    'master_service_supervisor.cpp:473',
    'Release leadership: ETCD_OPERATION_ERROR',
    2521,
  );
  for (const [log, offset] of [
    [leader, 5034],
    [standby, 1200],
  ] as const)
    for (let at = lost + offset; at < again; at += random.whole(5900, 6400)) {
      log.glog(at, 'E', 'etcd_helper.cpp:80', `key=${view}, error=context deadline exceeded`, 2521);
      log.glog(
        at,
        'W',
        'master_service_supervisor.cpp:104',
        'Failed to read current leader view: ETCD_OPERATION_ERROR, backend_type=etcd, retrying in 1s',
        2521,
      );
    }
  standby.glog(again + 500, 'I', 'master_service_supervisor.cpp:346', 'Entering warmup phase...', 2521);
  standby.glog(again + 5500, 'I', 'master_service_supervisor.cpp:373', 'Starting serve phase...', 2521);
  standby.glog(
    again + 5510,
    'I',
    'master_service_supervisor.cpp:154',
    'Master runtime state -> serving, role=leader',
    2521,
  );
  for (const log of logs) {
    const call = 4400 + random.whole(0, 9);
    let failures = 0;
    // A ping waits for its pool, then a second passes; from the third on etcd is asked too, which takes five.
    for (
      let at = lost + random.whole(40, 1000);
      at < again;
      at += random.whole(1000, 5300) + (failures < 3 ? 0 : 6000)
    ) {
      failures++;
      lostCall(log, at, call, failures === 1);
      if (failures < 3) log.glog(at, 'E', 'client_service.cpp:3844', 'Failed to ping master', 4460);
      else {
        log.glog(
          at,
          'E',
          'client_service.cpp:3852',
          `Failed to ping master for ${failures} times; fetching latest master view and reconnecting`,
          4460,
        );
        log.glog(at + 5000, 'E', 'etcd_helper.cpp:80', `key=${view}, error=context deadline exceeded`, 4460);
        log.glog(
          at + 5000,
          'E',
          'client_service.cpp:3857',
          'Failed to get new master view: ETCD_OPERATION_ERROR',
          4460,
        );
      }
    }
    for (let at = lost + random.whole(300, 3000); at < again; at += random.whole(4000, 12_000)) {
      const k = key(random);
      lostCall(log, at, call + 1, false);
      if (random.next() < 0.5) {
        log.glog(at, 'E', 'real_client.cpp:2703', `Query failed for key: ${k} with error: RPC_FAIL`, 4400);
        log.vllm(
          at + 1,
          'ERROR',
          'mooncake_backend.py:97',
          `Failed to get key ['${k}'], res:[-900]`,
          'Worker_TP0 pid=811',
        );
      } else {
        log.glog(
          at,
          'E',
          'client_service.cpp:1561',
          `Failed to start put operation for key=${k}: RPC_FAIL`,
          4400,
        );
        log.vllm(
          at + 1,
          'ERROR',
          'mooncake_backend.py:85',
          `Failed to put key ['${k}'],res:[-900]`,
          'Worker_TP0 pid=811',
        );
      }
    }
    log.glog(again + 2000, 'W', 'client_service.cpp:3864', 'No active master view is published yet', 4460);
    log.glog(again + 7000, 'I', 'client_service.cpp:3880', 'Reconnected to master 10.44.0.22:50051', 4460);
    for (let at = again + 9000; at < end; at += random.whole(3000, 9000))
      log.vllm(
        at,
        'ERROR',
        'mooncake_backend.py:97',
        `Failed to get key ['${key(random)}', '${key(random)}'], res:[-704, -704]`,
        'Worker_TP0 pid=811',
      );
  }
  standby.glog(
    again + 7100,
    'I',
    'master_service.cpp:7061',
    `client_id=4918870832766731220-5367791128432300194, action=client_expired`,
    862,
  );
  return {
    name: 'etcd-leader-lost',
    logs: [leader, standby, ...logs],
    expected: {
      story:
        'etcd loses its leader. The leading master cannot renew its lease and stops serving, the standby cannot read the view, clients lose their calls until the standby leads; it knows no objects.',
      cause: [
        { component: 'Store', name: 'ETCD_OPERATION_ERROR' },
        { component: 'message', name: 'leadership-lost' },
      ],
      hosts: ['m1', 'master-m1'],
      consequences: [{ component: 'Store', name: 'RPC_FAIL' }],
      places: {},
    },
  };
};

/** The same, without the logs of the masters: etcd is named only after several pings failed. */
export const etcdLostSeenByClients: Scenario = (random) => {
  const { logs, expected } = etcdLeaderLost(random);
  return {
    name: 'etcd-lost-seen-by-clients',
    logs: logs.filter(({ name }) => name.startsWith('client-')),
    expected: {
      ...expected,
      story:
        'etcd loses its leader and the master steps down, but only logs of clients are there: their calls fail first, and etcd is asked, in vain, only after several pings.',
      hosts: ['c1', 'c2', 'c3'],
    },
  };
};

export const leaseTooShort: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 4, 5, 0);
  const end = start + 270_000;
  const addresses = [1, 2, 3].map((n) => ({ ip: `10.9.3.${n}`, port: 16100 + n }));
  const master = new Log('a1/master.log', random);
  const logs = addresses.map((_, i) => new Log(`a${i + 1}/vllm.log`, random));
  masterStart(master, random, start, addresses);
  for (const [i, log] of logs.entries()) {
    tcpStart(log, random, start + 4000 + i * 700, addresses[i]!);
    vllmWork(log, random, start + 20_000, end, 70_000);
    strayErrors(log, random, start + 20_000, end, 1);
  }
  // Long contexts arrive after two minutes; their batches take longer than a lease.
  for (const log of [logs[1]!, logs[2]!])
    for (let at = start + 130_000 + random.whole(0, 5000); at < end; at += random.whole(13_000, 30_000)) {
      const n = random.whole(1, 3);
      const keys = Array.from({ length: n }, () => key(random));
      const t = random.whole(8071, 8074);
      for (const k of keys)
        log.glog(
          at,
          'W',
          'client_service.cpp:1483',
          `lease_expired_before_data_transfer_completed key=${k}`,
          t,
        );
      for (const k of keys)
        log.glog(at, 'E', 'real_client.cpp:4740', `BatchGet failed for key '${k}': LEASE_EXPIRED`, t);
      log.vllm(
        at + 1,
        'ERROR',
        'mooncake_backend.py:97',
        `Failed to get key [${keys.map((k) => `'${k}'`).join(', ')}], res:[${keys.map(() => '-707').join(', ')}]`,
        'Worker_TP2 pid=813',
      );
    }
  return {
    name: 'lease-too-short',
    logs: [master, ...logs],
    expected: {
      story: 'Leases of 500 ms, and batches of long contexts that take longer to be transferred.',
      cause: [
        { component: 'Store', name: 'LEASE_EXPIRED' },
        { component: 'message', name: 'lease-expired' },
      ],
      hosts: ['a2', 'a3'],
      consequences: [],
      places: { hosts: ['a2', 'a3'] },
    },
  };
};

export const slowDisk: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 1, 20, 0);
  const slow = start + 1_800_000;
  const end = slow + 648_000;
  const addresses = [1, 2, 3, 4].map((n) => ({ ip: `10.20.5.${n}`, port: 14400 + n * 13 }));
  const master = new Log('master.log', random, { year: true });
  const logs = addresses.map((_, i) => new Log(`kv-node-${i + 1}.log`, random, { year: true }));
  const kernel = new Log('kv-node-3.dmesg.log', random);
  masterStart(master, random, start, addresses);
  masterStrays(master, random, start, end, 2);
  for (const [i, log] of logs.entries()) {
    tcpStart(log, random, start + 4000 + i * 900, addresses[i]!);
    log.glog(start + 9000, 'I', 'real_client.cpp:962', 'Offload RPC server started on port 50052', 4133);
    log.glog(
      start + 9100,
      'I',
      'file_storage.cpp:387',
      'Starting periodic task with interval: 10s, running is: 1',
      4133,
    );
    vllmWork(log, random, start + 60_000, end, 700_000);
    strayErrors(log, random, start + 60_000, end, 1);
  }
  const owner = `${addresses[2]!.ip}:50052`;
  for (let at = slow - 3000; at < end; at += random.whole(30_000, 90_000))
    kernel.kernel(
      at,
      `nvme nvme2: I/O ${random.whole(1, 999)} QID ${random.whole(1, 16)} timeout, completion polled`,
    );
  for (let at = slow + 30_000; at < end; at += random.whole(40_000, 110_000)) {
    const k = `default/${key(random)}`;
    logs[2]!.glog(
      at,
      'E',
      'file_storage.cpp:1152',
      `Failed to allocate slice buffer, size = 4202496 (data_size=4194304), key = ${k}`,
      7120,
    );
    logs[2]!.glog(at, 'E', 'file_storage.cpp:407', 'Failed to allocate batch objects', 7120);
    logs[2]!.glog(
      at,
      'E',
      'real_client.cpp:5699',
      'Batch get offload object failed,err_code = BUFFER_OVERFLOW',
      7120,
    );
    const reader = logs[random.pick([0, 1, 3])]!;
    reader.glog(
      at + 1,
      'E',
      'real_client.cpp:5810',
      `Failed to invoke batch_get_offload_object, client_addr = ${owner}, error is: BUFFER_OVERFLOW`,
      6210,
    );
    reader.glog(
      at + 1,
      'E',
      'real_client.cpp:5738',
      'Batch get offload object failed with error: BUFFER_OVERFLOW',
      6210,
    );
    reader.glog(
      at + 1,
      'E',
      'real_client.cpp:4854',
      'Batch get store object failed with error: BUFFER_OVERFLOW',
      6210,
    );
  }
  for (const log of [logs[0]!, logs[1]!, logs[3]!])
    for (let at = slow + random.whole(2000, 20_000); at < end; at += random.whole(60_000, 190_000)) {
      const k = key(random);
      if (random.next() < 0.6) {
        log.glog(
          at,
          'I',
          'real_client.cpp:5755',
          `Time taken for batch_get_into_offload_object_internal: ${random.whole(5100, 19_000)}ms, with target_rpc_service_addr: ${owner}, key size: ${random.whole(1, 32)}, batch_id: ${random.whole(100, 999)}, gc ttl: 5000ms.`,
          6210,
        );
        log.glog(
          at,
          'E',
          'real_client.cpp:4854',
          'Batch get store object failed with error: OBJECT_HAS_LEASE',
          6210,
        );
        log.vllm(
          at + 1,
          'ERROR',
          'mooncake_backend.py:97',
          `Failed to get key ['${k}'], res:[-706]`,
          'Worker_TP0 pid=811',
        );
      } else {
        log.glog(at, 'E', 'real_client.cpp:5852', 'RPC call failed: Connection timed out', 6233);
        log.glog(
          at,
          'E',
          'real_client.cpp:5810',
          `Failed to invoke batch_get_offload_object, client_addr = ${owner}, error is: RPC_FAIL`,
          6210,
        );
        log.glog(
          at,
          'E',
          'real_client.cpp:5738',
          'Batch get offload object failed with error: RPC_FAIL',
          6210,
        );
        log.glog(at, 'E', 'real_client.cpp:4854', 'Batch get store object failed with error: RPC_FAIL', 6210);
        log.vllm(
          at + 1,
          'ERROR',
          'mooncake_backend.py:97',
          `Failed to get key ['${k}'], res:[-900]`,
          'Worker_TP0 pid=811',
        );
      }
    }
  for (let at = slow + 600_000; at < end; at += random.whole(9000, 40_000))
    for (let n = random.whole(1, 3); n > 0; n--)
      master.glog(
        at,
        'W',
        'master_service.cpp:5836',
        `Offloading task expired for key: ${random.hex(64)}_${random.whole(0, 3)}_${random.pick(['k', 'v'])} tenant=default`,
        1140,
      );
  return {
    name: 'slow-disk-under-offload',
    logs: [master, ...logs, kernel],
    expected: {
      story:
        'The offload disk of kv-node-3 answers in seconds. Its buffers run out, readers time out or get their data too late, and offloads that wait for it expire.',
      cause: [
        { component: 'message', name: 'slow-storage' },
        { component: 'message', name: 'offload-read-late' },
        { component: 'message', name: 'offload-read-slow' },
        { component: 'Store', name: 'OBJECT_HAS_LEASE' },
        { component: 'Store', name: 'BUFFER_OVERFLOW' },
      ],
      hosts: ['kv-node-1', 'kv-node-2', 'kv-node-3', 'kv-node-4'],
      consequences: [
        { component: 'Store', name: 'BUFFER_OVERFLOW' },
        { component: 'message', name: 'offload-task-expired' },
      ],
      places: { peers: ['10.20.5.3'] },
    },
  };
};

export const crashedClient: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 19, 0, 0);
  const crash = start + 900_000;
  const end = crash + 60_000;
  const addresses: ClientAddress[] = [1, 2, 3, 4].map((n) => ({ ip: `10.66.0.${n}`, port: 12500 + n * 19 }));
  const data = addresses.map(() => random.whole(15000, 16999));
  const master = new Log('master.log', random);
  const logs = addresses.map((_, i) => new Log(`decode-n${i + 1}.log`, random));
  masterStart(master, random, start, addresses);
  for (const [i, log] of logs.entries()) {
    const stop = i === 1 ? crash : end;
    tcpStart(log, random, start + 4000 + i * 900, addresses[i]!);
    vllmWork(log, random, start + 20_000, stop, 300_000);
    strayErrors(log, random, start + 20_000, crash - 60_000, 1);
  }
  const dead = addresses[1]!;
  for (const [i, log] of logs.entries()) {
    if (i === 1) continue;
    let first = true;
    for (let at = crash + random.whole(2, 900); at < crash + 14_000; at += random.whole(1400, 6000)) {
      const t = 9461 + i;
      const k = key(random);
      if (first)
        log.glog(
          at,
          'E',
          'tcp_transport.cpp:654',
          `ClientSession::readBody failed. Attempt to read data 0x7f86${random.hex(6)}10 using buffer 0x7f86${random.hex(6)}10. Error: Connection reset by peer (value: 104)`,
          t - 12,
        );
      else {
        log.glog(
          at,
          'E',
          'tcp_transport.cpp:1099',
          `TcpTransport::getConnection failed to create connection to ${dead.ip}:${data[1]}. Error: connect: Connection refused`,
          t,
        );
        log.glog(
          at,
          'E',
          'tcp_transport.cpp:1320',
          `TcpTransport::startTransfer failed to get connection to ${dead.ip}:${data[1]}`,
          t,
        );
      }
      first = false;
      failedBatch(log, at, random, t);
      failedGet(log, at, k, t);
      log.vllm(
        at + 1,
        'ERROR',
        'mooncake_backend.py:97',
        `Failed to get key ['${k}'], res:[-800]`,
        'Worker_TP0 pid=811',
      );
    }
    for (let at = crash + 15_000; at < end; at += random.whole(4000, 12_000))
      log.vllm(
        at,
        'ERROR',
        'mooncake_backend.py:97',
        `Failed to get key ['${key(random)}', '${key(random)}'], res:[-704, -704]`,
        'Worker_TP0 pid=811',
      );
  }
  master.glog(
    crash + 10_400,
    'I',
    'master_service.cpp:7061',
    'client_id=17586899010612525645-16815589278181884856, action=client_expired',
    1180,
  );
  master.glog(
    crash + 10_420,
    'I',
    'master_service.cpp:7141',
    `client_id=17586899010612525645-16815589278181884856, segment_name=${dead.ip}:${dead.port}, action=unmount_expired_mem_segment`,
    1180,
  );
  return {
    name: 'crashed-client',
    logs: [master, ...logs],
    expected: {
      story:
        'The client on decode-n2 is killed; its log only stops. Readers lose their connections, until the master gives up on it and its keys are unknown.',
      cause: [
        { component: 'message', name: 'tcp-connect-failed' },
        { component: 'message', name: 'client-expired' },
        { component: 'TransferEngine', name: 'ERR_SOCKET' },
      ],
      hosts: ['n1', 'n3', 'n4', 'decode-n1', 'decode-n3', 'decode-n4'],
      consequences: [{ component: 'Store', name: 'TRANSFER_FAIL' }],
      places: { peers: ['10.66.0.2'] },
    },
  };
};

export const masterKilled: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 11, 0, 0);
  const kill = start + 660_000;
  const back = kill + 35_000;
  const end = back + 60_000;
  const addresses = [1, 2, 3].map((n) => ({ ip: `10.55.2.${n}`, port: 12100 + n * 7 }));
  const master = new Log('ctrl0-master.log', random);
  // One host's clock is an hour ahead, and nothing in the logs says so.
  const logs = addresses.map(
    (_, i) => new Log(`w${i + 1}-client.log`, random, i === 2 ? { ahead: 3_600_000 } : {}),
  );
  masterStart(master, random, start, addresses);
  master.glog(back, 'I', 'master_service.cpp:1520', 'Task cleanup thread started', 5343);
  master.glog(back, 'I', 'master_admin_service.cpp:311', 'Master admin server started on port 9003', 5334);
  const shared = Array.from({ length: 12 }, () => key(random));
  for (const [i, log] of logs.entries()) {
    tcpStart(log, random, start + 4000 + i * 900, addresses[i]!);
    vllmWork(log, random, start + 20_000, kill, 300_000);
    const call = 5017 + i * 30;
    let failures = 0;
    for (let at = kill + random.whole(100, 1500); at < back; at += random.whole(4000, 5300)) {
      failures++;
      lostCall(log, at, call, failures === 1);
      if (failures < 3) log.glog(at, 'E', 'client_service.cpp:3844', 'Failed to ping master', call + 19);
      else {
        log.glog(
          at,
          'E',
          'client_service.cpp:3884',
          `Failed to ping master for ${failures} times (non-HA); reconnecting to 10.55.2.9:50051`,
          call + 19,
        );
        lostCall(log, at + 900, call, false);
        log.glog(
          at + 900,
          'E',
          'client_service.cpp:3889',
          'Reconnect failed to 10.55.2.9:50051: RPC_FAIL',
          call + 19,
        );
      }
    }
    for (let at = kill + random.whole(100, 4000); at < back; at += random.whole(3000, 8000)) {
      const k = random.pick(shared);
      log.glog(at, 'E', 'real_client.cpp:2703', `Query failed for key: ${k} with error: RPC_FAIL`, 5007);
      log.vllm(
        at + 1,
        'ERROR',
        'mooncake_backend.py:97',
        `Failed to get key ['${k}'], res:[-900]`,
        'Worker_TP0 pid=811',
      );
    }
    log.glog(back + 2000, 'I', 'client_service.cpp:3895', 'Reconnected to master 10.55.2.9:50051', call + 19);
    for (let at = back + 3000; at < end; at += random.whole(3000, 9000))
      log.vllm(
        at,
        'ERROR',
        'mooncake_backend.py:97',
        `Failed to get key ['${random.pick(shared)}'], res:[-704]`,
        'Worker_TP0 pid=811',
      );
  }
  return {
    name: 'master-killed-one-host-an-hour-off',
    logs: [master, ...logs],
    expected: {
      story: 'The master is killed and comes back empty; the clock of w3 is an hour ahead.',
      cause: [
        { component: 'Store', name: 'RPC_FAIL' },
        { component: 'message', name: 'master-unreachable' },
      ],
      hosts: ['w1', 'w2', 'w3'],
      consequences: [{ component: 'Store', name: 'OBJECT_NOT_FOUND' }],
      places: { hosts: ['w1', 'w2'] },
    },
  };
};
