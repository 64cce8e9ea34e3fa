/**
 * Counts logs with the job of `fixtures/spark` on a cluster of this machine with two workers, and compares with what one run
 * counts: `npm run test:spark`, or with `--short` a tenth of it. Says so where there is no Java or Python. PySpark comes from
 * PyPI into a virtual environment; with `--installed` it is used only where it is there already.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { corpus } from '../bench/corpus.ts';
import { zstdOf } from '../input/compression/zstd-frames.ts';

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, installed: { type: 'boolean', default: false } },
});
const repository = path.resolve(import.meta.dirname, '../..');
const environment = path.join(repository, 'node_modules/.cache/mooncake-annotate/spark');
const bin = path.join(environment, 'bin');
const bytes = values.short ? 8 << 20 : 80 << 20;

for (const [command, argument] of [
  ['java', '-version'],
  ['python3', '--version'],
] as const)
  if (spawnSync(command, [argument]).status !== 0) skip(`${command} is missing`);
if (!existsSync(path.join(bin, 'spark-submit'))) {
  if (values.installed) skip('PySpark is not installed (npm run test:spark installs it)');
  execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' });
  const packages = ['pyspark==3.5.7', 'pyarrow==26.0.1'];
  execFileSync(path.join(bin, 'pip'), ['install', '--quiet', ...packages], { stdio: 'inherit' });
}
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

function compare(): void {
  const logs = writeLogs();
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString(),
  ) as [{ readonly filename: string }];
  const python = path.join(bin, 'python3');
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, PYSPARK_PYTHON: python };
  const start = performance.now();
  const merged = execFileSync(
    path.join(bin, 'spark-submit'),
    [
      ...['--master', 'local-cluster[2,1,1024]', '--conf', 'spark.ui.enabled=false'],
      ...['--conf', 'spark.driver.host=127.0.0.1', '--conf', 'spark.driver.bindAddress=127.0.0.1'],
      ...['--archives', `${path.join(folder, packed.filename)}#mooncake-annotate`],
      path.join(repository, 'fixtures/spark/job.py'),
      ...['--share-bytes', String(bytes >> 2), '--flag=--timezone=UTC', ...logs],
    ],
    { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 },
  ).toString();
  const seconds = (performance.now() - start) / 1000;
  const cli = path.join(repository, 'dist/cli.js');
  const whole = execFileSync(
    process.execPath,
    [cli, 'summary', '--format', 'json', '--timezone', 'UTC', ...logs],
    {
      maxBuffer: 1 << 28,
    },
  ).toString();
  assert.deepEqual(JSON.parse(merged), JSON.parse(whole));
  assert.equal(merged, whole);
  const { lines } = JSON.parse(whole) as { readonly lines: number };
  console.log(
    `${lines} lines of ${logs.length} logs in shares of ${bytes >> 22} MiB on two workers: the same bytes as one run's summary, in ${seconds.toFixed(0)} s with Spark's start`,
  );
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
