import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { nightLog } from './night-log.ts';
import { linesOf, run, temporaryFolder } from './program.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Counts one day of July 2026 with a history. */
async function count(folder: string, day: number, ...args: string[]) {
  const flags = ['--timezone', 'UTC', '--history', 'history.ndjson', '--report', 'night.json'];
  const range = { '--since': `2026-07-0${day}`, '--until': `2026-07-0${day + 1}` };
  const days = Object.entries(range).flatMap(([flag, at]) => (args.includes(flag) ? [] : [flag, at]));
  const { stdout, stderr, status } = await run(['summary', ...days, ...flags, ...args, 'store.log'], '', {
    cwd: folder,
  });
  const report = JSON.parse(readFileSync(path.join(folder, 'night.json'), 'utf8'));
  return { stdout: stdout.toString(), stderr, status, report };
}

/** A folder with the log of three days and their history. */
async function threeDays(): Promise<string> {
  const folder = temporaryFolder();
  for (const day of [1, 2, 3]) {
    appendFileSync(path.join(folder, 'store.log'), nightLog(day, { RPC_FAIL: 145 }));
    expect((await count(folder, day, '--quiet', '--fail-on', 'silent || new')).status).toBe(0);
  }
  return folder;
}

function kept(folder: string) {
  return linesOf(readFileSync(path.join(folder, 'history.ndjson'))).map((line) => JSON.parse(line));
}

describe('a log that has died', () => {
  it('is silent, its codes are gone, and that is said in spite of --quiet and kept', async () => {
    const folder = await threeDays();
    const { stdout, stderr, status, report } = await count(folder, 4, '--quiet', '--fail-on', 'new || surge');
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    expect(linesOf(stderr)).toEqual([
      'mooncake-annotate: silent: no line is of the time that was asked for: the logs go from 2026-07-01 00:00:00 to 2026-07-03 23:59:00',
    ]);
    expect(report).toMatchObject({ lines: 0, otherLines: 3 * 170, severities: { E: 0, other: 0 } });
    expect(kept(folder)).toHaveLength(4);
    for (const condition of ['gone', 'lines == 0', 'silent'])
      expect((await count(folder, 5, '--quiet', '--fail-on', condition)).status).toBe(1);
  });

  it('is so too when its file is empty, or its stamps can no longer be read', async () => {
    const folder = await threeDays();
    const log = path.join(folder, 'store.log');
    writeFileSync(log, '');
    const empty = await count(folder, 4, '--quiet', '--fail-on', 'gone');
    expect([empty.status, empty.stderr]).toEqual([1, expect.stringContaining('there is no line at all')]);
    writeFileSync(log, 'failed: RPC_FAIL\n'.repeat(145));
    const unstamped = await count(folder, 5, '--quiet', '--fail-on', 'lines == 0');
    expect([unstamped.status, unstamped.stderr]).toEqual([
      1,
      expect.stringContaining('no line has a readable time stamp'),
    ]);
  });

  it('is silent when it stopped in the middle of the range', async () => {
    const folder = await threeDays();
    const lines = nightLog(4, { RPC_FAIL: 145 }).split('\n').slice(0, 12);
    appendFileSync(path.join(folder, 'store.log'), `${lines.join('\n')}\n`);
    const { status, stderr } = await count(folder, 4, '--fail-on', 'silent');
    expect(status).toBe(1);
    expect(stderr).toContain('store.log: no line after 2026-07-04 01:');
  });
});

it('lines, severities and stamps are those of the range, of each input and on several threads too', async () => {
  const folder = await threeDays();
  const { report } = await count(folder, 2, '--jobs', '2');
  expect(report).toMatchObject({
    range: { from: '2026-07-02T00:00:00.000+00:00', to: '2026-07-02T23:59:00.000+00:00' },
    inputs: [{ lines: 170, first: '2026-07-02T00:00:00.000+00:00', last: '2026-07-02T23:59:00.000+00:00' }],
    lines: 170,
    otherLines: 340,
    found: 145,
    severities: { E: 145, other: 25 },
  });
});

it('a run says when the logs begin after the range does', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'store.log'), nightLog(2, { RPC_FAIL: 9 }));
  const { stderr } = await count(folder, 1, '--until', '2026-07-03', '--quiet');
  expect(stderr).toContain('the logs begin at 2026-07-02 00:00:00, after --since (2026-07-01 00:00:00)');
});

it('a night that was missed, and one that was counted twice, are told', async () => {
  const folder = await threeDays();
  for (const day of [4, 5]) appendFileSync(path.join(folder, 'store.log'), nightLog(day, { RPC_FAIL: 145 }));
  const missed = await count(folder, 5, '--quiet', '--fail-on', 'missed');
  expect([missed.status, missed.stderr]).toEqual([
    1,
    expect.stringContaining('2026-07-04 00:00:00 to 2026-07-05'),
  ]);
  const twice = await count(folder, 5, '--quiet', '--fail-on', 'repeated');
  expect(twice.status).toBe(1);
});

it('--since last begins where the last kept night ended', async () => {
  const folder = await threeDays();
  appendFileSync(path.join(folder, 'store.log'), nightLog(4, { RPC_FAIL: 145 }));
  const { status, report } = await count(folder, 4, '--since', 'last');
  expect(status).toBe(0);
  expect(report).toMatchObject({ chosen: { since: '2026-07-04T00:00:00.000+00:00' }, lines: 170 });
  const again = await run(
    ['summary', '--since', 'last', '--until', '2026-07-05', '--history', 'history.ndjson'],
    '',
    {
      cwd: folder,
    },
  );
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('nothing is left to count')]);
});

