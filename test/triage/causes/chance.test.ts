import { describe, expect, it } from 'vitest';
import type { TriageReport } from '../../../src/triage/report/triage-report.ts';
import { at, gathered, reported, well } from '../gathered.ts';

const every = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
const retries = (second: number): string =>
  `${at(second, 'E', 'worker_pool.cpp:654')} Worker: Process failed for slice (opcode: 1, local_nic: mlx5_3, peer_nic: 10.0.3.14:12345@mlx5_1): transport retry counter exceeded`;
const failed = (second: number): string =>
  `${at(second, 'E', 'client_service.cpp:1126')} Transfer failed for key t${second}: TRANSFER_FAIL (Transfer 0 failed)`;
const missing = (second: number): string =>
  `${at(second, 'E', 'real_client.cpp:2778')} Get failed for key: m${second} with error: OBJECT_NOT_FOUND`;
const timedOut = (second: number): string =>
  `${at(second, 'E', 'real_client.cpp:2176')} Put operation failed with error: LEASE_EXPIRED`;
const log = (host: string, ...lines: readonly string[]) => {
  const stamp = (line: string): string => line.slice(10, 22);
  const all = [...lines, ...every(0, 1200, 30).map((second) => well(second))];
  return gathered(
    host,
    all.sort((a, b) => (stamp(a) < stamp(b) ? -1 : 1)),
  );
};
/** A network card that fails from the tenth minute on. */
const card = every(600, 800, 4).flatMap((second) => [retries(second), failed(second + 1)]);
const followed = ({ incidents }: TriageReport): string[] =>
  incidents.flatMap(({ consequences }) => consequences.map(({ title }) => title));

describe('what comes at one rate before, during and after', () => {
  it.each([
    ['misses', missing],
    ['errors', timedOut],
  ])('is no consequence: %s', (_, line) => {
    for (const step of [7, 45, 90, 150]) {
      const report = reported([log('node1', ...card, ...every(0, 1200, step).map(line)), log('node2')]);
      expect(followed(report)).toEqual(['TRANSFER_FAIL']);
    }
  });
});

describe('what comes more often from a failure on', () => {
  const misses = every(605, 800, 6).map(missing);

  it('is its consequence', () => {
    const report = reported([log('node1', ...card, ...misses), log('node2', missing(100))]);
    expect(followed(report)).toEqual(['TRANSFER_FAIL', 'OBJECT_NOT_FOUND']);
  });

  it('is none where it comes more often on hosts without the failure too', () => {
    const report = reported([
      log('node1', ...card, ...misses),
      log('node2', ...misses),
      log('node3', ...misses),
    ]);
    expect(followed(report)).toEqual(['TRANSFER_FAIL']);
  });
});
