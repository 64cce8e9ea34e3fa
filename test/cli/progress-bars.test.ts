import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf, run, temporaryFolder } from './program.ts';

const bar =
  '\rProcessed prompts:  10%|#         | 1/10 [00:01<00:09,  1.00s/it, est. speed input: 5.12 toks/s]';
const lines = [
  'E20261123 02:14:13.123456 77 client_service.cpp:1126] Transfer failed for key k1: TRANSFER_FAIL (Transfer 0 failed)',
  'E1123 02:14:14.123456 77 transfer_metadata.cpp:284] Failed to get segment, error code: -200',
  "(Worker_TP0 pid=811) ERROR 11-23 02:14:15 [mooncake_backend.py:97] Failed to get key ['k'], res:[-800]",
];

describe.each([8, 3000])('behind %d bars of a progress bar', (bars) => {
  const log = lines.map((line) => `${bar.repeat(bars)}\r${line}\n`).join('');

  it('codes are found with severity, time and source', async () => {
    const { stdout } = await run(['-o', 'ndjson', '--timezone', 'UTC'], log);
    expect(linesOf(stdout).map((line) => JSON.parse(line))).toMatchObject([
      {
        level: 50,
        time: Date.UTC(2026, 10, 23, 2, 14, 13, 123),
        source: 'client_service.cpp:1126',
        codes: [{ name: 'TRANSFER_FAIL' }],
      },
      { level: 50, source: 'transfer_metadata.cpp:284', codes: [{ name: 'ERR_METADATA', value: -200 }] },
      { level: 50, source: 'mooncake_backend.py:97', codes: [{ name: 'TRANSFER_FAIL' }] },
    ]);
  });

  it('lines are shown on a terminal from there on', async () => {
    const { stdout } = await run(['--color', 'never'], log, { isTerminal: true });
    const shown = linesOf(stdout);
    expect(shown.map((line) => line.replace(/ {2}<- .*/, ''))).toEqual(lines);
    expect(shown[1]).toContain('  <- TransferEngine / Other: ERR_METADATA (-200)');
  });

  it('lines go byte for byte into pipes', async () => {
    const { stdout } = await run([], log);
    expect(stdout.toString().replaceAll(/ {2}<- .*/g, '')).toBe(log);
  });

  it('reports show the line as their sample', async () => {
    const file = path.join(temporaryFolder(), 'vllm.log');
    writeFileSync(file, log);
    const summary = JSON.parse((await run(['summary', '--format', 'json', file])).stdout.toString());
    const [transfer] = summary.groups;
    expect(transfer.codes[0].sample.line).toBe(lines[0]);
    const triage = JSON.parse((await run(['triage', '--format', 'json', file])).stdout.toString());
    expect(triage.unexplained[0].sample.text).toBe(lines[0]);
    expect(triage.patterns.map(({ sample }: { sample: { text: string } }) => sample.text).sort()).toEqual(
      [...lines].sort(),
    );
  });
});
