import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNight } from './night-log.ts';
import { linesOf, run, temporaryFolder } from './program.ts';

/** Runs `summary` over one day's log with a history in the folder. */
function night(folder: string, log: string, ...flags: string[]) {
  return run([
    'summary',
    '--timezone',
    'UTC',
    '--history',
    path.join(folder, 'history.ndjson'),
    ...flags,
    log,
  ]);
}

/** A folder with a history of so many quiet nights. */
async function quietNights(count: number): Promise<string> {
  const folder = temporaryFolder();
  for (let day = 1; day <= count; day++) {
    const log = writeNight(folder, day, { RPC_FAIL: 50 + (day % 3), NO_AVAILABLE_HANDLE: 20 });
    expect((await night(folder, log)).status).toBe(0);
  }
  return folder;
}

const newsIn = (stdout: Buffer) => JSON.parse(stdout.toString()).news;

describe('a history', () => {
  it('tells what is new, surges and is gone; the rule is in the report', async () => {
    const folder = await quietNights(14);
    const log = writeNight(folder, 15, { RPC_FAIL: 400, TRANSFER_FAIL: 5 });
    const { stdout, stderr, status } = await night(
      folder,
      log,
      '--format',
      'json',
      '--fail-on',
      'new || surge || gone',
    );
    const news = newsIn(stdout);
    const flags = (news.codes as { name: string; flag: string }[]).map(({ name, flag }) => `${flag} ${name}`);
    expect(flags).toEqual(['new TRANSFER_FAIL', 'surge RPC_FAIL', 'gone NO_AVAILABLE_HANDLE']);
    expect(news.baseline).toMatchObject({ summaries: 14 });
    expect(news.rule).toContain('negative binomial');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^mooncake-annotate: --fail-on holds: new \(Store\/Transfer TRANSFER_FAIL: 5 lines, 0 expected\); surge \(.*\n$/,
    );
    expect(linesOf(readFileSync(path.join(folder, 'history.ndjson')))).toHaveLength(15);
  }, 60_000);

  it('does not count a night against itself that is run again', async () => {
    const folder = await quietNights(3);
    const log = writeNight(folder, 4, { RPC_FAIL: 400 });
    const first = await night(folder, log, '--format', 'json');
    const second = await night(folder, log, '--format', 'json');
    expect(newsIn(second.stdout)).toEqual(newsIn(first.stdout));
    expect(newsIn(second.stdout).baseline.summaries).toBe(3);
  });

  it('keeps no more than asked for', async () => {
    const folder = temporaryFolder();
    for (const day of [1, 2, 3])
      await night(folder, writeNight(folder, day, { RPC_FAIL: 5 }), '--history-keep', '2');
    expect(linesOf(readFileSync(path.join(folder, 'history.ndjson')))).toHaveLength(2);
  });

  it('keeps nothing of a run that read nothing', async () => {
    const folder = temporaryFolder();
    expect((await night(folder, path.join(folder, 'missing.log'))).status).toBe(2);
    expect(existsSync(path.join(folder, 'history.ndjson'))).toBe(false);
  });

  it('with a half-written last line is used without it, with a warning', async () => {
    const folder = await quietNights(1);
    const history = path.join(folder, 'history.ndjson');
    appendFileSync(history, '{"schema":"mooncake-annotate/summ');
    const { status, stderr } = await night(folder, writeNight(folder, 2, { RPC_FAIL: 50 }));
    expect(status).toBe(0);
    expect(stderr).toBe(`mooncake-annotate: ${history}: line 2 is half-written and was skipped\n`);
    expect(linesOf(readFileSync(history))).toHaveLength(3);
  });

  it.each([
    ['of a newer schema', '{"schema":"mooncake-annotate/summary@2"}\n', 'summary@2'],
    ['that is another file', 'some text\n', 'is no history of summaries'],
  ])('%s is refused before any work, and left as it is', async (_title, content, reason) => {
    const folder = temporaryFolder();
    const history = path.join(folder, 'history.ndjson');
    writeFileSync(history, content);
    const { status, stdout, stderr } = await night(folder, writeNight(folder, 1, { RPC_FAIL: 5 }));
    expect([status, stdout.toString()]).toEqual([2, '']);
    expect(stderr).toContain(`${history}: `);
    expect(stderr).toContain(reason);
    expect(readFileSync(history, 'utf8')).toBe(content);
  });

  it('that cannot be written is found before any work', async () => {
    const folder = temporaryFolder();
    const log = writeNight(folder, 1, { RPC_FAIL: 5 });
    const { status, stdout, stderr } = await run([
      'summary',
      log,
      '--history',
      path.join(folder, 'missing/h'),
    ]);
    expect([status, stdout.toString()]).toEqual([2, '']);
    expect(stderr).toContain('cannot write the history');
  });

  it('loses no summary of two runs at once', async () => {
    const folder = temporaryFolder();
    const logs = [1, 2, 3, 4].map((day) => writeNight(folder, day, { RPC_FAIL: 5 }));
    await Promise.all(logs.map((log) => night(folder, log)));
    const kept = linesOf(readFileSync(path.join(folder, 'history.ndjson'))).map(
      (line) => JSON.parse(line).inputs[0].name,
    );
    expect(kept.sort()).toEqual(logs);
  });

  it('takes no range besides a checkpoint, which says where a night begins', async () => {
    const { status, stderr } = await run([
      'summary',
      '--history',
      'h',
      '--checkpoint',
      'c',
      '--since',
      '-1d',
      'store.log',
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('each night begins where the last one ended');
  });

  it('is kept by merge too', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a.json');
    writeFileSync(
      file,
      (await run(['summary', '--format', 'json', writeNight(folder, 1, { RPC_FAIL: 5 })])).stdout,
    );
    const history = path.join(folder, 'history.ndjson');
    expect((await run(['merge', file, '--history', history])).status).toBe(0);
    expect(linesOf(readFileSync(history))).toHaveLength(1);
  });
});

describe('a baseline', () => {
  it('is one summary to compare with', async () => {
    const folder = temporaryFolder();
    const baseline = path.join(folder, 'usual.json');
    writeFileSync(
      baseline,
      (await run(['summary', '--format', 'json', writeNight(folder, 1, { RPC_FAIL: 50 })])).stdout,
    );
    const log = writeNight(folder, 2, { RPC_FAIL: 51, TRANSFER_FAIL: 6 });
    const { stdout, status } = await run([
      'summary',
      log,
      '--against',
      baseline,
      '--format',
      'json',
      '--fail-on',
      'new',
    ]);
    expect(status).toBe(1);
    expect(newsIn(stdout)).toMatchObject({
      baseline: { summaries: 1 },
      rule: expect.stringContaining('thin'),
    });
  });

  it('excludes a history', async () => {
    expect(await run(['summary', '--against', 'a', '--history', 'b', 'c'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exclude each other'),
    });
  });
});

describe('--fail-on', () => {
  it('is refused before any work where it is wrong, with a caret under the place', async () => {
    const missing = '/missing/store.log';
    expect(await run(['summary', missing, '--fail-on', 'any > 0 && Store/Tranfer > 5'])).toEqual({
      status: 2,
      signal: null,
      stdout: Buffer.alloc(0),
      stderr: [
        'mooncake-annotate: --fail-on: "Store/Tranfer" is no component, group or code (did you mean Store/Transfer?)',
        '  any > 0 && Store/Tranfer > 5',
        '             ^',
        '',
      ].join('\n'),
    });
  });

  it('asks for something to compare with where it asks for news', async () => {
    const { status, stderr } = await run(['summary', 'fixtures/store.log', '--fail-on', 'Store && !new']);
    expect(status).toBe(2);
    expect(stderr).toContain('give --history FILE or --against FILE');
  });

  it('is given once', async () => {
    const { status, stderr } = await run(['summary', 'x', '--fail-on', 'any', '--fail-on', 'lines']);
    expect(status).toBe(2);
    expect(stderr).toContain('--fail-on may be given once');
  });

  it.each([
    ['any > 0', 1, 'mooncake-annotate: --fail-on holds: any (7 lines with a code) > 0\n'],
    ['Store/Transfer > 100', 0, ''],
    [
      'RPC_FAIL >= 7 && !TRANSFER_FAIL',
      1,
      'mooncake-annotate: --fail-on holds: RPC_FAIL (7 lines) >= 7; TRANSFER_FAIL (0 lines)\n',
    ],
  ])('decides the status after the report is printed: %s', async (condition, status, stderr) => {
    const folder = temporaryFolder();
    const log = writeNight(folder, 1, { RPC_FAIL: 7 });
    const report = path.join(folder, 'night.json');
    const ended = await run(['summary', log, '--report', report, '--fail-on', condition]);
    expect(ended).toMatchObject({ status, stderr });
    expect(ended.stdout.toString()).toContain('RPC_FAIL');
    expect(JSON.parse(readFileSync(report, 'utf8')).found).toBe(7);
  });

  it('gives way to an input that could not be read, and is said all the same', async () => {
    const log = writeNight(temporaryFolder(), 1, { RPC_FAIL: 7 });
    const { status, stderr } = await run(['summary', log, '/missing.log', '--fail-on', 'any && unreadable']);
    expect(status).toBe(2);
    expect(stderr).toContain('--fail-on holds: any (7 lines with a code); unreadable (1 inputs)');
    expect(stderr).toContain('/missing.log: no such file');
  });
});

describe('--quiet', () => {
  it('prints nothing unless there is news, then the summary and why', async () => {
    const folder = await quietNights(3);
    const quiet = ['--quiet', '--fail-on', 'new || surge'];
    const usual = await night(
      folder,
      writeNight(folder, 4, { RPC_FAIL: 51, NO_AVAILABLE_HANDLE: 20 }),
      ...quiet,
    );
    expect(usual).toMatchObject({ status: 0, stderr: '', stdout: Buffer.alloc(0) });
    const bad = await night(folder, writeNight(folder, 5, { RPC_FAIL: 51, TRANSFER_FAIL: 50 }), ...quiet);
    expect(bad).toMatchObject({ status: 1, stderr: expect.stringContaining('new (Store/Transfer') });
    expect(bad.stdout.toString()).toContain('TRANSFER_FAIL');
  });

  it('still says what could not be read', async () => {
    const { status, stderr, stdout } = await run(['summary', '--quiet', '/missing.log']);
    expect([status, stdout.toString()]).toEqual([2, '']);
    expect(stderr).toContain('/missing.log: no such file');
  });
});
