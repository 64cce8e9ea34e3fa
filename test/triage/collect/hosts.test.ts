import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostOfPath, hostsOf } from '../../../src/triage/collect/hosts.ts';

describe('the host that wrote a log', () => {
  it.each([
    [['mooncake_master.node-7.root.log.ERROR.20260730-021410.4133'], ['node-7']],
    [['a/mooncake_master.kv.a02.root.log.INFO.20260730-021410.4133.gz'], ['kv.a02']],
    [
      ['master.10.0.3.17.log', 'store.10.0.3.18.log'],
      ['10.0.3.17', '10.0.3.18'],
    ],
    [
      ['10.0.3.17/store.log', '10.0.3.18/store.log'],
      ['10.0.3.17', '10.0.3.18'],
    ],
    [
      ['logs/node7/store.log', 'logs/node8/store.log', 'logs/node8/vllm.log'],
      ['node7', 'node8', 'node8'],
    ],
    [
      ['logs/store-node7.log', 'logs/store-node8.log'],
      ['node7', 'node8'],
    ],
    [['store-node7.log'], ['node7']],
    [
      ['kv-node-2.log', 'kv-node-2.dmesg.log', 'master.log'],
      ['kv-node-2', 'kv-node-2', 'master'],
    ],
    [
      ['mooncake-master.log', 'sglang-h20-1.log'],
      ['mooncake-master', 'h20-1'],
    ],
    [
      ['w3-client.log.1.gz', 'ctrl0-master.log.zst'],
      ['w3', 'ctrl0'],
    ],
    [
      ['prefill-0.log', 'decode-0.log'],
      ['prefill-0', 'decode-0'],
    ],
    [
      ['mooncake-store-2_kv-prod_store-abc.log', `vllm-7d9f-x2_llm_vllm-${'0f'.repeat(32)}.log`],
      ['mooncake-store-2', 'vllm-7d9f-x2'],
    ],
    [
      ['decode-0.docker.log', 'vllm-worker-gpu-b12.log', 'gpu01-vllm.docker.log', 'store-2.syslog'],
      ['decode-0', 'gpu-b12', 'gpu01', 'store-2'],
    ],
    [['store.log'], ['store']],
    [
      ['client.log', 'client-late.log', 'master-redis.log'],
      ['client', 'client-late', 'master-redis'],
    ],
    [
      ['client-athena.log', 'master-athena.log'],
      ['athena', 'athena'],
    ],
    [['-'], ['-']],
  ])('of %j is %j', (names, hosts) => {
    expect(hostsOf(names)).toEqual(hosts);
  });

  it('is some text for any name, and does not depend on the order', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9./_-]{1,20}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(names, (all) => {
        const hosts = hostsOf(all);
        expect(hosts.every((host) => host.length > 0)).toBe(true);
        expect(hostsOf([...all].reverse())).toEqual(hosts.reverse());
      }),
    );
  });
});

it.each([
  ['node-1.log', 'node-1'],
  ['logs/mooncake-store-0.log', 'mooncake-store-0'],
  ['/var/log/mooncake/node7/store.log', 'node7'],
  ['/data/10.0.3.17/master.log', '10.0.3.17'],
  ['/var/log/pods/store-2_kv_store-0f3e.log', 'store-2'],
  ['store.log', 'store'],
  ['/var/log/mooncake_master.log', 'mooncake_master'],
])('the host of a file named alone, %s, is %s', (path, host) => {
  expect(hostOfPath(path)).toBe(host);
});
