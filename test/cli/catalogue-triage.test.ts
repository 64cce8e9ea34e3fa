import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './program.ts';

const at = (millisecond: number) => new Date(Date.UTC(2026, 6, 30, 11, 2) + millisecond).toISOString();
const clock = (millisecond: number) => at(millisecond).slice(11, 23);
const twenty = Array.from({ length: 20 }, (_, index) => index);

/** A port fails; work requests run out of retries; NIXL and a service of the operator's fail with them; all within 6 s. */
const chain = [
  ...Array.from({ length: 600 }, (_, index) => {
    const time = at(-120_000 + 500 * index);
    return [
      time,
      `I20260730 ${time.slice(11, 23)}000 77 master_service.cpp:40] key=a${index}, action=put_start`,
    ];
  }),
  [
    at(0),
    `W20260730 ${clock(0)}000 5 worker_pool.cpp:938] Worker: Received context async event port error for context mlx5_1`,
  ],
  ...twenty.map((index) => [
    at(1000 + 200 * index),
    `E20260730 ${clock(1000 + 200 * index)}000 5 worker_pool.cpp:291] Worker: Process failed for slice (opcode: 1, source_addr: 0x1, length: 65536, dest_addr: 0x2, local_nic: mlx5_1, peer_nic: 10.0.0.2:14127@mlx5_1, dest_rkey: 1, retry_cnt: 0): transport retry counter exceeded`,
  ]),
  ...twenty.map((index) => [
    at(2000 + 200 * index),
    `E20260730 ${clock(2000 + 200 * index)}000 5 nixl_agent.cpp:359] transfer to mlx5_1 failed with NIXL_ERR_REMOTE_DISCONNECT`,
  ]),
  ...twenty.map((index) => [
    at(3000 + 200 * index),
    `2026-07-30 ${clock(3000 + 200 * index).replace('.', ',')} ERROR prefetcher.queue: rejected, status 4001`,
  ]),
]
  .sort(([a], [b]) => (a! < b! ? -1 : a! > b! ? 1 : 0))
  .map(([, line]) => `${line}\n`)
  .join('');

const plain = `components:
  Verbs:
    codes: [{name: IBV_WC_RETRY_EXC_ERR, value: 12, description: No answer., aliases: [transport retry counter exceeded]}]
  NIXL:
    codes: [{name: NIXL_ERR_REMOTE_DISCONNECT, value: -6, description: The peer went away.}]
  Prefetcher:
    loggers: [prefetcher]
    codes: [{name: PREFETCH_QUEUE_FULL, value: 4001, description: Full., runbook: 'https://wiki.example/queue'}]
`;
const linked = plain
  .replace('  NIXL:\n', '  NIXL:\n    follows: [{from: [Verbs/*], same: [device]}]\n')
  .replace('  Prefetcher:\n', '  Prefetcher:\n    follows: [NIXL/*]\n');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-triage-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function triage(catalogue: string | undefined) {
  const file = join(folder, 'own.yaml');
  if (catalogue !== undefined) writeFileSync(file, catalogue);
  const named = catalogue === undefined ? [] : ['--catalogue', file];
  const { stdout } = await run(['triage', '--format', 'json', '--timezone', 'UTC', ...named, '-'], chain);
  return JSON.parse(stdout.toString()).incidents;
}

describe('more that is recognised explains no less', () => {
  it('is one incident of high confidence without a catalogue', async () => {
    expect(await triage(undefined)).toMatchObject([{ confidence: 'high' }]);
  });

  it.each([
    ['that says what follows from what', linked],
    ['that says nothing of it', plain],
  ])('and with a catalogue %s', async (_, catalogue) => {
    const incidents = await triage(catalogue);
    expect(incidents).toMatchObject([
      { confidence: 'high', lines: 61, cause: { known: { id: 'rdma-device-event' } } },
    ]);
    // The reading that is known stays that of the line, whatever other code stands in it.
    expect(incidents[0].consequences.map(({ title }: { title: string }) => title)).toEqual([
      'RDMA transport retries exceeded: the peer device did not answer',
      'NIXL_ERR_REMOTE_DISCONNECT',
      'PREFETCH_QUEUE_FULL',
    ]);
  });

  it('and with all packs', async () => {
    const { stdout } = await run(
      ['triage', '--format', 'json', '--timezone', 'UTC', '--pack', 'all', '-'],
      chain,
    );
    const { incidents, unexplained } = JSON.parse(stdout.toString());
    expect(incidents).toMatchObject([{ confidence: 'high', cause: { known: { id: 'rdma-device-event' } } }]);
    expect(incidents[0].consequences.map(({ title }: { title: string }) => title)).toEqual([
      'RDMA transport retries exceeded: the peer device did not answer',
      'NIXL_ERR_REMOTE_DISCONNECT',
    ]);
    expect(unexplained).toEqual([]);
  });

  it('shows the runbook of a code among the checks', async () => {
    const lines = chain
      .split('\n')
      .filter((line) => line.includes('prefetcher') || line.startsWith('I'))
      .join('\n');
    const file = join(folder, 'own.yaml');
    writeFileSync(file, plain);
    const { stdout } = await run(['triage', '--format', 'json', '--catalogue', file, '-'], lines);
    expect(JSON.parse(stdout.toString()).incidents[0].checks.at(-1).text).toBe(
      'Runbook: https://wiki.example/queue',
    );
  });
});
