import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../../src/recognise/prefix/prefix.ts';
import { readPrefix } from '../../../src/recognise/prefix/read-line.ts';

interface Row {
  name: string;
  line: string;
  severity?: string;
  source?: string;
  pid?: number;
  tid?: number;
  host?: string;
  logger?: string;
  message: string;
  stamp?: string;
}

const rows: Row[] = [
  {
    name: 'glog with a year',
    line: 'E20260730 11:49:18.123456 12345 client.cpp:380] Failed: RPC_FAIL',
    severity: 'E',
    source: 'client.cpp:380',
    tid: 12345,
    message: 'Failed: RPC_FAIL',
    stamp: 'E20260730 11:49:18',
  },
  {
    name: 'glog without a year',
    line: 'W0730 11:49:18.123456 12345 client.cpp:380] Failed',
    severity: 'W',
    source: 'client.cpp:380',
    tid: 12345,
    message: 'Failed',
    stamp: 'W0730 11:49:18',
  },
  {
    name: 'a padded thread id',
    line: 'I0730 11:49:18.123456   290 client.cpp:380] ok',
    severity: 'I',
    source: 'client.cpp:380',
    tid: 290,
    message: 'ok',
  },
  {
    name: 'a thread id of fifteen digits',
    line: 'F0730 11:49:18.123456 281473300762656 a.cpp:1] x',
    severity: 'F',
    source: 'a.cpp:1',
    tid: 281473300762656,
    message: 'x',
  },
  {
    name: 'process and thread',
    line: 'E0730 11:49:18.123456 77:12345 a.cpp:1] x',
    severity: 'E',
    source: 'a.cpp:1',
    pid: 77,
    tid: 12345,
    message: 'x',
  },
  {
    name: 'a path before the source file',
    line: 'E0730 11:49:18.123456 12345 src/store/a.cpp:12] x',
    severity: 'E',
    source: 'a.cpp:12',
    tid: 12345,
    message: 'x',
  },
  {
    name: 'an empty message',
    line: 'E0730 11:49:18.123456 12345 a.cpp:12]',
    severity: 'E',
    source: 'a.cpp:12',
    tid: 12345,
    message: '',
  },
  {
    name: 'yalantinglibs',
    line: '2026-04-14 00:12:07.543248 WARNING  [642387] [coro_rpc_client.hpp:154] client_id 0',
    severity: 'W',
    source: 'coro_rpc_client.hpp:154',
    tid: 642387,
    message: 'client_id 0',
    stamp: '2026-04-14 00:12:07',
  },
  {
    name: 'vLLM behind two workers',
    line: '(Worker pid=251451) (Worker_TP2 pid=345945) ERROR 01-10 20:52:43 [mooncake_backend.py:85] Failed',
    severity: 'E',
    source: 'mooncake_backend.py:85',
    pid: 345945,
    message: 'Failed',
    stamp: '01-10 20:52:43',
  },
  {
    name: 'older vLLM without a bracket',
    line: 'INFO 05-22 17:23:13 logger.py:37] Received request',
    severity: 'I',
    source: 'logger.py:37',
    message: 'Received request',
  },
  {
    name: 'vLLM that prints a path',
    line: '(EngineCore_DP0 pid=8) ERROR 07-13 22:41:39 [kv_connector/v1/mooncake_connector.py:330] Failed',
    severity: 'E',
    source: 'mooncake_connector.py:330',
    pid: 8,
    message: 'Failed',
  },
  {
    name: 'SGLang with its ranks',
    line: '[2026-07-30 11:49:18 DP0 TP3] Mooncake memory registration failed.',
    message: 'Mooncake memory registration failed.',
    stamp: '2026-07-30 11:49:18',
  },
  {
    name: 'LMCache, whose source stands at the end',
    line: '(VllmWorker TP3 pid=5) [2026-02-14 19:56:31,098] LMCache ERROR: get failed (code=-703) (mooncakestore_connector.py:312:lmcache.v1.mooncakestore)',
    severity: 'E',
    source: 'mooncakestore_connector.py:312',
    logger: 'lmcache.v1.mooncakestore',
    pid: 5,
    message: 'get failed (code=-703)',
  },
  {
    name: 'aiohttp',
    line: '2026-07-20 23:59:10,583 - aiohttp.access - INFO - 10.0.0.1 "PUT /metadata HTTP/1.1" 200',
    severity: 'I',
    logger: 'aiohttp.access',
    message: '10.0.0.1 "PUT /metadata HTTP/1.1" 200',
  },
  {
    name: 'loguru',
    line: '2026-04-17 12:25:21.288 | INFO     | engine.ps:register:484 - [rank15] store',
    severity: 'I',
    logger: 'engine.ps',
    message: '[rank15] store',
  },
  {
    name: 'uvicorn',
    line: 'INFO:     127.0.0.1:14941 - "POST /v1 HTTP/1.1" 200 OK',
    severity: 'I',
    message: '127.0.0.1:14941 - "POST /v1 HTTP/1.1" 200 OK',
  },
  {
    name: 'docker compose around glog',
    line: 'mooncake-store-0  | E20260730 12:02:08.502006 12345 real_client.cpp:6440] x',
    severity: 'E',
    source: 'real_client.cpp:6440',
    tid: 12345,
    host: 'mooncake-store-0',
    message: 'x',
  },
  {
    name: 'containerd around glog',
    line: '2026-07-30T11:49:18.123Z stderr F W20260730 14:25:14.902246 12345 gds_transport.cpp:517] x',
    severity: 'W',
    source: 'gds_transport.cpp:517',
    tid: 12345,
    message: 'x',
    stamp: 'W20260730 14:25:14',
  },
  {
    name: 'kubectl --prefix around glog',
    line: '[pod/kv-0/store] E0730 12:02:08.502006 1 a.cpp:1] x',
    severity: 'E',
    source: 'a.cpp:1',
    tid: 1,
    host: 'kv-0',
    message: 'x',
  },
  {
    name: 'stern around vLLM',
    line: 'vllm-decode-0 engine ERROR 07-13 22:41:39 [mooncake_connector.py:330] Failed',
    severity: 'E',
    source: 'mooncake_connector.py:330',
    host: 'vllm-decode-0',
    message: 'Failed',
  },
  {
    name: 'stern around glog',
    line: 'mooncake-store-0 store E0730 12:02:08.502006 9 a.cpp:1] x',
    severity: 'E',
    source: 'a.cpp:1',
    tid: 9,
    host: 'mooncake-store-0',
    message: 'x',
  },
  {
    name: 'stern around glog with a year',
    line: 'mooncake-store-0 store W20260730 12:02:08.502006 9 a.cpp:1] x',
    severity: 'W',
    source: 'a.cpp:1',
    tid: 9,
    host: 'mooncake-store-0',
    message: 'x',
  },
  {
    name: 'stern around a process of vLLM',
    line: 'vllm-decode-0 engine (EngineCore_DP0 pid=8) ERROR 07-13 22:41:39 [a.py:3] Failed',
    severity: 'E',
    source: 'a.py:3',
    pid: 8,
    host: 'vllm-decode-0',
    message: 'Failed',
  },
  {
    name: 'journald with ISO stamps around vLLM',
    line: '2026-07-30T11:49:18+0000 kv-a01 vllm[77]: (EngineCore_0 pid=8) ERROR 07-13 22:41:39 [a.py:3] Failed',
    severity: 'E',
    source: 'a.py:3',
    pid: 8,
    host: 'kv-a01',
    message: 'Failed',
  },
  {
    name: 'journald around glog',
    line: 'Jul 30 11:49:18 kv-a01 mooncake_master[123]: E0730 12:02:08.502006 9 a.cpp:1] x',
    severity: 'E',
    source: 'a.cpp:1',
    pid: 123,
    tid: 9,
    host: 'kv-a01',
    message: 'x',
  },
  {
    name: "docker's JSON around glog",
    line: '{"log":"E0730 12:02:08.502006 9 a.cpp:1] x failed\\n","stream":"stderr","time":"2026-07-30T12:02:08.5Z"}',
    severity: 'E',
    source: 'a.cpp:1',
    tid: 9,
    message: 'x failed',
  },
  {
    name: 'mpirun around glog',
    line: '[1,3]<stderr>:I20260730 01:24:39.556313 14 scoped_vlog_timer.h:90] x',
    severity: 'I',
    source: 'scoped_vlog_timer.h:90',
    tid: 14,
    message: 'x',
  },
  {
    name: 'a glog line without its front',
    line: 'ascend_direct_transport.cpp:859] Transfer timeout',
    source: 'ascend_direct_transport.cpp:859',
    message: 'Transfer timeout',
  },
  {
    name: 'the kernel',
    line: '[Wed Jul 15 14:40:27 2026] mlx5_bond_0/1: QP 4289 error',
    message: 'mlx5_bond_0/1: QP 4289 error',
    stamp: 'Wed Jul 15',
  },
  {
    name: 'the kernel with its own clock',
    line: '[ 8812.500000] mlx5_core 0000:65:00.1 ens65f1np1: Link down',
    message: 'mlx5_core 0000:65:00.1 ens65f1np1: Link down',
  },
  {
    name: 'journald around the kernel',
    line: 'Jul 30 11:49:18 kv-a01 kernel: INFO: task kworker/3:1:77 blocked for more than 120 seconds.',
    host: 'kv-a01',
    message: 'INFO: task kworker/3:1:77 blocked for more than 120 seconds.',
    stamp: 'Jul 30 11',
  },
  {
    name: 'journald with ISO stamps around the kernel and its clock',
    line: '2026-07-30T11:49:18+0000 kv-a01 kernel: [   12.500000] mlx5_core 0000:9a:00.0: Port: 1 Link DOWN',
    host: 'kv-a01',
    message: 'mlx5_core 0000:9a:00.0: Port: 1 Link DOWN',
  },
  {
    name: 'no prefix at all',
    line: 'BatchPut failed, err code -800',
    message: 'BatchPut failed, err code -800',
  },
];

