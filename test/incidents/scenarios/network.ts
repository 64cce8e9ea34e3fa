import type { Scenario } from '../incident.ts';
import { Log } from '../log.ts';
import type { ClientAddress } from '../noise.ts';
import {
  key,
  masterStart,
  masterStrays,
  rdmaStart,
  sglangWork,
  strayErrors,
  tcpStart,
  vllmWork,
} from '../noise.ts';
import { failedBatch, failedGet, failedSlice } from './steps.ts';

/** Incidents of metadata, devices, connections and ports. */

export const metadataServerGone: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 2, 10, 0);
  const gone = start + 240_000;
  const end = gone + 63_000;
  const metadata = '10.31.0.2:8080';
  const addresses: ClientAddress[] = [
    { ip: '10.31.0.11', port: 14771 },
    { ip: '10.31.0.12', port: 14229 },
    { ip: '10.31.0.13', port: 15003 },
  ];
  const server = new Log('kv-meta0.log', random);
  const master = new Log('kv-master0.log', random);
  const clients = addresses.map((_, i) => new Log(`pf-a0${i + 1}.log`, random));
  masterStart(master, random, start, addresses);
  masterStrays(master, random, start, end, 2);
  server.python(start - 500, 'root', 'INFO', 'HTTP Metadata Server started on 0.0.0.0:8080');
  for (const [i, address] of addresses.entries()) {
    const log = clients[i]!;
    tcpStart(log, random, start + 4000 + i * 900, address, metadata);
    server.python(
      start + 4100 + i * 900,
      'aiohttp.access',
      'INFO',
      `${address.ip} [23/Nov/2026:02:10:04 +0000] "PUT /metadata?key=mooncake%2Fram%2F${address.ip}%3A${address.port} HTTP/1.1" 200 175 "-" "-"`,
    );
    vllmWork(log, random, start + 20_000, end, 80_000);
    strayErrors(log, random, start + 20_000, end, 1);
  }
  // Descriptors are cached, so that each client notices when it needs one it has not.
  for (const [i, log] of clients.entries()) {
    const own = addresses[i]!;
    for (let at = gone + random.whole(400, 6000); at < end; at += random.whole(9000, 24_000)) {
      const peer = addresses[(i + random.whole(1, 2)) % 3]!;
      const t = random.whole(5100, 5104);
      const k = key(random);
      log.glog(
        at,
        'E',
        'transfer_metadata_plugin.cpp:284',
        `GET http://${metadata}/metadata?key=mooncake%2Fram%2F${peer.ip}%3A${peer.port} curl: Couldn't connect to server err: Failed to connect to 10.31.0.2 port 8080 after 0 ms: Couldn't connect to server`,
        t,
      );
      log.glog(
        at,
        'W',
        'transfer_metadata.cpp:1008',
        `Failed to retrieve segment descriptor, name ${peer.ip}:${peer.port}`,
        t,
      );
      log.glog(
        at,
        'E',
        'transfer_task.cpp:1209',
        `Failed to open segment for endpoint='${peer.ip}:${peer.port}'`,
        t,
      );
      log.glog(at, 'E', 'client_service.cpp:3488', 'Failed to submit transfer operation', t);
      failedGet(log, at, k, t);
      log.vllm(
        at + 1,
        'ERROR',
        'mooncake_backend.py:97',
        `Failed to get key ['${k}'], res:[-800]`,
        'Worker_TP1 pid=812',
      );
    }
    if (i === 2) {
      // One registers a buffer meanwhile, which has to be published.
      const at = gone + 61_000;
      for (const wait of [0, 1])
        for (const [severity, source, text] of [
          [
            'E',
            'transfer_metadata_plugin.cpp:340',
            `PUT http://${metadata}/metadata?key=mooncake%2Fram%2F${own.ip}%3A${own.port} curl: Couldn't connect to server err: Failed to connect to 10.31.0.2 port 8080 after 0 ms: Couldn't connect to server`,
          ],
          [
            'E',
            'transfer_metadata.cpp:554',
            `Failed to register segment descriptor, name ${own.ip}:${own.port} protocol tcp`,
          ],
        ] as const)
          log.glog(at + wait, severity, source, text, 4925);
      log.glog(
        at + 2,
        'W',
        'transfer_engine_impl.cpp:619',
        'Failed to roll back registration for tcp, ret=-200',
        4925,
      );
      log.vllm(
        at + 3,
        'ERROR',
        'mooncake_backend.py:61',
        'Failed to register buffer, error code: -600',
        'Worker_TP0 pid=811',
      );
    }
  }
  return {
    name: 'metadata-server-gone',
    logs: [master, server, ...clients],
    expected: {
      story:
        'The HTTP metadata server ends; its own log only stops. Clients that need a descriptor fail to open segments, and one cannot register a buffer.',
      cause: [
        { component: 'TransferEngine', name: 'ERR_METADATA' },
        { component: 'message', name: 'metadata-server-unreachable' },
      ],
      hosts: ['pf-a01', 'pf-a02', 'pf-a03'],
      consequences: [{ component: 'Store', name: 'TRANSFER_FAIL' }],
      places: { hosts: ['pf-a01', 'pf-a02', 'pf-a03'] },
    },
  };
};

