import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf, repository, run } from './program.ts';

const fixtures = ['store.log', 'transfer-engine.log', 'callers.log'].map((name) =>
  path.join(repository, 'fixtures', name),
);

/** The annotations of the lines that `--only` prints from the fixtures, behind those of JSON, too. */
async function annotations(...flags: string[]): Promise<string[]> {
  const { stdout, status } = await run(['--only', '--append', '--no-summary', ...flags, ...fixtures]);
  expect(status).toBe(0);
  return linesOf(stdout).map((line) => line.split('  <- ')[1] ?? '');
}

describe('what counts as a finding', () => {
  it('is every code, and --only prints nothing else', async () => {
    const found = await annotations();
    expect(found.length).toBeGreaterThan(50);
    for (const text of found) expect(text).toMatch(/^(Store|TransferEngine|Tent) \/ |^Ambiguous: /);
  });

  it.each([
    [['--code', '-800'], 4],
    [['--code=-800'], 4],
    [['--code', 'TRANSFER_FAIL'], 4],
    [['--code', 'transfer_fail'], 4],
    [['--code', 'store:-800'], 4],
    [['--component', 'store', '--group', 'transfer'], 4],
    [['--group', 'Store/Transfer'], 4],
  ])('is restricted to TRANSFER_FAIL by %j', async (flags, count) => {
    const found = await annotations(...flags);
    expect(found).toEqual(
      Array(count).fill('Store / Transfer: TRANSFER_FAIL (-800): Transfer operation failed'),
    );
  });

  it('is restricted to all codes that are named, together or one by one', async () => {
    const together = await annotations('--code', '-800,RPC_FAIL');
    expect(together.length).toBe(8);
    expect(await annotations('--code', '-800', '--code', '-900')).toEqual(together);
  });

  it.each(['te', 'TransferEngine', 'transferengine'])('is restricted to a component: %s', async (word) => {
    const found = await annotations('--component', word, '--no-implied');
    expect(found.length).toBe(12);
    for (const text of found) expect(text).toMatch(/^TransferEngine \/ /);
  });

  it('is settled by --component where components share a number', async () => {
    const line = 'ProcessGroup call failed, error code: -101\n';
    const alone = await run([], line);
    expect(alone.stdout.toString()).toContain('  <- Ambiguous: -101 is ');
    expect(alone.stderr).toMatch(/Ambiguous +Ambiguous +1 +ERR_DNS or SEGMENT_NOT_FOUND 1/);
    const store = await run(['--component', 'Store'], line);
    expect(store.stdout.toString()).toContain('  <- Store / Segment Selection: SEGMENT_NOT_FOUND (-101): ');
    expect(store.stderr).toMatch(/Store +Segment Selection +1 +SEGMENT_NOT_FOUND 1/);
    const engine = await run(['--component', 'te'], line);
    expect(engine.stdout.toString()).toContain('  <- TransferEngine / Handshake: ERR_DNS (-101): ');
  });

  it.each([
    [['--severity', 'W'], /^W/],
    [['--severity', 'W,I'], /^[WI]/],
    [['--severity', 'E+'], /^[EF]/],
    [['--severity', 'warning'], /^W/],
  ])('is restricted to lines of a severity: %j', async (flags, start) => {
    const store = fixtures[0]!;
    const { stdout } = await run(['--only', ...flags, store]);
    expect(linesOf(stdout).length).toBeGreaterThan(0);
    for (const line of linesOf(stdout)) expect(line).toMatch(start);
  });

  it('is success too with --normal', async () => {
    const without = await annotations();
    const withNormal = await annotations('--normal');
    expect(without.some((text) => text.includes('/ Normal:'))).toBe(false);
    expect(withNormal.filter((text) => text.includes('/ Normal:')).length).toBe(3);
    expect(withNormal.filter((text) => !text.includes('/ Normal:'))).toEqual(without);
  });

  it('is only what a line states with --no-implied', async () => {
    const stated = await annotations('--no-implied');
    expect(stated.filter((text) => text.includes(', implied'))).toEqual([]);
    const all = await annotations();
    expect(all.filter((text) => !text.includes(', implied'))).toEqual(stated);
  });
});

describe('the counts', () => {
  it('are left out with --no-summary', async () => {
    const { stderr } = await run(['--no-summary', ...fixtures]);
    expect(stderr).toBe('');
  });

  it('say how many lines were read, whatever is printed', async () => {
    const { stderr } = await run(['--only', '--code', '-800', ...fixtures]);
    expect(linesOf(stderr)).toEqual([
      'component  group     lines  codes',
      'Store      Transfer      4  TRANSFER_FAIL 4',
      '90 lines read, 4 with a code',
    ]);
  });
});

