import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { zstdOf } from '../input/compression/zstd-frames.ts';
import { linesOf, run, temporaryFolder } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const line = 'E20260730 02:14:13.000402 1 real_client.cpp:1] RPC_FAIL\n';

/** A folder of logs, plain and compressed, one of them under three names. */
function logs(): string {
  const place = temporaryFolder();
  mkdirSync(path.join(place, 'old', 'older'), { recursive: true });
  mkdirSync(path.join(place, 'empty'));
  writeFileSync(path.join(place, 'a.log'), line);
  writeFileSync(path.join(place, 'b[1].log'), line.repeat(2));
  writeFileSync(path.join(place, '.hidden'), line);
  writeFileSync(path.join(place, 'old', 'c.log.gz'), gzipSync(line.repeat(3)));
  writeFileSync(path.join(place, 'old', 'older', 'd.log.zst'), zstdOf(Buffer.from(line.repeat(4))));
  linkSync(path.join(place, 'a.log'), path.join(place, 'old', 'a-again.log'));
  symlinkSync('a.log', path.join(place, 'latest'));
  symlinkSync('..', path.join(place, 'old', 'up'));
  return place;
}

async function summary(cwd: string, ...args: string[]) {
  const { stdout, stderr, status } = await run(['summary', '--format', 'json', ...args], '', { cwd });
  const report = JSON.parse(stdout.toString());
  const inputs = report.inputs.map(({ name, lines }: { name: string; lines: number }) => [name, lines]);
  return { report, inputs, stderr, status };
}

describe('the inputs of summary', () => {
  it.each<[string[], [string, number][]]>([
    [
      ['--recursive', '.'],
      [
        ['a.log', 1],
        ['b[1].log', 2],
        ['old/c.log.gz', 3],
        ['old/older/d.log.zst', 4],
      ],
    ],
    [
      ['-r', 'old', 'a.log'],
      [
        ['old/a-again.log', 1],
        ['old/c.log.gz', 3],
        ['old/older/d.log.zst', 4],
      ],
    ],
    [
      ['*.log'],
      [
        ['a.log', 1],
        ['b[1].log', 2],
      ],
    ],
    [
      ['**/*.{gz,zst}'],
      [
        ['old/c.log.gz', 3],
        ['old/older/d.log.zst', 4],
      ],
    ],
    [['b[1].log'], [['b[1].log', 2]]],
    [['a.log', './a.log', 'latest', 'old/a-again.log'], [['a.log', 1]]],
  ])('are %j', async (args, wanted) => {
    const { inputs, stderr, status } = await summary(logs(), ...args);
    expect(inputs).toEqual(wanted);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it.each([
    [['none*.log'], 'none*.log: no file matches (check the pattern and the directory)'],
    [['none.log'], 'none.log: no such file (check the name and the directory)'],
    [['old'], 'old: is a directory (use --recursive, or name its files)'],
    [['-r', 'empty'], 'empty: holds no files (check the name)'],
  ])('that are none are told in the report and on standard error, status 2: %j', async (args, message) => {
    const place = logs();
    for (const others of [[], ['a.log'], ['--checkpoint', 'state', 'a.log']]) {
      const { report, stderr, status } = await summary(place, ...args, ...others);
      expect(linesOf(stderr)[0]).toBe(`mooncake-annotate: ${message}`);
      expect(report.lines).toBe(others.length === 0 ? 0 : 1);
      expect(status).toBe(2);
      if (others.length > 1) continue;
      const fault = report.inputs.find((input: { fault?: string }) => input.fault !== undefined);
      expect(fault).toMatchObject({ name: args.at(-1), fault: message, lines: 0 });
    }
  });
});