export const oneNicDown: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 2, 0, 0);
  const down = start + 845_118;
  const end = down + 66_000;
  const devices = ['mlx5_0', 'mlx5_1', 'mlx5_2', 'mlx5_3'];
  const addresses = [1, 2, 3, 4, 5, 6].map((n) => ({ ip: `10.12.0.${10 + n}`, port: 15000 + n * 17 }));
  const logs = addresses.map((_, i) => new Log(`node${i + 1}/sglang.log`, random));
  const kernel = new Log('node4/dmesg.log', random);
  const gid = (device: string) =>
    `00:00:00:00:00:00:00:00:00:00:ff:ff:0a:${device.at(-1)}c:00:${random.hex(2)}`;
  for (const [i, log] of logs.entries()) {
    rdmaStart(log, random, start + i * 700, addresses[i]!, devices, gid);
    sglangWork(log, random, start + 20_000, end, 220_000);
    strayErrors(log, random, start + 20_000, down - 20_000, 1);
  }
  const [broken] = [logs[3]!];
  kernel.kernel(start - 86_000_000, 'mlx5_core 0000:65:00.1: firmware version: 28.39.1002');
  kernel.kernel(down - 120, 'mlx5_core 0000:65:00.1 ens65f1np1: Link down');
  broken.glog(
    down,
    'W',
    'worker_pool.cpp:938',
    'Worker: Received context async event port error for context mlx5_3',
    51880,
  );
  broken.glog(
    down + 1,
    'I',
    'worker_pool.cpp:1012',
    'Worker: Context mlx5_3 is now inactive due to fatal event: 10',
    51880,
  );
  for (const [i, log] of logs.entries()) {
    if (i === 3) continue;
    const path = `${addresses[3]!.ip}:${addresses[3]!.port}@mlx5_3`;
    // The retries of the device take a few seconds before it gives up.
    for (let at = down + random.whole(3400, 9000); at < end - 20_000; at += random.whole(16_000, 40_000)) {
      const local = random.pick(devices);
      const thread = 51870 + random.whole(0, 4);
      for (let n = random.whole(1, 3); n > 0; n--)
        failedSlice(log, at, random, { local, peer: path, thread }, 'transport retry counter exceeded');
      log.glog(
        at,
        'W',
        'worker_pool.cpp:1314',
        `Rail paused: peer=${path} error_count=10 pause_ms=30000`,
        thread,
      );
      if (random.next() < 0.6) {
        const k = key(random);
        const later = at + random.whole(900, 7000);
        failedBatch(log, later, random, 52010);
        failedGet(log, later, k, 52010);
        log.sglang(later + 1, `TP${random.whole(0, 3)}`, `Failed to get key ['${k}'],res:[-800]`);
      }
    }
  }
  return {
    name: 'one-nic-down',
    logs: [...logs, kernel],
    expected: {
      story:
        'The link of mlx5_3 at node4 goes down. Its peers run out of retries towards that device and lose transfers until they have switched.',
      cause: [{ component: 'message', name: 'rdma-device-event' }],
      hosts: ['node4'],
      consequences: [
        { component: 'Store', name: 'TRANSFER_FAIL' },
        { component: 'message', name: 'transport-retry-exceeded' },
      ],
      places: { peers: ['10.12.0.14'], devices: ['mlx5_3'] },
    },
  };
};

