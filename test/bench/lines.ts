import type { Random } from './random.ts';
import { codedStatement, otherLine, plainStatement, resultList, statedCode } from './statements.ts';

/** When a line is logged; glog's, Python's and SGLang's stamps come from it. */
export interface Moment {
  /** `0730` */
  readonly date: string;
  /** `11:49:18` */
  readonly time: string;
  /** `123456` */
  readonly micros: string;
}

export type Line = (random: Random, moment: Moment) => string;

const names = [
  'NO_AVAILABLE_HANDLE',
  'OBJECT_NOT_FOUND',
  'RPC_FAIL',
  'TRANSFER_FAIL',
  'INVALID_PARAMS',
  'SEGMENT_NOT_FOUND',
  'OBJECT_ALREADY_EXISTS',
  'REPLICA_IS_NOT_READY',
  'LEASE_EXPIRED',
  'FILE_READ_FAIL',
  'ETCD_OPERATION_ERROR',
  'CLIENT_NOT_FOUND',
] as const;
const storeValues = [-200, -704, -900, -800, -600, -101, -705, -703, -707, -1101, -1000, -103] as const;
const engineValues = [-1, -101, -102, -103, -200, -201, -202] as const;

const address = (random: Random) => `10.0.${random.whole(0, 7)}.${random.whole(2, 254)}`;
const peer = (random: Random) => `${address(random)}:${random.whole(10000, 60000)}`;
const nic = (random: Random) => `${peer(random)}@mlx5_${random.whole(0, 7)}`;
const clientId = (random: Random) =>
  `${random.whole(1e9, 9e9)}${random.whole(1e9, 9e9)}-${random.whole(1e9, 9e9)}${random.whole(1e9, 9e9)}`;
const key = (random: Random) =>
  random.next() < 0.6
    ? `demo-model@tp_rank:${random.whole(0, 7)}@pp_rank:0@${random.hex(64)}`
    : `req-${random.whole(100, 99999)}-chunk-${random.whole(0, 63)}_k`;

/** The statement stands in another line of the file in each release. */
function elsewhere(random: Random, source: string): string {
  const [file, line] = source.split(':');
  return `${file}:${Number(line) + 7 * random.whole(0, 5)}`;
}

function glog(severity: string, source: string, text: (random: Random) => string): Line {
  return (random, moment) =>
    `${severity}${random.next() < 0.7 ? '2026' : ''}${moment.date} ${moment.time}.${moment.micros} ${random.whole(10000, 99999)} ${elsewhere(random, source)}] ${text(random)}`;
}

function python(level: string, source: string, text: (random: Random) => string): Line {
  return (random, moment) => {
    const wrapper = random.weighted([
      [3, `(Worker_TP${random.whole(0, 7)} pid=${random.whole(1000, 99999)}) `],
      [3, `(EngineCore_DP0 pid=${random.whole(1000, 99999)}) `],
      [4, ''],
    ]);
    return `${wrapper}${level} ${moment.date.slice(0, 2)}-${moment.date.slice(2)} ${moment.time} [${elsewhere(random, source)}] ${text(random)}`;
  };
}

