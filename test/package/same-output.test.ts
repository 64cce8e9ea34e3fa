import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { type Ended, repository, runMain, type StartOptions } from '../cli/program.ts';
import { type Installed, installPackage } from './installed.ts';

/** Lines whose text a page must show as it stands, in several scripts and beyond the basic plane. */
const beyondAscii = [
  'E20260730 02:14:13.000402 1 real_client.cpp:5106] Query failed for key ‘模型/权重’ – café 🙂: OBJECT_NOT_FOUND',
  'E20260730 02:15:13.000402 1 real_client.cpp:1] connect „γ·δ“…: RPC_FAIL',
  '',
].join('\n');

const ownCodes = `components:
  Own:
    codes:
      - {name: OWN_FULL, value: 4711, group: ＝1+1, description: ＠SUM(A1) – «déjà vu»}
`;

const logs = readdirSync(path.join(repository, 'fixtures'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.log'))
  .sort()
  .map((name) => path.join(repository, 'fixtures', name));
const incident = logs.filter((name) => name.includes('one-nic-down'));

let installed: Installed;
const folders: string[] = [];
beforeAll(() => {
  installed = installPackage();
}, 120_000);
afterAll(() => {
  installed.remove();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder with the files that the commands below read and write. */
function workFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mooncake-annotate-same-'));
  folders.push(folder);
  writeFileSync(path.join(folder, 'beyond.log'), `${beyondAscii}Own code: OWN_FULL\n`);
  writeFileSync(path.join(folder, 'own.yaml'), ownCodes);
  return folder;
}

const summaryReports = ['txt', 'json', 'csv', 'md', 'html', 'prom'].flatMap((suffix) => [
  '--report',
  `s.${suffix}`,
]);
const triageReports = ['txt', 'json', 'md', 'html'].flatMap((suffix) => ['--report', `t.${suffix}`]);

/** What is typed, in this order, since later calls read what earlier ones wrote. */
const calls: readonly (readonly string[])[] = [
  ['--color', 'always', 'beyond.log', ...logs],
  ['--format', 'ndjson', 'beyond.log', ...logs],
  ['--format', 'pretty', '--only', 'beyond.log', ...logs],
  ['--checkpoint', 'state', 'beyond.log'],
  ['checkpoint', 'show', 'state'],
  ['summary', '--jobs', '1', '--catalogue', 'own.yaml', ...summaryReports, 'beyond.log', ...logs],
  ['merge', 's.json', 's.json', '--format', 'markdown'],
  ['diff', 's.json', 's.json', '--format', 'markdown'],
  ['triage', '--jobs', '1', ...triageReports, 'beyond.log', ...incident],
  ['explain', '--catalogue', 'own.yaml', '-704', '-101', 'lease', 'OWN_FULL'],
  ['codes', '--catalogue', 'own.yaml'],
  ['codes', '--format', 'json'],
  ['codes', '--format', 'markdown'],
  ['catalogue', 'check', 'own.yaml'],
  ['completion', 'bash'],
  ['--help'],
];

type Run = (
  args: readonly string[],
  options: StartOptions,
) => Promise<Pick<Ended, 'stdout' | 'stderr' | 'status'>>;

const shippedRun: Run = async (args, { cwd, env }) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [installed.program, ...args], {
    cwd,
    env: { ...process.env, ...env },
    maxBuffer: 1 << 30,
  });
  return { stdout, stderr: stderr.toString(), status };
};
const sourcesRun: Run = (args, options) => runMain(async () => main, args, '', options);

/** Runs all calls with one program; returns what each printed and all files that were left. */
async function outputs(run: Run, folder: string) {
  const env = { TZ: 'Europe/Berlin', LANG: 'C.UTF-8', SOURCE_DATE_EPOCH: '1785369600' };
  const printed = [];
  for (const call of calls) {
    const { stdout, stderr, status } = await run(call, { cwd: folder, env });
    printed.push({ call: call.slice(0, 4), stdout: stdout.toString('latin1'), stderr, status });
  }
  const files = readdirSync(folder).sort();
  return { printed, files: files.map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]) };
}

// A checkpoint names files by their inode, a run tells how much memory it took and a page in what folder it was made.
function comparable({ printed, files }: Awaited<ReturnType<typeof outputs>>, folder: string) {
  const plain = (text: string): string =>
    text
      .replaceAll(folder, 'FOLDER')
      .replaceAll(/^Written \S+/gm, 'Written')
      .replaceAll(/at most \d+ MiB of memory/g, 'memory');
  return {
    printed: printed.map((one) => ({ ...one, stdout: plain(one.stdout), stderr: plain(one.stderr) })),
    files: files.filter(([name]) => name !== 'state').map(([name, text]) => [name, plain(text!)]),
  };
}

describe('what the installed package writes', () => {
  it('is what the sources write, byte for byte, for every command and format on all fixtures', async () => {
    const first = workFolder();
    const second = workFolder();
    const shipped = await outputs(shippedRun, first);
    const sources = await outputs(sourcesRun, second);
    for (const { call, status, stderr } of shipped.printed)
      expect([call, status, stderr]).toEqual([call, 0, stderr]);
    expect(shipped.files.length).toBe(13);
    const [one, other] = [comparable(shipped, first), comparable(sources, second)];
    for (const [index, printed] of one.printed.entries()) expect(printed).toEqual(other.printed[index]);
    for (const [index, file] of one.files.entries()) expect(file).toEqual(other.files[index]);
  }, 300_000);

  it('holds text beyond ASCII as it stands, and no cell that a spreadsheet would run', () => {
    const folder = workFolder();
    const run = (...args: string[]) => {
      const { status, stderr } = spawnSync(process.execPath, [installed.program, ...args], { cwd: folder });
      expect([status, stderr.toString().includes('Error')]).toEqual([0, false]);
    };
    run('summary', '--catalogue', 'own.yaml', '--report', 's.csv', '--report', 's.html', 'beyond.log');
    run('triage', '--report', 't.html', 'beyond.log', ...incident);
    const csv = readFileSync(path.join(folder, 's.csv'), 'utf8');
    expect(csv).toContain(`Own,'＝1+1,OWN_FULL,4711,`);
    expect(csv).toContain(`'＠SUM(A1) – «déjà vu»`);
    for (const name of ['s.html', 't.html']) {
      const page = readFileSync(path.join(folder, name), 'utf8');
      expect(page).not.toMatch(/Â|â€|Ã|�/);
      for (const sign of ['·', '–', '…']) expect(page).toContain(sign);
    }
    expect(readFileSync(path.join(folder, 's.html'), 'utf8')).toContain('‘模型/权重’ – café 🙂');
  }, 60_000);
});
