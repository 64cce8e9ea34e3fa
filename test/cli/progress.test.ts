import { spawnSync } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lacks } from '../tools.ts';
import { program, type Running, startCommand, temporaryFolder } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const line = 'E20260730 02:14:13.000402 1 real_client.cpp:1] RPC_FAIL\n';

/** `script` of util-linux gives the program a terminal of its own. */

/** Counts what comes through a pipe, with standard error on a terminal. */
function counting(...flags: string[]) {
  const place = temporaryFolder();
  const fifo = path.join(place, 'fifo');
  const out = path.join(place, 'out.json');
  expect(spawnSync('mkfifo', [fifo]).status).toBe(0);
  const command = ['exec "$node" "$program" summary --format json', ...flags, '"$fifo" > "$out"'].join(' ');
  const running: Running = startCommand('script', ['-qec', command, '/dev/null'], {
    env: { node: process.execPath, program, fifo, out, TERM: 'xterm' },
  });
  return { running, input: createWriteStream(fifo), report: () => JSON.parse(readFileSync(out, 'utf8')) };
}

describe.skipIf(lacks('script'))('progress on a terminal (needs script)', () => {
  it('is one line that is rewritten, and gone in the end', async () => {
    const { running, input, report } = counting();
    input.write(line.repeat(20_000));
    await running.until(({ stdout }) => stdout.includes('20,000 lines with a code'));
    input.end(line.repeat(1000));
    const { stdout, status } = await running.ended;
    const shown = stdout.toString().split('\r\x1b[K');
    expect(shown[0]).toBe('');
    expect(shown[1]).toMatch(/^(?:\d+ B|1\.1 MB), [\d.]+ [kM]?B\/s, (?:0|20,000) lines with a code$/);
    expect(shown.at(-1)).toBe('');
    expect(shown.join('')).not.toContain('\n');
    expect(status).toBe(0);
    expect(report().found).toBe(21_000);
  });

  it('is not shown when it is not wanted', async () => {
    const shown = counting();
    const hidden = counting('--no-progress');
    for (const { input } of [shown, hidden]) input.write(line);
    // By the time that the one shows it, the other would have.
    await shown.running.until(({ stdout }) => stdout.includes('1 line with a code'));
    for (const { input } of [shown, hidden]) input.end();
    expect((await hidden.running.ended).stdout.toString()).toBe('');
    await shown.running.ended;
  });
});