export const wrongGid: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 22, 23, 50, 0);
  const join = start + 610_000;
  const end = join + 78_000;
  const names = ['gpu-05', 'gpu-06', 'gpu-07', 'gpu-08'];
  const addresses = names.map((_, i) => ({ ip: `10.77.4.${15 + i}`, port: 15180 + i * 41 }));
  const logs = names.map((name) => new Log(`store-${name}.log`, random, { year: true }));
  const good = (i: number) => () => `00:00:00:00:00:00:00:00:00:00:ff:ff:0a:4d:04:${(15 + i).toString(16)}`;
  const local = 'fe:80:00:00:00:00:00:00:ba:ce:f6:ff:fe:3a:10:2e';
  for (const [i, log] of logs.entries()) {
    if (i !== 2) rdmaStart(log, random, start + i * 1300, addresses[i]!, ['mlx5_2'], good(i));
    vllmWork(log, random, (i === 2 ? join : start) + 30_000, end, 150_000);
  }
  const odd = logs[2]!;
  odd.glog(join - 31_000, 'I', 'rdma_context.cpp:1353', 'Using user-specified GID index: 1', 4001);
  rdmaStart(odd, random, join - 30_000, addresses[2]!, ['mlx5_2'], () => local, 1);
  const bad = `${addresses[2]!.ip}:${addresses[2]!.port}@mlx5_2`;
  for (const [i, log] of logs.entries()) {
    if (i === 2) continue;
    const here = `${addresses[i]!.ip}:${addresses[i]!.port}@mlx5_2`;
    for (let at = join + random.whole(500, 8000); at < end; at += random.whole(12_000, 30_000)) {
      const t = 40100 + i;
      const rtr = `[Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: local=${here}, peer=${bad}, qp_index=0, local_qp=${random.whole(1000, 1999)}, peer_qp=${random.whole(3000, 3999)}, local_gid=${good(i)()}, local_gid_index=3, peer_gid=${local}, peer_lid=0, path_mtu=5, port_num=1: Invalid argument`;
      log.glog(at, 'E', 'rdma_endpoint.cpp:1194', rtr, t);
      log.glog(
        at,
        'I',
        'rdma_endpoint.cpp:858',
        `Successfully reset pre-connected endpoint (triggered by: failed connection setup (${i % 2 === 0 ? 'active' : 'passive'})).`,
        t,
      );
      if (i % 2 === 0) {
        // This side called, and failed itself.
        log.glog(
          at + 1,
          'W',
          'worker_pool.cpp:448',
          `Worker: Cannot make connection for endpoint: ${bad}, no alternate peer RNIC is available; retrying without pausing peer rail`,
          t,
        );
        if (random.next() < 0.7) {
          const k = key(random);
          failedBatch(log, at + 40, random, 40177);
          failedGet(log, at + 40, k, 40177);
          log.vllm(
            at + 42,
            'ERROR',
            'mooncake_backend.py:97',
            `Failed to get key ['${k}'], res:[-800]`,
            'Worker_TP0 pid=811',
          );
        }
      } else {
        // The odd host called; it gets this side's reason as the reply.
        const reply = 'Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: Invalid argument';
        odd.glog(
          at + 2,
          'E',
          'transfer_metadata.cpp:1460',
          `Handshake rejected by ${addresses[i]!.ip}:${addresses[i]!.port}: ${reply}`,
          40233,
        );
        odd.glog(
          at + 2,
          'E',
          'rdma_endpoint.cpp:462',
          `Active handshake RPC failed; resetting endpoint. rc=-200, local_desc.qp_num=[3310], endpoint=EndPoint: local ${bad} (unconnected)`,
          40233,
        );
        odd.glog(
          at + 2,
          'W',
          'worker_pool.cpp:448',
          `Worker: Cannot make connection for endpoint: ${here}, no alternate peer RNIC is available; retrying without pausing peer rail`,
          40233,
        );
        const k = key(random);
        failedBatch(odd, at + 45, random, 40260);
        failedGet(odd, at + 45, k, 40260);
      }
    }
    strayErrors(log, random, start + 40_000, end, 1);
  }
  return {
    name: 'wrong-gid',
    logs,
    expected: {
      story:
        'gpu-07 joins with MC_GID_INDEX=1, a link-local GID. All others fail to connect a queue pair to it, and reject it when it calls.',
      cause: [
        { component: 'TransferEngine', name: 'ERR_ENDPOINT' },
        { component: 'message', name: 'qp-to-rtr' },
      ],
      hosts: ['gpu-05', 'gpu-06', 'gpu-08'],
      consequences: [
        { component: 'Store', name: 'TRANSFER_FAIL' },
        { component: 'TransferEngine', name: 'ERR_METADATA' },
      ],
      places: { peers: ['10.77.4.17'], devices: ['mlx5_2'] },
    },
  };
};

