import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, run, temporaryFolder } from './program.ts';

const traceback = [
  'ERROR 07-30 11:49:18 [mooncake_connector.py:85] Transfer failed',
  'Traceback (most recent call last):',
  '  File "/opt/x.py", line 3, in put',
  '    raise RuntimeError("NO_AVAILABLE_HANDLE")',
  'RuntimeError: NO_AVAILABLE_HANDLE',
];
const before = 'I20260730 11:49:10.000000 1 a.cpp:1] starting';
const next = 'I20260730 11:49:19.000000 1 a.cpp:1] next';
const later = 'I20260730 11:49:29.000000 1 a.cpp:1] later';
const other = 'I20260730 11:49:18.500000 1 b.cpp:1] between';

/** A folder with two logs, `a.log` with the traceback and `b.log`. */
function logs(): string {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'a.log'), `${[before, ...traceback, next, later].join('\n')}\n`);
  writeFileSync(path.join(folder, 'b.log'), `${other}\n`);
  return folder;
}

async function lines(...args: string[]): Promise<string[]> {
  const all = ['--multiline', '--no-summary', '--timezone', 'UTC', ...args];
  const { stdout, stderr, status } = await run(all, '', { cwd: logs() });
  expect(status, stderr).toBe(0);
  return stdout
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => line.replace(/ {2}<- .*/, ''));
}

describe('lines that belong together', () => {
  it.each([
    ['any line of them matches', ['--grep', 'Traceback', 'a.log'], traceback],
    ['one is not wanted', ['--exclude', 'RuntimeError', 'a.log'], [before, next, later]],
    ['they have a code', ['--only', '-C', '1', 'a.log'], [before, ...traceback, next]],
    ['they are context', ['--grep', 'next', '-B', '1', 'a.log'], [...traceback, next]],
    ['their time is asked for', ['--until', '2026-07-30T11:49:18.9', 'a.log'], [before, ...traceback]],
    [
      'logs are merged',
      ['--merge', '--no-prefix', 'a.log', 'b.log'],
      [before, ...traceback, other, next, later],
    ],
  ])('are selected as one where %s', async (_, args, expected) => {
    expect(await lines(...args)).toEqual(expected);
  });

  it('count as the lines that they are', async () => {
    const records = (await lines('-o', 'ndjson', '--since', '2026-07-30T11:49:18', 'a.log')).map(
      (text) => JSON.parse(text) as { readonly line: number; readonly msg: string },
    );
    expect(records.map(({ line }) => line)).toEqual([2, 7, 8]);
    expect(records[0]!.msg.split('\n').length).toBe(5);
    const { stderr } = await run(['--multiline', '--only', '--grep', 'Traceback', 'a.log'], '', {
      cwd: logs(),
    });
    expect(stderr.toString()).toContain('8 lines read, 1 with a code');
  });

  it('are the same whether selected or not, in whatever pieces they come', async () => {
    const log = readFileSync(path.join(repository, 'fixtures/callers.log'));
    const all = (await run(['--multiline', '--no-summary', '-'], log)).stdout;
    for (const selecting of [
      ['--grep', '^'],
      ['--merge', '--no-prefix'],
    ]) {
      const { stdout } = await run(['--multiline', '--no-summary', ...selecting, '-'], log);
      expect(stdout.toString()).toBe(all.toString());
    }
  });
});