it('--since last passes over a night of the future, which was kept while the clock was wrong', async () => {
  const folder = await threeDays();
  const history = path.join(folder, 'history.ndjson');
  const [last] = linesOf(readFileSync(history)).slice(-1);
  appendFileSync(history, `${last!.replaceAll('2026-07', '9026-07')}\n`);
  appendFileSync(path.join(folder, 'store.log'), nightLog(4, { RPC_FAIL: 145 }));
  const { status, report } = await count(folder, 4, '--since', 'last');
  expect(status).toBe(0);
  expect(report).toMatchObject({ chosen: { since: '2026-07-04T00:00:00.000+00:00' }, lines: 170 });
});

it('a log without a line in the range keeps the time of its last line among the metrics', async () => {
  const folder = await threeDays();
  await count(folder, 4, '--quiet', '--report', 'night.prom');
  expect(readFileSync(path.join(folder, 'night.prom'), 'utf8')).toContain(
    `mooncake_log_last_seconds{input="store.log"} ${Date.UTC(2026, 6, 3, 23, 59) / 1000}\n`,
  );
});

it('a host that stops in a log of several is silent, with one thread and with two', async () => {
  const folder = temporaryFolder();
  const log = path.join(folder, 'store.log');
  const host = (name: string, day: number): string[] =>
    linesOf(nightLog(day, { RPC_FAIL: 288 })).map(
      (text) => `2026-07-0${day}T${text.slice(10, 18)}+00:00 ${name} store[7]: ${text}`,
    );
  const hours = (text: string): number => Number(text.slice(11, 13));
  for (const day of [1, 2, 3, 4]) {
    const [one, two] = [host('node-a', day), host('node-b', day)];
    const both = [...one, ...(day === 4 ? two.filter((text) => hours(text) < 10) : two)].sort();
    appendFileSync(log, `${both.join('\n')}\n`);
    const { status, stderr, report } = await count(
      folder,
      day,
      '--jobs',
      String(1 + (day % 2)),
      '--fail-on',
      'silent',
    );
    expect(report.hosts.map(({ name, lines }: { name: string; lines: number }) => [name, lines])).toEqual([
      ['node-a', 288],
      ['node-b', day === 4 ? 120 : 288],
    ]);
    if (day < 4) expect(status).toBe(0);
    else
      expect([status, stderr]).toEqual([
        1,
        expect.stringContaining('host node-b: no line with a code after 2026-07-04 09:5'),
      ]);
  }
});

it('--since alone means until now where it is told from now', async () => {
  const old = `I${new Date(Date.now() - 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}`;
  const time = new Date(Date.now() - 3_600_000).toISOString().slice(11, 19);
  const flags = ['summary', '--timezone', 'UTC', '--format', 'json', '--since', '-24h'];
  const { stdout } = await run(flags, `${old} ${time}.000000 7 a.cpp:1] all is well\n`);
  const { chosen } = JSON.parse(stdout.toString());
  expect(Date.parse(chosen.until) - Date.parse(chosen.since)).toBe(86_400_000);
});

it('a checkpoint and a history go together: each night is what came since the last one', async () => {
  const folder = temporaryFolder();
  const log = path.join(folder, 'store.log');
  const night = (...args: string[]) =>
    run(
      [
        'summary',
        '--quiet',
        '--timezone',
        'UTC',
        '--checkpoint',
        'c',
        '--history',
        'history.ndjson',
        ...args,
        'store.log',
      ],
      '',
      { cwd: folder },
    );
  const counted: unknown[] = [];
  for (const [day, lines] of [
    [1, 40],
    [2, 41],
    [3, 42],
  ] as const) {
    appendFileSync(log, nightLog(day, { RPC_FAIL: lines }));
    const { stderr, status } = await night();
    counted.push([status, stderr.replaceAll(/silent: .*\n/g, '')]);
  }
  expect(counted).toEqual(Array(3).fill([0, '']));
  expect(kept(folder).map(({ lines, found }) => [lines, found])).toEqual([
    [65, 40],
    [66, 41],
    [67, 42],
  ]);
  const { stderr } = await night();
  expect(stderr).toContain('silent: no line came since the last night that was kept');
  // A rotation that leaves nothing out needs nobody.
  appendFileSync(log, nightLog(5, { RPC_FAIL: 43 }));
  copyFileSync(log, `${log}.1`);
  writeFileSync(log, nightLog(6, { RPC_FAIL: 44 }));
  const rotated = await night();
  expect(rotated.stderr.replaceAll(/.*silent: .*\n/g, '')).toBe('');
  expect(kept(folder).at(-1)).toMatchObject({ lines: 68 + 69, found: 43 + 44 });
});

it('a copy that broke off is told of, in spite of --quiet', async () => {
  const folder = temporaryFolder();
  const log = nightLog(1, { RPC_FAIL: 145 }).replaceAll(/(:\d\d)(?:\.0+)?(?= )/g, '$1.250000');
  writeFileSync(path.join(folder, 'store.log'), log);
  writeFileSync(path.join(folder, 'store.log.1'), log.slice(0, log.length >> 1));
  const args = ['summary', '--quiet', '--fail-on', 'duplicated', 'store.log*'];
  const { stderr, status } = await run(args, '', { cwd: folder });
  expect(status).toBe(1);
  expect(linesOf(stderr)[0]).toBe(
    'mooncake-annotate: duplicated: store.log.1 holds a part of the lines of store.log, which count twice',
  );
});
