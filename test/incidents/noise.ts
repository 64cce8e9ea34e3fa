import type { Random } from '../bench/random.ts';
import type { Log } from './log.ts';

/** What healthy processes print; the texts and places are those of Mooncake v0.3.12.post1. */

export function key(random: Random): string {
  return `qwen3-32b@tp${random.whole(0, 3)}@${random.hex(16)}`;
}

export function clientId(random: Random): string {
  const part = () => String(Math.floor(random.next() * 9e18)).padStart(18, '1');
  return `${part()}-${part()}`;
}

export interface ClientAddress {
  readonly ip: string;
  /** The port of its name, under which its segment is known. */
  readonly port: number;
}

/** A client of the store starts over TCP, with a metadata server or with P2P handshakes. */
export function tcpStart(
  log: Log,
  random: Random,
  at: number,
  { ip, port }: ClientAddress,
  metadata?: string,
): void {
  const t = random.whole(3000, 9000);
  let now = at;
  const line = (s: 'I' | 'W' | 'E', source: string, text: string) => {
    log.glog(now, s, source, text, t);
    now += random.whole(0, 4);
  };
  line('I', 'client_metric.cpp:114', 'Client metrics enabled (default enabled)');
  line('I', 'client_service.cpp:287', `client_id=${clientId(random)}`);
  line('I', 'client_service.cpp:929', 'Storage root directory is not set. persisting data is disabled.');
  line('I', 'transfer_engine_impl.cpp:971', 'Metrics reporting is disabled (set MC_TE_METRIC=1 to enable)');
  line(
    'I',
    'transfer_engine_impl.cpp:115',
    `Transfer Engine parseHostNameWithPort. server_name: ${ip} port: ${port}`,
  );
  const method = metadata === undefined ? 'P2P handshake' : 'new RPC mapping';
  line(
    'I',
    'transfer_engine_impl.cpp:182',
    `Transfer Engine RPC using ${method}, listening on ${ip}:${random.whole(15000, 16999)}`,
  );
  line('I', 'client_service.cpp:747', 'Transfer engine auto discovery is disabled for protocol: tcp');
  if (metadata === undefined) line('E', 'transfer_metadata.cpp:991', 'Local segment descriptor not found');
  else {
    line(
      'E',
      'transfer_metadata_plugin.cpp:292',
      `GET http://${metadata}/metadata?key=mooncake%2Fram%2F${ip}%3A${port} http=404 body: metadata not found`,
    );
    line('W', 'transfer_metadata.cpp:1008', `Failed to retrieve segment descriptor, name ${ip}:${port}`);
  }
  line('I', 'tcp_transport.cpp:917', `TcpTransport: listen on port ${random.whole(15000, 16999)}`);
  line(
    'I',
    'transfer_task.cpp:955',
    'MC_STORE_MEMCPY not set, auto-detected: TCP-only environment, memcpy enabled',
  );
  line('I', 'real_client.cpp:767', 'Registering local memory: 1073741824 bytes');
  line('I', 'real_client.cpp:845', 'Mounting segment: 34359738368 bytes, 34359738368 of 34359738368');
}

/** A client of the store starts over RDMA. */
export function rdmaStart(
  log: Log,
  random: Random,
  at: number,
  { ip, port }: ClientAddress,
  devices: readonly string[],
  gid: (device: string) => string,
  gidIndex = 3,
): void {
  const t = random.whole(3000, 9000);
  let now = at;
  const line = (s: 'I' | 'W' | 'E', source: string, text: string) => {
    log.glog(now, s, source, text, t);
    now += random.whole(0, 9);
  };
  line('I', 'client_metric.cpp:114', 'Client metrics enabled (default enabled)');
  line('I', 'client_service.cpp:287', `client_id=${clientId(random)}`);
  line(
    'I',
    'transfer_engine_impl.cpp:115',
    `Transfer Engine parseHostNameWithPort. server_name: ${ip} port: ${port}`,
  );
  line(
    'I',
    'transfer_engine_impl.cpp:182',
    `Transfer Engine RPC using P2P handshake, listening on ${ip}:${port}`,
  );
  for (const device of devices)
    line(
      'I',
      'rdma_context.cpp:288',
      `RDMA device: ${device}, LID: 0, GID: (GID_Index ${gidIndex}) ${gid(device)}`,
    );
  line('E', 'transfer_metadata.cpp:991', 'Local segment descriptor not found');
  line('I', 'real_client.cpp:767', 'Registering local memory: 4294967296 bytes');
  line('I', 'real_client.cpp:845', 'Mounting segment: 68719476736 bytes, 68719476736 of 68719476736');
}

/** The master starts; with its clients' segments. */
export function masterStart(log: Log, random: Random, at: number, clients: readonly ClientAddress[]): void {
  const t = random.whole(800, 2000);
  log.glog(at, 'I', 'master_service.cpp:1520', 'Task cleanup thread started', t + 8);
  log.glog(at + 1, 'I', 'master_admin_service.cpp:311', 'Master admin server started on port 9003', t);
  let now = at + random.whole(4000, 9000);
  for (const { ip, port } of clients) {
    log.glog(
      now,
      'I',
      'master_service.cpp:4512',
      'Storage root directory or cluster ID is not set. persisting data is disabled.',
      t + 19,
    );
    log.glog(
      now + 7,
      'I',
      'master_service.cpp:718',
      `client_id=${clientId(random)}, action=mount_segment, segment_name=${ip}:${port}`,
      t + 19,
    );
    // A healthy mount is announced twice.
    log.glog(
      now + 9,
      'W',
      'segment.cpp:166',
      `segment_name=${ip}:${port}, warn=segment_already_exists`,
      t + 19,
    );
    log.glog(
      now + 9,
      'W',
      'segment.cpp:253',
      `segment_name=${ip}:${port}, warn=segment_already_exists`,
      t + 19,
    );
    now += random.whole(200, 2500);
  }
}

