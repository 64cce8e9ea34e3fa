import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { linesOf, run, temporaryFolder } from './program.ts';

const line = (second: string, text: string): string => `E20260730 02:14:${second}.000402 1 a.cpp:1] ${text}`;
const log = ['one', 'connection refused', 'two', 'three'].map((text, at) => line(`1${at}`, text)).join('\n');

describe('selected lines', () => {
  it('come with context from a compressed pipe', async () => {
    const result = await run(['--grep', 'REFUSED', '-i', '-A1', '--no-summary'], gzipSync(`${log}\n`));
    expect(linesOf(result.stdout)).toEqual([line('11', 'connection refused'), line('12', 'two')]);
    expect(result).toMatchObject({ stderr: '', status: 0 });
  });

  it('of another time than that of the logs are no quiet log', async () => {
    const result = await run(['--since', '2026-08-01', '--no-summary', '--timezone', 'UTC'], `${log}\n`);
    expect(result.stdout.toString()).toBe('');
    expect(result.stderr).toMatch(
      /no line is of the time that was asked for: the logs go from 2026-07-30 02:14:10 to/,
    );
    expect(result.status).toBe(2);
  });

  it('are found by patterns of files and below folders, and by a time of the day', async () => {
    const cwd = temporaryFolder();
    mkdirSync(path.join(cwd, 'logs'));
    for (const name of ['a', 'b']) writeFileSync(path.join(cwd, 'logs', `${name}.log`), `${log}\n`);
    const args = ['--since', '02:14:13', '--no-summary', '--timezone', 'UTC'];
    for (const names of [['logs/*.log'], ['-r', 'logs']]) {
      const result = await run([...names, ...args], '', { cwd });
      expect(linesOf(result.stdout)).toEqual([line('13', 'three'), line('13', 'three')]);
    }
  });

  it.each([
    [['-C', '2'], 'add --only or --grep'],
    [['--grep', 'a('], '--grep needs a regular expression: '],
    [['--merge', '--follow', 'x.log'], '--merge and --follow exclude each other'],
    [['--since', 'noon'], '--since needs a time'],
  ])('refuse %j in one line', async (args, text) => {
    const { stderr, status } = await run(args);
    expect(stderr).toContain(text);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(status).toBe(2);
  });
});

describe('merged lines', () => {
  it('of files, compressed files and a pipe stand in order of time, with their names', async () => {
    const cwd = temporaryFolder();
    const of = (parity: number): string =>
      `${Array.from({ length: 5000 }, (_, at) => `${clock(2 * at + parity)} n${parity}\n  stack ${parity}`).join('\n')}\n`;
    writeFileSync(path.join(cwd, 'a.log'), of(0));
    writeFileSync(path.join(cwd, 'b.log.gz'), gzipSync(of(1)));
    const result = await run(['--merge', '--no-summary', 'a.log', 'b.log.gz', '-'], `${clock(3)} pipe`, {
      cwd,
    });
    const lines = linesOf(result.stdout);
    expect(lines).toHaveLength(20_001);
    expect(lines.slice(0, 9)).toEqual([
      `a.log: ${clock(0)} n0`,
      'a.log:   stack 0',
      `b.log.gz: ${clock(1)} n1`,
      'b.log.gz:   stack 1',
      `a.log: ${clock(2)} n0`,
      'a.log:   stack 0',
      `b.log.gz: ${clock(3)} n1`,
      'b.log.gz:   stack 1',
      `-: ${clock(3)} pipe`,
    ]);
    const stamps = lines.flatMap((text) => /E20260730 (\S+)/.exec(text)?.[1] ?? []);
    expect(stamps).toEqual([...stamps].sort());
    expect(result).toMatchObject({ stderr: '', status: 0 });
  });

  it('keep long lines whole, and count codes', async () => {
    const cwd = temporaryFolder();
    const long = `${clock(1)} RPC_FAIL ${'x'.repeat(700_000)}`;
    writeFileSync(path.join(cwd, 'a.log'), `${long}\n${clock(5)} last`);
    writeFileSync(path.join(cwd, 'b.log'), `${clock(2)} b\n${clock(4)} b\n`);
    const args = ['--merge', '--no-prefix', '--max-line', '64K', 'a.log', 'b.log', 'none.log'];
    const { stdout, stderr, status } = await run(args, '', { cwd });
    const [first, ...others] = linesOf(stdout);
    expect(first!.startsWith(long)).toBe(true);
    expect(first!.slice(long.length)).toMatch(/^ {2}<- Store \/ RPC: RPC_FAIL/);
    expect(others).toEqual([`${clock(2)} b`, `${clock(4)} b`, `${clock(5)} last`]);
    expect(stderr).toContain('none.log: no such file');
    expect(stderr).toContain('4 lines read, 1 with a code');
    expect(status).toBe(2);
  });
});

/** A line's beginning, so many milliseconds after two. */
function clock(milliseconds: number): string {
  return `E20260730 ${new Date(Date.UTC(2026, 6, 30, 2) + milliseconds).toISOString().slice(11, 23)}000 1 a.cpp:1]`;
}
