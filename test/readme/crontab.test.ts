import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CodeLines, nightLog } from '../cli/night-log.ts';
import { program, repository, temporaryFolder } from '../cli/program.ts';
import { lacks } from '../tools.ts';

const clock = path.join(repository, 'test/nights/clock.mjs');

const readme = readFileSync(path.join(repository, 'README.md'), 'utf8');
const crontab = /^```crontab\n(.*?)^```$/ms.exec(readme)![1]!;
const line = crontab.split('\n').find((text) => text.startsWith('0 6 * * * '))!;
const command = line.slice('0 6 * * * '.length);

/** A folder of its own instead of the root, with the program in its PATH. */
function root(): string {
  const folder = temporaryFolder();
  for (const name of ['bin', 'var/log/mooncake', 'var/lib/mooncake', 'var/lib/prometheus/node-exporter'])
    mkdirSync(path.join(folder, name), { recursive: true });
  const shim = path.join(folder, 'bin/mooncake-annotate');
  writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" --import "${clock}" "${program}" "$@"\n`);
  chmodSync(shim, 0o755);
  return folder;
}

/** Runs a line as cron does, as it stands, in the morning of a day of July 2026. */
function cron(folder: string, day: number, text = command) {
  const { stdout, stderr, status } = spawnSync(
    '/bin/sh',
    ['-c', text.replaceAll('/var/', `${folder}/var/`)],
    {
      encoding: 'utf8',
      env: {
        PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin`,
        HOME: folder,
        TZ: 'UTC',
        NIGHTS_NOW: String(Date.UTC(2026, 6, day, 6)),
      },
    },
  );
  return { stdout, stderr, status };
}

/** Lets a week of days pass, of which the last brings a new code; all days before have to be quiet. */
function week(folder: string, rotate: (log: string) => void, text = command) {
  const log = path.join(folder, 'var/log/mooncake/store.log');
  for (const day of [1, 2, 3, 4, 5]) {
    appendFileSync(log, nightLog(day, { RPC_FAIL: 40 + day }));
    rotate(log);
    // The new day goes on in the new file before the run is made.
    writeFileSync(log, '');
    expect(cron(folder, day + 1, text)).toEqual({ stdout: '', stderr: '', status: 0 });
  }
  const codes: CodeLines = { RPC_FAIL: 42, TRANSFER_FAIL: 9 };
  appendFileSync(log, nightLog(6, codes));
  rotate(log);
  writeFileSync(log, '');
  const bad = cron(folder, 7, text);
  expect(bad.status).toBe(1);
  expect(bad.stdout).toContain('TRANSFER_FAIL');
  expect(bad.stderr).toContain('--fail-on holds: new (Store/Transfer TRANSFER_FAIL: 9 lines, 0 expected)');
  // From now on nobody writes the log.
  rotate(log);
  writeFileSync(log, '');
  const dead = cron(folder, 8, text);
  expect([dead.status, dead.stderr]).toEqual([1, expect.stringContaining('silent')]);
}

it("the README's crontab line is quiet until there is news, and tells of a log that died", () => {
  const folder = root();
  week(folder, (log) => {
    for (let number = 9; number > 0; number--)
      if (existsSync(`${log}.${number}`)) renameSync(`${log}.${number}`, `${log}.${number + 1}`);
    renameSync(log, `${log}.1`);
  });
  for (const file of ['lib/mooncake/day.html', 'lib/prometheus/node-exporter/mooncake.prom'])
    expect(existsSync(path.join(folder, 'var', file))).toBe(true);
  // cron takes a percent sign for a line end.
  expect(command).not.toContain('%');
}, 120_000);

describe.skipIf(lacks('logrotate'))('with logrotate (needs logrotate)', () => {
  it.each(['create', 'copytruncate'])(
    'by %s, compressed a day later, both do the same',
    (way) => {
      const folder = root();
      const rules = path.join(folder, 'rules');
      const log = path.join(folder, 'var/log/mooncake/store.log');
      writeFileSync(rules, `${log} {\n  rotate 5\n  compress\n  delaycompress\n  ${way}\n}\n`, {
        mode: 0o644,
      });
      week(
        folder,
        () => {
          const args = ['--force', '--state', path.join(folder, 'state'), rules];
          const { status, stderr } = spawnSync('/usr/sbin/logrotate', args, { encoding: 'utf8' });
          expect([status, stderr]).toEqual([0, '']);
        },
        way === 'create' ? command : unitCommand(),
      );
      expect(existsSync(`${log}.2.gz`)).toBe(true);
    },
    120_000,
  );
});

/** What the systemd unit runs, with its folder. */
function unitCommand(): string {
  const unit = readFileSync(path.join(repository, 'fixtures/systemd/mooncake-annotate.service'), 'utf8');
  const start = /^ExecStart=\/usr\/bin\/env (.*)$/m.exec(unit.replaceAll('\\\n', ''))![1]!;
  // The master's log is not there in this week: a pattern without a file is told.
  return (
    start
      .replace(" '/var/log/mooncake/master.log*'", '')
      // biome-ignore lint/suspicious/noTemplateCurlyInString: systemd's own variable
      .replaceAll('${STATE_DIRECTORY}', '/var/lib/mooncake')
  );
}