describe('the prefix of a line', () => {
  it.each(rows)('is read from $name', (row) => {
    const prefix = readPrefix(row.line);
    expect(prefix.severity).toBe(row.severity);
    expect(sourceOf(prefix)).toBe(row.source);
    expect(prefix.pid).toBe(row.pid);
    expect(prefix.tid).toBe(row.tid);
    expect(prefix.host).toBe(row.host);
    expect(prefix.logger).toBe(row.logger);
    expect(row.line.slice(prefix.message, prefix.messageEnd)).toBe(row.message);
    if (row.stamp !== undefined)
      expect(row.line.slice(prefix.stamp)).toMatch(new RegExp(`^\\W?${row.stamp.replace('[', '\\[')}`));
  });

  it.each([
    'E0730',
    'E0730 11:49:18.123456',
    'E0730 11:49:18.123456 12345',
    'E0730 11:49:18.123456 12345 client.cpp',
    'E0730 11:49:18.123456 12345 no colon here] x',
    'X0730 11:49:18.123456 12345 a.cpp:1] x',
    'E073 11:49:18.123456 12345 a.cpp:1] x',
    '',
  ])('is none for the half line %j', (line) => {
    expect(readPrefix(line).shape).toBe('bare');
    expect(readPrefix(line).severity).toBeUndefined();
  });

  it('is not taken from glog text quoted deep inside a message', () => {
    const line = `${'x'.repeat(600)} E0730 11:49:18.123456 12345 a.cpp:1] x`;
    expect(readPrefix(line).shape).toBe('bare');
  });
});
