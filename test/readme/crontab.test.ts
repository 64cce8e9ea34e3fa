import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type CodeLines, nightLog } from '../cli/night-log.ts';
import { program, repository, temporaryFolder } from '../cli/program.ts';

const readme = readFileSync(path.join(repository, 'README.md'), 'utf8');
const crontab = /^```crontab\n(.*?)^```$/ms.exec(readme)![1]!;
const line = crontab.split('\n').find((text) => text.startsWith('0 6 * * * '))!;
const command = line.slice('0 6 * * * '.length);

/** Runs the line as cron does, in a folder of its own instead of the root, with the range that a night had. */
function cron(folder: string, since: string) {
  const { stdout, stderr, status } = spawnSync(
    '/bin/sh',
    ['-c', command.replaceAll('/var/', `${folder}/var/`).replace('--since -24h', `--since ${since}`)],
    { encoding: 'utf8', env: { PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin`, TZ: 'UTC' } },
  );
  return { stdout, stderr, status };
}

it("the README's crontab line prints nothing night after night, until there is news", () => {
  const folder = temporaryFolder();
  for (const name of ['bin', 'var/log/mooncake', 'var/lib/mooncake', 'var/lib/prometheus/node-exporter'])
    mkdirSync(path.join(folder, name), { recursive: true });
  const shim = path.join(folder, 'bin/mooncake-annotate');
  writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(shim, 0o755);
  const night = (day: number, codes: CodeLines) => {
    // A log goes on from day to day; what is older than the range is not counted.
    appendFileSync(path.join(folder, 'var/log/mooncake/store.log'), nightLog(day, codes));
    return cron(folder, `2026-07-0${day}T00:00Z`);
  };
  for (const day of [1, 2, 3, 4])
    expect(night(day, { RPC_FAIL: 40 + day })).toEqual({ stdout: '', stderr: '', status: 0 });
  const bad = night(5, { RPC_FAIL: 42, TRANSFER_FAIL: 9 });
  expect(bad.status).toBe(1);
  expect(bad.stdout).toContain('TRANSFER_FAIL');
  expect(bad.stderr).toContain('--fail-on holds: new (Store/Transfer TRANSFER_FAIL: 9 lines, 0 expected)');
  for (const file of ['lib/mooncake/day.html', 'lib/prometheus/node-exporter/mooncake.prom'])
    expect(readFileSync(path.join(folder, 'var', file), 'utf8')).toContain('TRANSFER_FAIL');
  // As it stands, with the clock's range: by now these logs are long dead.
  expect(cron(folder, '-24h').stderr).toContain('silent: no line is of the time that was asked for');
  // cron takes a percent sign for a line end.
  expect(command).not.toContain('%');
}, 60_000);
