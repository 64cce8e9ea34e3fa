import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { lacks } from '../tools.ts';
import { program, run, startCommand, temporaryFolder } from './program.ts';

vi.setConfig({ testTimeout: 30_000 });

const meaning = '  <- Store / RPC: RPC_FAIL (-900): RPC operation failed';

/** What a terminal would obey: clipboard, title, cursor, link, text that hides or reorders, C1, backspace. */
const hostile = [
  '\x1b]52;c;cm0gLXJmIH4=\x07',
  '\x1b]0;title\x07',
  '\x1b[2J\x1b[H',
  '\x1b]8;;http://x\x07text\x1b]8;;\x07',
  '\x1b[8mhidden',
  '\u202Ereversed',
  '\u009b2J',
  'rm -rf /\b\b\b\b\b\b\b\b',
  'first\rsecond',
];
const log = hostile.map((text, index) => `E0730 02:14:13.1 1 a.cpp:1] ${index} ${text} RPC_FAIL\n`).join('');
/** Everything that is neither a printable character nor a line end, with the colours that may stay taken out. */
const controls = (text: string) =>
  text.replace(/\x1b\[[0-9;]*m/g, '').match(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g) ?? [];

/** `script` of util-linux gives the program a terminal of its own. */

/** What the program writes to a terminal. */
async function onTerminal(args: readonly string[]): Promise<string> {
  const command = ['exec "$node" "$program"', ...args, '2>/dev/null'].join(' ');
  const running = startCommand('script', ['-qec', command, '/dev/null'], {
    env: { node: process.execPath, program, TERM: 'xterm' },
  });
  const { stdout } = await running.ended;
  // The terminal itself turns each line feed into two characters.
  return stdout.toString().replaceAll('\r\n', '\n');
}

function logFile(): string {
  const file = path.join(temporaryFolder(), 'hostile.log');
  writeFileSync(file, log);
  return file;
}

describe.skipIf(lacks('script'))('on a terminal (needs script)', () => {
  it.each([
    [[]],
    [['--normal']],
    [['-o', 'ndjson']],
    [['-o', 'pretty']],
    [['--color', 'never']],
    [['--checkpoint', '/tmp/unused']],
  ])('nothing of a log can act: %j', async (args) => {
    const file = logFile();
    const own = args.map((arg) => (arg === '/tmp/unused' ? path.join(path.dirname(file), 'state') : arg));
    const shown = await onTerminal([...own, file]);
    expect(shown.match(/RPC_FAIL/g)!.length).toBeGreaterThanOrEqual(hostile.length);
    expect(controls(shown)).toEqual([]);
  });

  it('what was there is still seen, and annotated', async () => {
    const shown = await onTerminal(['--color', 'never', logFile()]);
    expect(shown).toContain(`0 ␛]52;c;cm0gLXJmIH4=␇ RPC_FAIL${meaning}\n`);
    expect(shown).toContain(`5 \\u{202E}reversed RPC_FAIL${meaning}\n`);
    // What progress bars wrote before is gone, as on any terminal.
    expect(shown).toContain(`\nsecond RPC_FAIL${meaning}\n`);
  });

  it('also while following', async () => {
    const file = logFile();
    const running = startCommand(
      'script',
      ['-qec', 'exec "$node" "$program" --follow --from-start --color never "$file"', '/dev/null'],
      { env: { node: process.execPath, program, file, TERM: 'xterm' } },
    );
    await running.until(({ stdout }) => stdout.includes(`\r\nsecond RPC_FAIL${meaning}`));
    // Ctrl-C, as typed.
    running.child.stdin.write('\x03');
    const { stdout } = await running.ended;
    expect(controls(stdout.toString().replaceAll('\r\n', '\n').replace('^C', ''))).toEqual([]);
    expect(stdout.toString()).toContain(`${hostile.length} lines read, ${hostile.length} with a code`);
  });

  describe('with hostile names, keys and arguments', () => {
    const evil = 'k\x1bcEVIL\u202E\x9b2J';
    const place = mkdtempSync(path.join(tmpdir(), 'hostile-'));
    afterAll(() => rmSync(place, { recursive: true }));
    const input = path.join(place, `${evil}.log`);
    const summary = path.join(place, `${evil}.json`);
    writeFileSync(
      input,
      `E20260730 02:14:13.000100 1 client.cpp:380] Failed to put key=${evil} to ${evil}:12345: RPC_FAIL\n`.repeat(
        3,
      ),
    );
    writeFileSync(summary, `{"${evil}":1}`);
    const missing = path.join(place, 'no', evil);

    it.each([
      [[input]],
      [['--prefix', '--follow', '--max-line', evil, input]],
      ...['table', 'json', 'csv', 'markdown', 'openmetrics'].map((format) => [
        ['summary', '--format', format, input],
      ]),
      ...['text', 'json', 'markdown'].map((format) => [['triage', '--format', format, input, missing]]),
      [['triage', '--lines-of', '1', input]],
      [['diff', summary, summary]],
      [['merge', summary]],
      [['explain', evil]],
      [['catalogue', 'check', summary]],
      [['checkpoint', 'show', summary]],
      [['summary', '--checkpoint', summary, input]],
      [['summary', '--history', missing, input]],
      [['summary', '--report', missing, input]],
      [['summary', '--fail-on', evil, input]],
      [['summary', '--since', evil, input]],
      [['summary', '--timezone', evil, input]],
      [['--code', evil, input]],
      [[`--${evil}`]],
      [[missing]],
    ])('%j', async (args) => {
      const { stdout, stderr } = await run(args, '', { env: { TERM: 'xterm' }, isTerminal: true });
      const shown = `${stdout}${stderr}`.replaceAll('\r\n', '\n');
      expect(shown).not.toBe('');
      expect(controls(shown)).toEqual([]);
    });
  });

  it('colours in the log stay and end with their line', async () => {
    const file = path.join(temporaryFolder(), 'colours.log');
    writeFileSync(file, '\x1b[31mred\nplain RPC_FAIL\n');
    expect(await onTerminal(['--color', 'never', file])).toBe(
      `\x1b[31mred\x1b[0m\nplain RPC_FAIL${meaning}\n`,
    );
  });

  it('everything passes with --raw', async () => {
    const shown = await onTerminal(['--raw', '--color', 'never', logFile()]);
    expect(shown).toBe(log.replaceAll('RPC_FAIL\n', `RPC_FAIL${meaning}\n`));
  });
});

it('in a pipe everything passes byte for byte', async () => {
  const { stdout } = await run([], log);
  expect(stdout.toString()).toBe(log.replaceAll('RPC_FAIL\n', `RPC_FAIL${meaning}\n`));
});

describe('escapes of terminals within lines', () => {
  const line = 'E20261123 02:14:13.000000 7 client.cpp:12] put';
  it.each([
    ['colours', `\x1b[1;31m${line}: \x1b[1mRPC_FAIL\x1b[0m of 3`],
    ['what tput sgr0 writes', `\x1b(B\x1b[m${line}: RPC_FAIL\x1b(B\x1b[m of 3`],
    ['a place that is kept and taken again', `\x1b7\x1b8${line}: RPC_FAIL of 3`],
    ['as rsyslog writes them', `#033[31m${line}: #033[1mRPC_FAIL#033[0m of 3`],
    ['as cat -v writes them', `^[[31m${line}: ^[[1mRPC_FAIL^[[0m of 3`],
    ['as JSON writes them', JSON.stringify({ msg: `\x1b[31m${line}: \x1b[1mRPC_FAIL\x1b[0m of 3` })],
  ])('hide nothing, and are no text of records: %s', async (_, text) => {
    const record = JSON.parse((await run(['-o', 'ndjson'], `${text}\n`)).stdout.toString());
    expect(record).toMatchObject({ level: 50, source: 'client.cpp:12', msg: 'put: RPC_FAIL of 3' });
    expect(record.codes.map(({ name }: { name: string }) => name)).toEqual(['RPC_FAIL']);
    const pretty = (await run(['-o', 'pretty', '--color', 'never'], `${text}\n`)).stdout.toString();
    expect(pretty).toMatch(/ERROR: put: RPC_FAIL of 3\n/);
  });
});