/** Lines without a code: what a store, its clients, vLLM and SGLang log on a good day, by rough frequency. */
export const ordinary: readonly (readonly [weight: number, line: Line])[] = [
  [60, plainStatement],
  [8, otherLine],
  [
    20,
    glog('I', 'scoped_vlog_timer.h:51', (random) => {
      const call = random.pick([
        'GetReplicaList',
        'BatchGetReplicaList',
        'ExistKey',
        'PutEnd',
        'BatchPutEnd',
      ]);
      return `${call} response: status=success, value={replicas: ${random.whole(1, 3)}, size: ${random.whole(1, 9999999)}}, latency=${random.whole(3, 900)}us`;
    }),
  ],
  [
    7,
    glog('I', 'scoped_vlog_timer.h:34', (random) => {
      return `PutStart request: client_id=${clientId(random)}, key=${key(random)}, slice_length=${random.whole(1, 9999999)}, config=ReplicateConfig: { replica_num: 1, with_soft_pin: false }`;
    }),
  ],
  [
    10,
    glog('I', 'master_service.cpp:2318', (random) => {
      return `key=${key(random)}, size=${random.whole(1, 9999999)}, slice_count=${random.whole(1, 9)}, action=put_start_begin`;
    }),
  ],
  [
    4,
    glog('I', 'master_service.cpp:913', (random) => {
      return `client_id=${clientId(random)}, segment_name=${peer(random)}, base=0x${random.hex(12)}, size=${random.whole(1, 99)}73741824, action=remount_segment`;
    }),
  ],
  [
    5,
    glog('I', 'client_service.cpp:1877', (random) => {
      return `Transfer done for ${random.whole(1, 64)} slices to ${peer(random)}, ${random.whole(1, 9999)} us, submit ${random.whole(1, 99)} us, priority=normal, retried=0`;
    }),
  ],
  [
    2,
    glog('I', 'rpc_service.cpp:203', (random) => {
      return `Master metrics | mem ${random.whole(1, 99)}.${random.whole(10, 99)} GB / 512.00 GB (${random.whole(1, 99)}.${random.whole(0, 9)}%) | keys ${random.whole(1, 999999)} (soft-pinned: 0) | clients: ${random.whole(1, 64)} | requests (ok/total): put_start=${random.whole(1, 99999)}/${random.whole(1, 99999)}, get=${random.whole(1, 999999)}/${random.whole(1, 999999)}, exist=${random.whole(1, 999999)}/${random.whole(1, 999999)}, remove=0/0, ping=${random.whole(1, 9999)}/${random.whole(1, 9999)} | eviction: ok/tried=${random.whole(0, 9)}/${random.whole(0, 9)}, keys=${random.whole(0, 999)}, size=0 B`;
    }),
  ],
  [
    5,
    glog('I', 'transfer_engine_impl.cpp:402', (random) => {
      return `[Metrics] Throughput: ${random.whole(1, 99)}.${random.whole(10, 99)} GB/s | Latency distribution (n=${random.whole(100, 9999)}): 0-200us: ${random.whole(1, 99)}.0%, 200-500us: ${random.whole(1, 9)}.5%, 500-1000us: 0.${random.whole(1, 9)}%`;
    }),
  ],
  [
    3,
    glog('I', 'rdma_endpoint.cpp:280', (random) => {
      return `Received setup request from ${nic(random)}; local ${nic(random)}, qp_num ${random.whole(100, 9999)}, mtu 4096, reuse=false`;
    }),
  ],
  [7, glog('I', 'endpoint_store.cpp:124', (random) => `${nic(random)} evicted`)],
  [
    8,
    python('INFO', 'loggers.py:127', (random) => {
      return `Engine 000: Avg prompt throughput: ${random.whole(0, 9999)}.${random.whole(0, 9)} tokens/s, Avg generation throughput: ${random.whole(0, 999)}.${random.whole(0, 9)} tokens/s, Running: ${random.whole(0, 64)} reqs, Waiting: ${random.whole(0, 9)} reqs, GPU KV cache usage: ${random.whole(0, 99)}.${random.whole(0, 9)}%, Prefix cache hit rate: ${random.whole(0, 99)}.${random.whole(0, 9)}%`;
    }),
  ],
  [
    6,
    python('DEBUG', 'mooncake_backend.py:112', (random) => {
      return `Batch get of ${random.whole(1, 64)} keys took ${random.whole(0, 99)}.${random.whole(10, 99)} ms, first key ${key(random)}`;
    }),
  ],
  [
    18,
    (random) =>
      `(APIServer pid=${random.whole(100, 9999)}) INFO:     ${peer(random)} - "POST /v1/chat/completions HTTP/1.1" 200 OK`,
  ],
  [
    10,
    (random, moment) =>
      `[2026-${moment.date.slice(0, 2)}-${moment.date.slice(2)} ${moment.time} TP${random.whole(0, 7)}] Decode batch. #running-req: ${random.whole(1, 64)}, #token: ${random.whole(1, 99999)}, token usage: 0.${random.whole(10, 99)}, cuda graph: True, gen throughput (token/s): ${random.whole(100, 9999)}.${random.whole(10, 99)}, #queue-req: ${random.whole(0, 9)}, `,
  ],
  [
    0.25,
    glog('W', 'worker_pool.cpp:711', (random) => {
      return `Worker: Slice ${random.hex(12)} slow on ${nic(random)}, waited ${random.whole(100, 999)} ms, will look again`;
    }),
  ],
  [
    0.15,
    glog('E', 'http_metadata_server.cpp:71', (random) => {
      return `Unexpected request from ${peer(random)}, path /metadata?key=mooncake%2Fram%2F${random.hex(8)}`;
    }),
  ],
];