describe('colour', () => {
  const line = 'E0730 02:14:13.000402 1 real_client.cpp:1] connect: RPC_FAIL\n';
  it.each([
    [[], {}, false],
    [['--color', 'never'], { FORCE_COLOR: '1' }, false],
    [['--color', 'always'], {}, true],
    [['--color', 'always'], { NO_COLOR: '1' }, true],
    [['--color', 'auto'], { FORCE_COLOR: '1' }, true],
    [['--color', 'auto'], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [['--color', 'auto'], { NO_COLOR: '' }, false],
  ])('is as %j and %j say: %s', async (flags, env, coloured) => {
    for (const output of ['text', 'pretty']) {
      const { stdout } = await run([...flags, '--output', output], line, { env });
      expect(stdout.includes('\x1b[')).toBe(coloured);
    }
  });

  it('leaves the line and the separator plain', async () => {
    const { stdout } = await run(['--color', 'always'], line);
    expect(stdout.toString()).toMatch(/RPC_FAIL {2}<- \x1b\[31mStore .*\x1b\[0m\n$/);
  });
});

describe('--output ndjson', () => {
  it('is one object a line with what the line says', async () => {
    const lines = [
      'E20260730 11:49:18.123456 4133 real_client.cpp:2176] Put operation failed with error: NO_AVAILABLE_HANDLE',
      'W0730 11:49:18.5 12 rdma_transport.cpp:376] Rollback: failed to remove metadata for chunk at 0x7f3a40000000 (ret=-3)',
      'caf\xe9 \0 \x1b[31m no code',
      '',
      'ProcessGroup call failed, error code: -101',
    ];
    const { stdout, status } = await run(
      ['-o', 'ndjson', '--timezone', '+02:00'],
      Buffer.from(`${lines.join('\r\n')}\n`, 'latin1'),
    );
    const records = linesOf(stdout).map((text) => JSON.parse(text));
    expect(status).toBe(0);
    expect(records.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect(records[0]).toEqual({
      level: 50,
      time: Date.UTC(2026, 6, 30, 9, 49, 18, 123),
      tid: 4133,
      source: 'real_client.cpp:2176',
      input: '-',
      line: 1,
      msg: 'Put operation failed with error: NO_AVAILABLE_HANDLE',
      codes: [
        {
          component: 'Store',
          group: 'Handle Selection',
          name: 'NO_AVAILABLE_HANDLE',
          value: -200,
          description: 'Memory allocation failed due to insufficient space.',
          evidence: 'name',
        },
      ],
    });
    expect(records[1]).toMatchObject({
      level: 40,
      source: 'rdma_transport.cpp:376',
      codes: [{ name: 'ERR_ADDRESS_NOT_REGISTERED', value: -3, evidence: 'number' }],
    });
    expect(records[2]).toMatchObject({ level: 30, codes: [] });
    expect(records[3]).toMatchObject({ msg: '', codes: [] });
    expect(records[4].codes).toMatchObject([
      { component: 'Ambiguous', value: -101, readings: [{ name: 'ERR_DNS' }, { name: 'SEGMENT_NOT_FOUND' }] },
    ]);
  });

  it('finds the codes that the annotated text shows, and counts the same', async () => {
    for (const flags of [[], ['--normal'], ['--component', 'te', '--severity', 'E']]) {
      const text = await run([...flags, '--append', ...fixtures]);
      const ndjson = await run([...flags, '-o', 'ndjson', ...fixtures]);
      expect(ndjson.stderr).toBe(text.stderr);
      const shown = linesOf(text.stdout).map((line) => line.split('  <- ')[1]);
      const records = linesOf(ndjson.stdout).map((line) => JSON.parse(line));
      expect(records.length).toBe(shown.length);
      for (const [index, { codes }] of records.entries()) {
        expect(codes.length > 0).toBe(shown[index] !== undefined);
        for (const { description, readings } of codes)
          expect(shown[index]).toContain(readings === undefined ? description : readings[0].name);
      }
    }
  });

  it('names the file and counts its lines anew', async () => {
    const { stdout } = await run(['-o', 'ndjson', '--only', '--code', 'RPC_FAIL', ...fixtures]);
    const places = linesOf(stdout).map((line) => JSON.parse(line));
    expect(places.map(({ input, line }) => `${path.basename(input)}:${line}`)).toEqual([
      'store.log:24',
      'store.log:25',
      'callers.log:8',
      'callers.log:15',
    ]);
  });
});

describe('--timezone', () => {
  it.each([
    ['UTC', 14],
    ['+08:00', 6],
    ['Asia/Shanghai', 6],
    ['America/New_York', 18],
  ])('%s is where stamps without an offset come from', async (zone, hour) => {
    const { stdout } = await run(['-o', 'ndjson', '--timezone', zone], 'E20260730 14:00:00.5 1 a.cpp:1] x\n');
    expect(JSON.parse(stdout.toString()).time).toBe(Date.UTC(2026, 6, 30, hour, 0, 0, 500));
  });

  it('local is the machine’s own zone', async () => {
    const line = 'E20260730 14:00:00.5 1 a.cpp:1] x\n';
    const { stdout } = await run(['-o', 'ndjson'], line, { env: { TZ: 'Asia/Shanghai' } });
    expect(JSON.parse(stdout.toString()).time).toBe(Date.UTC(2026, 6, 30, 6, 0, 0, 500));
  });
});

describe('--output pretty', () => {
  it('shows records as pino-pretty does', async () => {
    const line = 'E20260730 14:00:00.5 1 real_client.cpp:9] connect: RPC_FAIL\nplain\n';
    const { stdout } = await run(['-o', 'pretty'], line, { env: { TZ: 'UTC' } });
    const lines = linesOf(stdout);
    expect(lines[0]).toBe('[2026-07-30 14:00:00.500] ERROR: connect: RPC_FAIL');
    expect(lines).toContain('    source: "real_client.cpp:9"');
    expect(stdout.toString()).toContain('"name": "RPC_FAIL"');
    expect(lines.at(-1)).toBe('INFO: plain');
  });
});
