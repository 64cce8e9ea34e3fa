import { describe, expect, it } from 'vitest';
import { readPrefix } from '../../src/recognise/prefix-reader.ts';
import { readEntities } from '../../src/triage/entities.ts';

function entities(line: string): string[] {
  const named: string[] = [];
  readEntities(line, readPrefix(line), (kind, name) => named.push(`${kind} ${name}`));
  return named.sort();
}

const glog = 'E0730 02:14:13.334258 52010';

describe('what a line names', () => {
  it.each([
    [
      `${glog} worker_pool.cpp:606] Worker: failed (local_nic: mlx5_2, peer_nic: 10.12.0.14:15068@mlx5_3, retry_cnt: 0)`,
      ['devices mlx5_2', 'devices mlx5_3', 'peers 10.12.0.14:15068'],
    ],
    [
      `${glog} transfer_metadata.cpp:1460] Handshake rejected by [fe80::ba:1]:15303: no`,
      ['peers [fe80::ba:1]:15303'],
    ],
    [
      `${glog} client_service.cpp:1149] transfer_read_failed key=qwen3@tp3@d44fa76b`,
      ['keys qwen3@tp3@d44fa76b'],
    ],
    // An index in brackets is no address.
    [`${glog} transfer_task.cpp:790] Batch 140216455610489 completed with task failures: task_ids=[3]`, []],
    [`${glog} rdma_endpoint.cpp:462] rc=-200, qp_num=[3310], other=[ab]`, []],
  ])('%s', (line, named) => {
    expect(entities(line)).toEqual(named);
  });
});
