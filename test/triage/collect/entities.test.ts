import { describe, expect, it } from 'vitest';
import { readPrefix } from '../../../src/recognise/prefix/read-line.ts';
import { readEntities } from '../../../src/triage/collect/entities.ts';

function entities(line: string): string[] {
  const named: string[] = [];
  readEntities(line, readPrefix(line), (kind, name) => {
    // Every line of glog names its thread.
    if (kind !== 'threads') named.push(`${kind} ${name}`);
  });
  return named.sort();
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

const glog = 'E0730 02:14:13.334258 52010';

describe('what a line names', () => {
  it.each([
    [
      `${glog} worker_pool.cpp:606] Worker: failed (local_nic: mlx5_2, peer_nic: 10.12.0.14:15068@mlx5_3, retry_cnt: 0)`,
      ['devices 10.12.0.14@mlx5_3', 'devices mlx5_2', 'peers 10.12.0.14:15068'],
    ],
    [
      `${glog} transfer_metadata.cpp:1460] Handshake rejected by [fe80::ba:1]:15303: no`,
      ['peers [fe80::ba:1]:15303'],
    ],
    [`${glog} client_service.cpp:1149] transfer_read_failed key=default\0k0, x`, ['keys default\0k0']],
    [latin1(`${glog} real_client.cpp:2918] Get failed for key: ключ/Префикс à with`), ['keys ключ/Префикс']],
    [
      `${glog} client_service.cpp:1149] transfer_read_failed key=qwen3@tp3@d44fa76b`,
      ['keys qwen3@tp3@d44fa76b'],
    ],
    [
      `${glog} transfer_engine_impl.cpp:182] Transfer Engine RPC using P2P handshake, listening on 10.12.0.14:15068`,
      ['self 10.12.0.14:15068'],
    ],
    [
      `${glog} rdma_endpoint.cpp:1194] no: local=kv-a02:12402@mlx5_3, peer=kv-a03:12403@mlx5_1, local_gid=00:ff:0a:1f:00:0c`,
      ['devices kv-a03@mlx5_1', 'devices mlx5_3', 'peers kv-a03:12403', 'self kv-a02:12402'],
    ],
    [
      '(Worker_DP0_TP1 pid=8144) ERROR 07-30 02:14:13 [mooncake_connector.py:330] Failed for request cmpl-1f9c-0: ret: -1',
      ['processes 8144', 'ranks DP0_TP1', 'requests cmpl-1f9c-0'],
    ],
    [
      `${glog} client_service.cpp:380] segment_name=10.44.1.1:14031, retry:12, size:4096`,
      ['peers 10.44.1.1:14031', 'segments 10.44.1.1:14031'],
    ],
    [
      `${glog} a.cpp:1] GET http://10.0.0.2:8080/metadata?key=mooncake%2Fram%2Fkv-a02 http=503 body: no`,
      ['peers 10.0.0.2:8080'],
    ],
    [
      `${glog} a.cpp:1] GET http://10.0.0.2:8080/metadata of client.cpp:380 at 11:49:18`,
      ['peers 10.0.0.2:8080'],
    ],
    // An index in brackets is no address.
    [`${glog} transfer_task.cpp:790] Batch 140216455610489 completed with task failures: task_ids=[3]`, []],
    [`${glog} rdma_endpoint.cpp:462] rc=-200, qp_num=[3310], other=[ab]`, []],
  ])('%s', (line, named) => {
    expect(entities(line)).toEqual(named);
  });
});
