import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { linesOf, run, temporaryFolder } from './program.ts';
import { unnamedInputs } from './unnamed-inputs.ts';

vi.setConfig({ testTimeout: 60_000 });

/** One finding an hour, each with a line behind it that has no stamp. */
const log = Array.from({ length: 24 }, (_, hour) => {
  const stamp = `E20260730 ${String(hour).padStart(2, '0')}:00:00.000000 1 a.cpp:${hour}]`;
  return `${stamp} RPC_FAIL\n  caused by error=-704\n`;
}).join('');

async function summary(text: string, ...args: string[]) {
  const flags = ['summary', '--format', 'json', '--timezone', 'UTC', ...args];
  const { stdout, stderr, status } = await run(flags, text);
  return { report: JSON.parse(stdout.toString()), stderr, status };
}

describe('summary --since --until', () => {
  it('counts from the one up to, not including, the other', async () => {
    const { report, stderr, status } = await summary(
      log,
      ...['--since', '2026-07-30 02:00', '--until', '2026-07-30T05:00:00Z'],
    );
    expect(report).toMatchObject({
      range: { from: '2026-07-30T02:00:00.000+00:00', to: '2026-07-30T04:00:00.000+00:00' },
      chosen: { since: '2026-07-30T02:00:00.000+00:00', until: '2026-07-30T05:00:00.000+00:00' },
      lines: 6,
      otherLines: 42,
      bytes: log.length,
      found: 6,
      outside: 42,
      severities: { E: 3, other: 3 },
    });
    expect(report.groups.flatMap(({ codes }: { codes: { lines: number }[] }) => codes)).toMatchObject([
      { name: 'OBJECT_NOT_FOUND', lines: 3, sample: { line: '  caused by error=-704' } },
      {
        name: 'RPC_FAIL',
        lines: 3,
        sources: [{ name: 'a.cpp:2' }, { name: 'a.cpp:3' }, { name: 'a.cpp:4' }],
      },
    ]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('counts the same from a file, whole or in parts with a checkpoint', async () => {
    const place = temporaryFolder();
    const file = path.join(place, 'store.log');
    const args = ['--since', '2026-07-30 02:00', '--until', '2026-07-30 23:00'];
    const whole = unnamedInputs((await summary(log, ...args)).report);
    writeFileSync(file, log);
    expect(unnamedInputs((await summary('', ...args, file)).report)).toEqual(whole);
    const kept = ['--checkpoint', path.join(place, 'state'), ...args, file];
    const lines = linesOf(log);
    for (const count of [5, 6, 7, 48]) {
      writeFileSync(file, `${lines.slice(0, count).join('\n')}\n`);
      const { report } = await summary('', ...kept);
      if (count === 48) expect({ ...unnamedInputs(report), interruptions: undefined }).toEqual(whole);
    }
  });

  it('gives a hint with the time of the logs when that is all outside', async () => {
    const { report, stderr, status } = await summary(log, '--since', '2026-08-01', '--until', '2026-08-02');
    expect(report).toMatchObject({ range: { from: null, to: null }, found: 0, outside: 48, groups: [] });
    expect(linesOf(stderr)).toEqual([
      'mooncake-annotate: silent: no line is of the time that was asked for: the logs go from 2026-07-30 00:00:00 to 2026-07-30 23:00:00',
    ]);
    expect(status).toBe(0);
  });

  it('leaves out what belongs to no time at all, and says so', async () => {
    const { report, stderr } = await summary(`RPC_FAIL\n${log}`, '--since', '2026-07-30');
    expect(report).toMatchObject({ found: 48, unstamped: 1 });
    expect(stderr).toContain('1 line(s) with a code belong to no time stamp, and were left out');
    expect((await summary(`RPC_FAIL\n${log}`)).report).toMatchObject({ found: 49, unstamped: 1 });
  });

  it.each([
    [['--since', 'soon'], '--since needs a time, not "soon"'],
    [['--since', '-1h', '--until', '-2h'], '--since -1h is not before --until -2h'],
  ])('refuses %j', async (args, message) => {
    const { stdout, stderr, status } = await run(['summary', ...args], log);
    expect(stdout.length).toBe(0);
    expect(linesOf(stderr)).toEqual([expect.stringContaining(message)]);
    expect(status).toBe(2);
  });
});

describe('summary --bucket', () => {
  it('has days of one clock in merged summaries, whatever their widths', async () => {
    const place = temporaryFolder();
    const lines = [20, 23, 26, 30, 50].map((hour) => {
      const time = new Date(Date.UTC(2026, 6, 30, hour)).toISOString().slice(0, 19);
      return `${time}Z E a.cpp:1] RPC_FAIL\n`;
    });
    const files = await Promise.all(
      [lines.slice(0, 2), lines.slice(2)].map(async (part, index) => {
        const file = path.join(place, `${index}.json`);
        const args = ['summary', '--timezone', 'Europe/Berlin', '--format', 'json'];
        const { stdout } = await run([...args, '--bucket', index === 0 ? '1h' : '1d'], part.join(''));
        writeFileSync(file, stdout);
        return file;
      }),
    );
    const merge = ['merge', '--timezone', 'Europe/Berlin', '--format', 'json'];
    const { stdout } = await run([...merge, ...files]);
    const [code] = JSON.parse(stdout.toString()).groups[0].codes;
    expect(code.buckets.counts).toEqual([
      ['2026-07-30T00:00:00.000+02:00', 1],
      ['2026-07-31T00:00:00.000+02:00', 3],
      ['2026-08-01T00:00:00.000+02:00', 1],
    ]);
  });

  it.each(['90s', '0', 'x', '101d', '30s'])('refuses %s', async (width) => {
    const { stderr, status } = await run(['summary', '--bucket', width], log);
    expect(linesOf(stderr)).toEqual([expect.stringMatching(/^mooncake-annotate: --bucket .*\(.*5m.*\)$/)]);
    expect(status).toBe(2);
  });

  it.each([
    [[], 600],
    [['--bucket', '1m'], 60],
    [['--bucket', '5m'], 300],
    [['--bucket', '10m'], 600],
    [['--bucket', '7m'], 420],
    [['--bucket', '1h'], 3600],
    [['--bucket', '1d'], 86_400],
  ])('%j makes buckets of %i seconds of a day', async (args, width) => {
    const { report } = await summary(log, ...args);
    const { buckets } = report.groups[0].codes[0];
    expect(buckets.width).toBe(width);
    expect(buckets.counts).toHaveLength(width === 86_400 ? 1 : 24);
  });
});