/** The master evicts now and then. */
export function eviction(log: Log, random: Random, at: number, evicted = random.whole(20, 400)): void {
  const ratio = (0.95 + random.next() * 0.04).toFixed(4);
  log.glog(
    at,
    'I',
    'master_service.cpp:5666',
    `[EVICT-TRIGGER] memory_ratio=${ratio} high_watermark=0.95 need_mem_eviction=${evicted === 0 ? 1 : 0} eviction_ratio=0.05`,
    1107,
  );
  const base = random.whole(6000, 8000);
  log.glog(
    at + 3,
    'I',
    'master_service.cpp:6922',
    `[EVICT-RESULT] evicted_count=${evicted}, eviction_base=${base}, actual_evict_ratio=${(evicted / base).toFixed(6)}, target_evict_ratio=0.05`,
    1107,
  );
  log.glog(at + 3, 'I', 'master_service.cpp:5677', '[EVICT-DONE] BatchEvict execution completed.', 1107);
}

/** vLLM at work: throughput, requests, and a cache miss now and then, which its connector prints as an error. */
export function vllmWork(log: Log, random: Random, from: number, to: number, every: number): void {
  for (let at = from + random.whole(0, every); at < to; at += random.whole(every / 2, every * 1.5)) {
    const kind = random.next();
    if (kind < 0.3)
      log.vllm(
        at,
        'INFO',
        'loggers.py:259',
        `Engine 000: Avg prompt throughput: ${random.whole(900, 4000)}.${random.whole(0, 9)} tokens/s, Avg generation throughput: ${random.whole(80, 700)}.${random.whole(0, 9)} tokens/s, Running: ${random.whole(1, 40)} reqs, Waiting: ${random.whole(0, 4)} reqs, GPU KV cache usage: ${random.whole(5, 90)}.${random.whole(0, 9)}%, Prefix cache hit rate: ${random.whole(20, 80)}.${random.whole(0, 9)}%`,
        'APIServer pid=702',
      );
    else if (kind < 0.75)
      log.raw(
        at,
        `INFO:     10.200.1.${random.whole(2, 9)}:${random.whole(30000, 60000)} - "POST /v1/completions HTTP/1.1" 200 OK`,
      );
    else
      log.vllm(
        at,
        'ERROR',
        'mooncake_backend.py:97',
        `Failed to get key ['${key(random)}', '${key(random)}'], res:[${random.pick(['131072', '-704'])}, -704]`,
        `Worker_TP${random.whole(0, 3)} pid=${random.whole(811, 814)}`,
      );
  }
}

/** SGLang at work. */
export function sglangWork(log: Log, random: Random, from: number, to: number, every: number): void {
  for (let at = from + random.whole(0, every); at < to; at += random.whole(every / 2, every * 1.5)) {
    const kind = random.next();
    const rank = `TP${random.whole(0, 3)}`;
    if (kind < 0.5)
      log.sglang(
        at,
        rank,
        `Prefill batch. #new-seq: ${random.whole(1, 8)}, #new-token: ${random.whole(512, 8192)}, #cached-token: ${random.whole(0, 4096)}, token usage: 0.${random.whole(10, 95)}, #running-req: ${random.whole(0, 30)}, #queue-req: ${random.whole(0, 3)},`,
      );
    else if (kind < 0.85)
      log.sglang(
        at,
        rank,
        `Decode batch. #running-req: ${random.whole(1, 40)}, #token: ${random.whole(900, 90000)}, token usage: 0.${random.whole(10, 95)}, gen throughput (token/s): ${random.whole(90, 900)}.${random.whole(10, 99)}, #queue-req: 0,`,
      );
    else
      log.sglang(
        at,
        rank,
        `INFO:     10.200.1.${random.whole(2, 9)}:${random.whole(30000, 60000)} - "POST /generate HTTP/1.1" 200 OK`,
      );
  }
}

/** What a healthy master warns of now and then. */
export function masterStrays(log: Log, random: Random, from: number, to: number, count: number): void {
  for (let i = 0; i < count; i++)
    log.glog(
      random.whole(from, to),
      'W',
      'master_service.cpp:2134',
      `key=${key(random)}, error=replica_not_ready`,
      1119,
    );
}

/** Single errors of clients that have nothing to do with each other. */
export function strayErrors(log: Log, random: Random, from: number, to: number, count: number): void {
  const stray: readonly ((at: number) => void)[] = [
    (at) =>
      log.glog(at, 'E', 'real_client.cpp:3221', 'Unregister buffer failed with error: INVALID_PARAMS', 5118),
    (at) =>
      log.glog(at, 'W', 'transfer_engine_py.cpp:55', 'Memory allocator already initialized with: tcp', 4133),
    (at) => log.glog(at, 'E', 'store_py.cpp:2964', `Copy failed for key: ${key(random)}, error: -600`, 5118),
    (at) =>
      log.glog(at, 'W', 'topology.cpp:201', 'No RDMA devices found, check your device installation', 4133),
    (at) =>
      log.python(
        at,
        'kv_proxy',
        'WARNING',
        `retrying request cmpl-${random.hex(8)}: upstream closed the connection`,
      ),
  ];
  for (let i = 0; i < count; i++) random.pick(stray)(random.whole(from, to));
}
