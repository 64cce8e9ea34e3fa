/**
 * Looks at logs with the job of `fixtures/spark` on a cluster of this machine with two workers, and compares with what one run
 * says: `npm run test:spark`, or with `--short` a tenth of it. Says so where there is no Java or Python, or no way to
 * PyPI. PySpark is kept in a virtual environment below ~/.cache; `--fetch` only makes that, and with `--installed` nothing
 * is fetched.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { TriageReport } from '../../src/triage/report/triage-report.ts';
import { corpus } from '../bench/corpus.ts';
import { zstdOf } from '../input/compression/zstd-frames.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    fetch: { type: 'boolean', default: false },
    installed: { type: 'boolean', default: false },
  },
});
const repository = path.resolve(import.meta.dirname, '../..');
/** Outside of node_modules, which CI makes anew each time. */
const environment = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
  'mooncake-annotate/spark',
);
const bin = path.join(environment, 'bin');
const bytes = values.short ? 8 << 20 : 80 << 20;
const cli = path.join(repository, 'dist/cli.js');
const incidentShare = 2000;

for (const [command, argument] of [
  ['java', '-version'],
  ['python3', '--version'],
] as const)
  if (spawnSync(command, [argument]).status !== 0) skip(`${command} is missing`);
if (!isInstalled()) {
  if (values.installed) skip('PySpark is not installed (npm run test:spark installs it)');
  try {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'pipe' });
    const packages = ['pyspark==3.5.7', 'pyarrow==26.0.1'];
    const pip = path.join(bin, 'pip');
    execFileSync(pip, ['install', '--quiet', '--no-compile', ...packages], { stdio: 'pipe' });
  } catch (error) {
    skip(`PySpark cannot be installed: ${lastLine(error)}`);
  }
}
if (values.fetch) process.exit();
const folder = mkdtempSync(path.join(tmpdir(), 'mooncake-spark-'));
try {
  compare();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function skip(why: string): never {
  console.log(`Spark was not tested: ${why}.`);
  process.exit();
}

/** Whether all of it is there; a pip that was interrupted leaves a part. */
function isInstalled(): boolean {
  const python = path.join(bin, 'python3');
  return existsSync(python) && spawnSync(python, ['-c', 'import pyspark, pyarrow']).status === 0;
}

/** What a command said last. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as Error & { readonly stderr?: Buffer };
  return String(stderr ?? message)
    .trim()
    .split('\n')
    .at(-1)!;
}

function compare(): void {
  const logs = writeLogs();
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString(),
  ) as [{ readonly filename: string }];
  const archive = path.join(folder, packed.filename);
  const start = performance.now();
  const merged = onSpark(archive, bytes >> 2, [], logs);
  const seconds = (performance.now() - start) / 1000;
  const whole = inOneRun(['summary', '--format', 'json', '--timezone', 'UTC', ...logs]);
  assert.deepEqual(JSON.parse(merged), JSON.parse(whole));
  assert.equal(merged, whole);
  const { lines } = JSON.parse(whole) as { readonly lines: number };
  console.log(
    `${lines} lines of ${logs.length} logs in shares of ${bytes >> 22} MiB on two workers: the same bytes as one run's summary, in ${seconds.toFixed(0)} s with Spark's start`,
  );
  if (values.short) return;
  printRates(logs[0]!);
  compareTriage(archive);
}

/** What one core counts, by processor time with the program's start. */
function printRates(log: string): void {
  const packed = `${log}.gz`;
  writeFileSync(packed, gzipSync(readFileSync(log)));
  const [ofText, ofGzip] = [log, packed].map((file) => {
    const command = [process.execPath, cli, 'summary', '-j', '1', '--format', 'json', file];
    const times = execFileSync('sh', ['-c', '"$@" >/dev/null; times', 'sh', ...command], { stdio: 'pipe' });
    // The second line is of what the shell ran: user and system time, each as 0m1.23s.
    const seconds = [
      ...times
        .toString()
        .split('\n')[1]!
        .matchAll(/(\d+)m([\d.]+)s/g),
    ].reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
    return `${Math.round(bytes / 1e6 / seconds)} MB`;
  });
  console.log(
    `One core counts ${ofText} of text a second of processor time, and ${ofGzip} of text that gzip packed.`,
  );
}

/** An incident on several hosts, whose logs are cut in the middle of it. */
function compareTriage(archive: string): void {
  const incident = path.join(repository, 'fixtures/incidents/wrong-gid');
  const logs = readdirSync(incident, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .map((name) => path.join(incident, name));
  const start = performance.now();
  const merged = JSON.parse(onSpark(archive, incidentShare, ['--triage'], logs)) as TriageReport;
  const seconds = (performance.now() - start) / 1000;
  const whole = JSON.parse(
    inOneRun(['triage', '--format', 'json', '--timezone', 'UTC', '-C', '0', ...logs]),
  ) as TriageReport;
  const told = ({ limitations: _, ...report }: TriageReport): unknown => report;
  assert.deepEqual(told(merged), told(whole));
  assert.ok(merged.limitations.some((text) => text.startsWith('Looked at in shares: ')));
  console.log(
    `${whole.lines} lines of ${logs.length} logs of an incident in shares of ${incidentShare} bytes: what one run of triage says, in ${seconds.toFixed(0)} s`,
  );
}

/** What the job prints. */
function onSpark(
  archive: string,
  shareBytes: number,
  flags: readonly string[],
  logs: readonly string[],
): string {
  const python = path.join(bin, 'python3');
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, PYSPARK_PYTHON: python };
  return execFileSync(
    path.join(bin, 'spark-submit'),
    [
      ...['--master', 'local-cluster[2,1,1024]', '--conf', 'spark.ui.enabled=false'],
      ...['--conf', 'spark.driver.host=127.0.0.1', '--conf', 'spark.driver.bindAddress=127.0.0.1'],
      ...['--archives', `${archive}#mooncake-annotate`],
      path.join(repository, 'fixtures/spark/job.py'),
      ...['--share-bytes', String(shareBytes), '--flag=--timezone=UTC', ...flags, ...logs],
    ],
    { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 },
  ).toString();
}

function inOneRun(args: readonly string[]): string {
  return execFileSync(process.execPath, [cli, ...args], { maxBuffer: 1 << 28, stdio: 'pipe' }).toString();
}

/** Logs as they come: few and many codes, line ends of all kinds, bytes that are no UTF-8, compressed. */
function writeLogs(): string[] {
  const text = (share: number, size: number): Buffer =>
    Buffer.from([...corpus({ size, share })].join(''), 'latin1');
  const odd = text(0.2, bytes >> 3)
    .toString('latin1')
    .split('\n')
    .map((line, index) => {
      if (index % 7 === 0) return `10%\r50%\r${line}\r`;
      if (index % 11 === 0) return `RuntimeError: put failed: NO_AVAILABLE_HANDLE \xff\xfe`;
      return index % 5 === 0 ? `${line}\r` : line;
    })
    .join('\n');
  const logs: Readonly<Record<string, Buffer>> = {
    'few.log': text(0.01, bytes),
    'many.log': text(0.2, bytes >> 1),
    'odd.log': Buffer.from(odd, 'latin1'),
    'night.log.gz': gzipSync(text(0.01, bytes >> 3)),
    'night.log.zst': zstdOf(text(0.01, bytes >> 3)),
  };
  return Object.entries(logs).map(([name, content]) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  });
}
