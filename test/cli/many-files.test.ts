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

/** Runs the program where it may have 256 files open. */
async function runLimited(...args: string[]) {
  const command = `ulimit -n 256; exec '${process.execPath}' '${program}' "$@"`;
  const { stdout, stderr, status } = await startCommand('sh', ['-c', command, 'sh', ...args], {
    cwd: repository,
  }).ended;
  return { report: JSON.parse(stdout.toString()), stderr, status };
}

describe('a folder of more files than a process may open', () => {
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
});