const named: Line = (random, moment) => {
  const name = random.pick(names);
  const line = random.pick([
    glog('E', 'client_service.cpp:1126', () => `Failed to start put operation: ${name}`),
    glog('E', 'real_client.cpp:2044', () => `Put failed for key '${key(random)}': ${name}`),
    glog(
      'W',
      'master_service.cpp:1404',
      () => `key=${key(random)}, error=${name}, client_id=${clientId(random)}`,
    ),
    glog(
      'E',
      'file_storage.cpp:402',
      () => `Batch offload failed with error: ${name}, ${random.whole(1, 64)} keys`,
    ),
    glog('I', 'client_service.cpp:4691', () => {
      return `action=task_execution_failed, task_id=${random.hex(8)}-${random.hex(4)}, error_code=${name}`;
    }),
    glog('I', 'scoped_vlog_timer.h:51', () => {
      return `PutStart response: status=failed, error=${name}, latency=${random.whole(3, 900)}us`;
    }),
  ]);
  return line(random, moment);
};

const numbered: Line = (random, moment) => {
  const store = random.pick(storeValues);
  const engine = random.pick(engineValues);
  const line = random.pick([
    glog('E', 'master_service.cpp:3310', () => `Failed to persist key=${key(random)}, err=${store}`),
    glog(
      'E',
      'transfer_engine_impl.cpp:675',
      () => `Failed to unregister memory at 0x${random.hex(12)}, ret=${engine}`,
    ),
    glog('W', 'rdma_endpoint.cpp:462', () => `Active handshake RPC failed; resetting endpoint. rc=${engine}`),
    python(
      'ERROR',
      'mooncake_store.py:65',
      () => `Failed to put value, error code: ${store}, key ${key(random)}`,
    ),
  ]);
  return line(random, moment);
};

const listed: Line = (random, moment) => {
  const values = Array.from({ length: random.whole(2, 12) }, () =>
    random.next() < 0.7 ? 0 : random.pick(storeValues),
  );
  values[random.whole(0, values.length - 1)] = random.pick(storeValues);
  const line = random.pick([
    python(
      'ERROR',
      'mooncake_backend.py:85',
      () => `Failed to put key ['${key(random)}'],res:[${values.join(', ')}]`,
    ),
    python('ERROR', 'mooncake_connector.py:301', () => {
      return `batch_put failed: ${values.length}/64 keys failed (codes={${values[0] || -800}}, num_keys=64), first_key=${key(random)}`;
    }),
    (line: Random) =>
      `{"success":false,"error_code":${line.pick(storeValues)},"key":"${key(line)}","node":"${address(line)}"}`,
  ]);
  return line(random, moment);
};

const implied: Line = (random, moment) => {
  const line = random.pick([
    glog('E', 'rdma_endpoint.cpp:1193', () => {
      return `[Handshake] Failed to modify QP to RTR, check mtu, gid, peer lid, peer qp num: local=${nic(random)}, peer=${nic(random)}: Connection timed out`;
    }),
    glog('E', 'transfer_task.cpp:882', () => {
      return `Failed to complete transfers after ${random.whole(1, 60)}000 milliseconds for batch ${random.hex(12)}`;
    }),
    glog(
      'E',
      'master_client.cpp:370',
      () => `RPC call failed: ${random.pick(['timeout', 'connection closed'])}`,
    ),
  ]);
  return line(random, moment);
};

/** Lines with a code: stated by name, as a number, in a list or JSON, or implied by the message. */
export const withCode: readonly (readonly [weight: number, line: Line])[] = [
  [15, named],
  [10, numbered],
  [5, listed],
  [5, implied],
  [30, codedStatement],
  [30, statedCode],
  [5, resultList],
];