export const portExhaustion: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 14, 0, 0);
  const out = start + 1_420_000;
  const end = out + 26_000;
  const addresses = [1, 2, 3, 4].map((n) => ({ ip: `172.16.9.${30 + n}`, port: 13000 + n * 211 }));
  const data = addresses.map(() => random.whole(15000, 16999));
  const master = new Log('172.16.9.30.master.log', random);
  const logs = addresses.map(({ ip }) => new Log(`${ip}.client.log`, random));
  masterStart(master, random, start, addresses);
  masterStrays(master, random, start, end, 3);
  for (const [i, log] of logs.entries()) {
    tcpStart(log, random, start + 4000 + i * 1100, addresses[i]!);
    vllmWork(log, random, start + 20_000, end, 500_000);
    strayErrors(log, random, start + 20_000, end, 1);
  }
  const log = logs[2]!;
  for (let at = out; at < end; at += random.whole(1000, 5200)) {
    const j = random.pick([0, 1, 3]);
    const { ip } = addresses[j]!;
    const t = random.whole(6120, 6123);
    const k = key(random);
    log.glog(
      at,
      'E',
      'tcp_transport.cpp:1099',
      `TcpTransport::getConnection failed to create connection to ${ip}:${data[j]}. Error: connect: Cannot assign requested address`,
      t,
    );
    log.glog(
      at,
      'E',
      'tcp_transport.cpp:1320',
      `TcpTransport::startTransfer failed to get connection to ${ip}:${data[j]}`,
      t,
    );
    failedBatch(log, at, random, t);
    failedGet(log, at, k, t);
    if (random.next() < 0.6)
      log.vllm(
        at + 1,
        'ERROR',
        'mooncake_backend.py:97',
        `Failed to get key ['${k}'], res:[-800]`,
        `Worker_TP${random.whole(0, 3)} pid=811`,
      );
    if (random.next() < 0.2)
      log.glog(
        at + 3,
        'E',
        'transfer_metadata_plugin.cpp:1025',
        `SocketHandShakePlugin: connect()${ip}:${addresses[j]!.port}: Cannot assign requested address [99]`,
        6130,
      );
  }
  return {
    name: 'port-exhaustion',
    logs: [master, ...logs],
    expected: {
      story:
        '172.16.9.33 has used up its local ports with short connections of the TCP transport; the others work.',
      cause: [
        { component: 'TransferEngine', name: 'ERR_SOCKET' },
        { component: 'message', name: 'ephemeral-ports-exhausted' },
      ],
      hosts: ['172.16.9.33'],
      consequences: [{ component: 'Store', name: 'TRANSFER_FAIL' }],
      places: { hosts: ['172.16.9.33'] },
    },
  };
};

export const memoryKeysExhausted: Scenario = (random) => {
  const start = Date.UTC(2026, 10, 23, 15, 40, 0);
  const restart = start + 420_000;
  const end = restart + 200_000;
  const addresses = [1, 2, 3].map((n) => ({ ip: `10.18.7.${n}`, port: 15400 + n * 9 }));
  const logs = addresses.map((_, i) => new Log(`store-gpu${i + 1}.log`, random));
  const gid = (device: string) => `00:00:00:00:00:00:00:00:00:00:ff:ff:0a:12:07:0${device.at(-1)}`;
  for (const [i, log] of logs.entries()) {
    rdmaStart(log, random, start + i * 700, addresses[i]!, ['mlx5_0', 'mlx5_1'], gid);
    sglangWork(log, random, start + 20_000, i === 1 ? restart - 30_000 : end, 90_000);
  }
  const log = logs[1]!;
  const base = '0x7efb94000000';
  rdmaStart(log, random, restart, addresses[1]!, ['mlx5_0', 'mlx5_1'], gid);
  log.glog(
    restart + 900,
    'E',
    'rdma_context.cpp:588',
    `Failed to register memory ${base}: Resource temporarily unavailable [11]`,
    4021,
  );
  log.glog(
    restart + 901,
    'E',
    'client_service.cpp:2813',
    `register_local_memory_failed base=${base} size=68719476736, error=-202`,
    4021,
  );
  log.glog(restart + 902, 'E', 'real_client.cpp:922', 'Failed to mount segment: INVALID_PARAMS', 4021);
  log.sglang(restart + 904, 'TP0', 'Failed to setup Mooncake store, error code: -600');
  return {
    name: 'memory-keys-exhausted',
    logs,
    expected: {
      story:
        'gpu2 is restarted after it was killed often; its device has no memory keys left, and the store does not start.',
      cause: [
        { component: 'TransferEngine', name: 'ERR_CONTEXT' },
        { component: 'message', name: 'mkey-exhausted' },
      ],
      hosts: ['gpu2'],
      consequences: [{ component: 'Store', name: 'INVALID_PARAMS' }],
      places: { hosts: ['gpu2'] },
    },
  };
};
