import { utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { linesOf, run, temporaryFolder } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const full = '[2025-09-17 16:23:12 TP1] Prefill batch.';
const short = 'E0917 16:23:13.204995 4058290 real_client.cpp:2253] Get failed: RPC_FAIL';
const utc = ['--timezone', 'UTC'];

describe('the year of a stamp without one, beside a stamp that has one', () => {
  it.each([
    ['before', [full, short]],
    ['behind', [short, full]],
  ])('is its year where it stands %s it, for every command', async (_, lines) => {
    const folder = temporaryFolder();
    const log = path.join(folder, 'engine.log');
    writeFileSync(log, `${lines.join('\n')}\n`);
    // Copied today, as logs of a report are.
    utimesSync(log, Date.now() / 1000, Date.now() / 1000);
    const [records, since, summary, triage] = await Promise.all([
      run(['--output', 'ndjson', '--only', ...utc, log]),
      run(['--since', '2025-09-17 16:23', '--until', '2025-09-17 16:24', ...utc, log]),
      run(['summary', '--format', 'json', ...utc], `${lines.join('\n')}\n`),
      run(['triage', '--format', 'json', ...utc, log]),
    ]);
    expect(JSON.parse(records.stdout.toString()).time).toBe(Date.UTC(2025, 8, 17, 16, 23, 13, 204));
    expect(linesOf(since.stdout).length).toBe(2);
    expect(JSON.parse(summary.stdout.toString()).range).toEqual({
      from: '2025-09-17T16:23:12.000+00:00',
      to: '2025-09-17T16:23:13.204+00:00',
    });
    expect(triage.stdout.toString()).not.toMatch(/2026-09|backwards/);
  });
});

it('the year of a compressed file without one is that of the file, also for selected lines', async () => {
  const log = path.join(temporaryFolder(), 'store.log.1.gz');
  writeFileSync(log, gzipSync(`${short}\n`));
  const written = Date.UTC(2023, 8, 18) / 1000;
  utimesSync(log, written, written);
  const range = ['--since', '2023-09-17 16:23', '--until', '2023-09-17 16:24', ...utc];
  for (const words of [range, ['--merge', ...range]])
    expect(linesOf((await run([...words, log])).stdout).length).toBe(1);
});
