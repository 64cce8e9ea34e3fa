import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { program, repository, startCommand, temporaryFolder } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const files = 300;

/** A folder of more logs than a process may open, every third one compressed. */
function manyLogs(): string {
  const folder = temporaryFolder();
  for (let file = 0; file < files; file++) {
    const stamp = `20260730 02:${String(file % 60).padStart(2, '0')}:13.${100 + file}000 1`;
    const text = `I${stamp} client.cpp:1] before\nE${stamp} client.cpp:2] RPC_FAIL\n`;
    const name = path.join(folder, `store-${String(file).padStart(3, '0')}.log`);
    writeFileSync(file % 3 === 1 ? `${name}.gz` : name, file % 3 === 1 ? gzipSync(text) : text);
  }
  return folder;
}

/** Runs the program where it may have so many files open. */
async function runWith(limit: number, ...args: string[]) {
  const command = `ulimit -n ${limit}; exec '${process.execPath}' '${program}' "$@"`;
  const { stdout, stderr, status } = await startCommand('sh', ['-c', command, 'sh', ...args], {
    cwd: repository,
  }).ended;
  return { stdout: stdout.toString(), stderr, status };
}

describe.each([256, 64, 30])('a folder of more files than a process may open, which is %d', (limit) => {
  const runLimited = async (...args: string[]) => {
    const { stdout, stderr, status } = await runWith(limit, ...args);
    return { report: JSON.parse(stdout), stderr, status };
  };

  it('is counted, every file of it', async () => {
    const { report, stderr, status } = await runLimited(
      'summary',
      '--format',
      'json',
      '--recursive',
      manyLogs(),
    );
    expect([status, stderr]).toEqual([0, '']);
    expect([report.lines, report.inputs.length]).toEqual([2 * files, files]);
    expect(report.groups.map(({ lines }: { lines: number }) => lines)).toEqual([files]);
  });

  it('is triaged, with the lines around those of files that had to be closed', async () => {
    const { report, stderr, status } = await runLimited(
      'triage',
      '--format',
      'json',
      '--recursive',
      manyLogs(),
    );
    expect([status, stderr]).toEqual([0, '']);
    expect([report.lines, report.found, report.limitations.join()]).toEqual([
      2 * files,
      files,
      expect.not.stringContaining('could not be read'),
    ]);
    const [{ sample }] = report.patterns;
    expect(sample).toMatchObject({ input: expect.stringMatching(/store-000\.log$/) });
    expect(sample.before).toEqual([expect.stringContaining('before')]);
  });

  it('is counted with a checkpoint, and gone on with', async () => {
    const folder = manyLogs();
    const checkpoint = path.join(temporaryFolder(), 'state');
    const args = ['summary', '--format', 'json', '--checkpoint', checkpoint, path.join(folder, '*.log')];
    const first = await runLimited(...args);
    expect([first.status, first.report.lines]).toEqual([0, (2 * files * 2) / 3]);
    const second = await runLimited(...args);
    expect([second.status, second.report.lines]).toEqual([0, (2 * files * 2) / 3]);
  });

  it('is annotated file by file, but not merged: one line says what to do', async () => {
    const folder = manyLogs();
    const each = await runWith(limit, 'annotate', '--no-summary', '--recursive', folder);
    expect([each.status, each.stderr]).toEqual([0, '']);
    expect(each.stdout.match(/ <- /g)).toHaveLength(files);
    const merged = await runWith(limit, 'annotate', '--merge', '--recursive', folder);
    expect([merged.status, merged.stdout]).toEqual([2, '']);
    expect(merged.stderr).toMatch(
      /^mooncake-annotate: .*: too many open files: --merge reads all 300 inputs at once \(raise the limit of this process: ulimit -n 400\)\n$/,
    );
  });
});

it('threads that may not start leave their work to others', async () => {
  const folder = temporaryFolder();
  const line = 'E20260730 02:00:13.100000 1 client.cpp:2] RPC_FAIL\n';
  writeFileSync(path.join(folder, 'store.log'), line.repeat(1_200_000));
  const args = ['summary', '--format', 'json', '--jobs', '8', path.join(folder, 'store.log')];
  const [few, many] = [await runWith(24, ...args), await runWith(256, ...args)];
  expect(few).toEqual(many);
  expect(few.status).toBe(0);
});
