import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { run, temporaryFolder } from './program.ts';

it('a checkpoint of more inputs than a summary names counts each of them once', async () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'logs'));
  for (let file = 0; file < 1100; file++)
    writeFileSync(
      path.join(folder, `logs/${file}.log`),
      `E20260730 02:00:${10 + (file % 50)}.${100000 + file} 1 a.cpp:${file}] failed: RPC_FAIL\n`,
    );
  for (const night of [1, 2]) {
    const { stdout } = await run(
      ['summary', '--format', 'json', '--checkpoint', 'state', '--recursive', 'logs'],
      '',
      { cwd: folder },
    );
    const { inputCount, foldedInputs, lines } = JSON.parse(stdout.toString());
    expect([night, inputCount, foldedInputs, lines]).toEqual([night, 1100, 100, 1100]);
  }
}, 60_000);
