import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lacks } from '../../tools.ts';
import { program, type Running, repository, run, start, startCommand, temporaryFolder } from '../program.ts';

vi.setConfig({ testTimeout: 60_000 });

const line = (text: string): string => `E20261123 02:14:13.000000 7 client.cpp:12] ${text}\n`;
const rpc = line('Failed to put: RPC_FAIL');

function logFile(content = rpc): string {
  const file = path.join(temporaryFolder(), 'node7.log');
  writeFileSync(file, content);
  return file;
}

const contains =
  (text: string) =>
  ({ stdout }: Running): boolean =>
    stdout.toString().includes(text);

describe('triage --live in a pipe', () => {
  it('prints a line for each group that changes, through rotations, until it is stopped', async () => {
    const file = logFile();
    const live = start(['triage', '--live', '--from-start', '--timezone', 'UTC', file]);
    await live.until(contains('Store / RPC: 1 (+1), 1 in the last minute: RPC_FAIL (-900) +1\n'));
    appendFileSync(file, rpc + line('Failed to get: OBJECT_NOT_FOUND'));
    await live.until(contains('Store / RPC: 2 (+1)'));
    await live.until(contains('Store / Engine Operation'));
    renameSync(file, `${file}.1`);
    writeFileSync(file, rpc + rpc);
    await live.until(contains('Store / RPC: 4 (+'));
    live.child.kill('SIGINT');
    const { stdout, stderr, status } = await live.ended;
    expect(status).toBe(130);
    for (const text of stdout.toString().trimEnd().split('\n'))
      expect(text).toMatch(
        /^\d\d:\d\d:\d\d (?:Store \/ [\w ]+: \d+ \(\+\d+\), \d+ in the last minute: .+|incident \d+ (?:begins|changes): )/,
      );
    expect(stderr).toBe('5 lines read, 5 with a code; 1 rotation\n');
  });

  it('starts at the end, unless told otherwise', async () => {
    const file = logFile(rpc + rpc + rpc);
    const live = start(['triage', '--live', file]);
    let appended = 0;
    const more = setInterval(() => {
      appendFileSync(file, rpc);
      appended++;
    }, 200);
    await live.until(contains('Store / RPC: ')).finally(() => clearInterval(more));
    const [, counted] = /^\S+ Store \/ RPC: (\d+) /.exec(live.stdout.toString())!;
    expect(Number(counted)).toBeLessThanOrEqual(appended);
  });

  it('tells an incident that goes on, with its cause, consequences and places', async () => {
    const folder = path.join(repository, 'fixtures/incidents/one-nic-down');
    const live = start([
      'triage',
      '--live',
      '--from-start',
      '--timezone',
      'UTC',
      path.join(folder, '*/*.log'),
    ]);
    await live.until(contains('incident 1 begins: '));
    await live.until(({ stdout }) =>
      /incident 1 (?:begins|changes): .*since 02:14:\d\d; .*TRANSFER_FAIL \d+.*confidence high/.test(
        stdout.toString(),
      ),
    );
    live.child.kill('SIGTERM');
    expect((await live.ended).status).toBe(143);
  });

  it('ends with status 1 as soon as what it is to fail on holds', async () => {
    const file = logFile('');
    const live = start([
      'triage',
      '--live',
      '--from-start',
      '--timezone',
      'UTC',
      '--fail-on',
      'ongoing || high',
      file,
    ]);
    const dies = (second: number): string =>
      `E20261123 02:14:${second}.000000 7 master_client.cpp:370] RPC call failed: Connection refused\n`;
    appendFileSync(file, line('all is well'));
    await live.until(() => true);
    appendFileSync(file, [11, 12, 13, 14, 15, 16].map(dies).join(''));
    const { stdout, stderr, status } = await live.ended;
    expect(status).toBe(1);
    expect(stdout.toString()).toContain('incident 1 begins: ');
    expect(stderr).toContain('mooncake-annotate: --fail-on holds: ongoing\n');
  });

  it('refuses to fail on what is new, since it compares with nothing', async () => {
    const { stderr, status } = await run(['triage', '--live', '--fail-on', 'new', logFile()]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('leave `new` out of --fail-on')]);
  });

  it('ends quietly when its reader goes', async () => {
    const file = logFile();
    const live = startCommand(
      'sh',
      ['-c', '"$node" "$program" triage --live --from-start "$file" | head -n 1'],
      {
        env: { node: process.execPath, program, file },
      },
    );
    const more = setInterval(() => appendFileSync(file, rpc), 200);
    const { status, stdout, stderr } = await live.ended.finally(() => clearInterval(more));
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.toString()).toMatch(/^\S+ Store \/ RPC: \d+ .*\n$/);
  });

  it.each([
    [['triage', '--from-start', 'x.log'], '--from-start is for followed files'],
    [['triage', '--live', '--format', 'html', 'x.log'], '--live prints text or json, not html'],
    [['triage', '--live', '--since', '-2h', 'x.log'], 'exclude each other'],
    [['triage', '--live', '--baseline', 'x', 'x.log'], 'exclude each other'],
  ])('complains: %j', async (args, complaint) => {
    const { status, stderr } = await run(args);
    expect(status).toBe(2);
    expect(stderr).toContain(complaint);
  });
});

/** `script` of util-linux gives the program a terminal of its own. */

/** The rows of a terminal of 24 rows and 100 columns after all that was written to it. */
function screenOf(output: string): string[] {
  const rows = Array.from({ length: 24 }, () => '');
  let row = 0;
  let at = 0;
  for (const [piece] of output.matchAll(/\x1b\[[?\d;]*[A-Za-z]|[^\x1b]+|\x1b/g)) {
    const place = /^\x1b\[(\d+);(\d+)H$/.exec(piece);
    if (place !== null) {
      row = Number(place[1]) - 1;
      at = Number(place[2]) - 1;
    } else if (piece === '\x1b[2J') rows.fill('');
    else if (piece === '\x1b[K') rows[row] = rows[row]!.slice(0, at);
    else if (!piece.startsWith('\x1b') && row < rows.length) {
      rows[row] = rows[row]!.slice(0, at).padEnd(at) + piece;
      at += piece.length;
    }
  }
  return rows;
}

/** Runs a command on a terminal, then shows its status and how the terminal was left. */
function onTerminal(
  file: string,
  command = 'exec "$node" "$program" triage --live --from-start --timezone UTC "$file"',
  env: Readonly<Record<string, string>> = {},
): Running {
  // Ctrl-C reaches all that run on a terminal, this shell too.
  const script = `trap : INT; stty rows 24 cols 100; sh -c 'echo "pid=$$="; ${command}'; echo "status=$?"; stty -a; echo over`;
  return startCommand('script', ['-qec', script, '/dev/null'], {
    env: { node: process.execPath, program, file, TERM: 'xterm', NO_COLOR: '1', SHELL: '/bin/sh', ...env },
  });
}

const shows =
  (text: string) =>
  ({ stdout }: Running): boolean =>
    screenOf(stdout.toString()).join('\n').includes(text);

/** Waits for the end and checks that the terminal is as it was. */
async function left(live: Running, status: number): Promise<string> {
  const output = (await live.ended).stdout.toString();
  expect(output).toContain(`status=${status}\r\n`);
  const end = output.slice(output.lastIndexOf('\x1b[?1049l'));
  expect(end, 'raw mode').toMatch(/(?<!-)icanon/);
  expect(end).toMatch(/(?<!-)isig/);
  expect(end).toMatch(/(?<![-\w])echo\b/);
  // Entered and left once each.
  for (const mode of ['?1049h', '?1049l', '?25l', '?25h', '?7l', '?7h'])
    expect(output.split(`\x1b[${mode}`).length - 1, mode).toBe(1);
  return output;
}

describe.skipIf(lacks('script'))('triage --live on a terminal (needs script)', () => {
  it('shows groups and lines as they come, until q', async () => {
    const file = logFile();
    const live = onTerminal(file);
    await live.until(shows('RPC_FAIL (-900)  E20261123'));
    expect(screenOf(live.stdout.toString()).join('\n')).toMatch(/Store \/ RPC +1 +1 /);
    appendFileSync(file, rpc);
    await live.until(({ stdout }) => /Store \/ RPC +2 +2 /.test(screenOf(stdout.toString()).join('\n')));
    live.child.stdin.write('q');
    await left(live, 0);
  });

  it('counts the files that are followed, though nothing came of them', async () => {
    const file = logFile('');
    for (const other of ['.b', '.c']) writeFileSync(`${file}${other}`, '');
    const live = onTerminal(file, 'exec "$node" "$program" triage --live "$file" "$file.b" "$file.c"');
    await live.until(shows('3 files  0 lines, 0 with a code'));
    live.child.stdin.write('q');
    await left(live, 0);
  });

  it('filters, pauses and explains', async () => {
    const file = logFile(rpc + line('Failed to get: OBJECT_NOT_FOUND'));
    const live = onTerminal(file);
    await live.until(shows('OBJECT_NOT_FOUND (-704)'));
    live.child.stdin.write('/rpc');
    await live.until(shows('filter: rpc_'));
    live.child.stdin.write('\r');
    await live.until(shows('p pause'));
    const screen = screenOf(live.stdout.toString()).join('\n');
    expect(screen).toContain('RPC_FAIL');
    expect(screen).not.toContain('OBJECT_NOT_FOUND');
    live.child.stdin.write('p');
    await live.until(shows('PAUSED, 0 lines since'));
    appendFileSync(file, rpc);
    await live.until(shows('PAUSED, 1 line since'));
    expect(screenOf(live.stdout.toString()).join('\n')).toMatch(/Store \/ RPC +1 /);
    live.child.stdin.write('e-900\r');
    await live.until(shows('What to check'));
    live.child.stdin.write('q');
    await live.until(shows('PAUSED'));
    live.child.stdin.write('p');
    await live.until(({ stdout }) => /Store \/ RPC +2 /.test(screenOf(stdout.toString()).join('\n')));
    live.child.stdin.write('q');
    await left(live, 0);
  });

  it('lets nothing of a log act', async () => {
    const hostile = '\x1b]52;c;cm0=\x07 \x1b[2J\x1b[H \x1b[31mred \u202E \u009b2J \b\b RPC_FAIL';
    const live = onTerminal(logFile(line(hostile)));
    await live.until(shows('RPC_FAIL (-900)'));
    live.child.stdin.write('q');
    const output = await left(live, 0);
    const drawn = output.slice(output.indexOf('\x1b[?1049h'), output.lastIndexOf('\x1b[?1049l'));
    expect(drawn).toContain('␛]52;c;cm0=␇');
    // What is left when the program's own sequences are taken out.
    const rest = drawn.replaceAll(/\x1b\[(?:\d+;1H|K|J|2J|\?\d+[hl])/g, '');
    expect(rest.match(/[\x00-\x1f\x7f-\x9f\u202a-\u202e]/g)).toBe(null);
  });

  it('draws anew in the new size', async () => {
    const file = logFile();
    spawnSync('mkfifo', [`${file}.go`]);
    const live = onTerminal(
      file,
      'tty=$(tty); { read -r go <"$file.go"; stty rows 8 cols 40 <"$tty"; } & exec "$node" "$program" triage --live --from-start "$file"',
    );
    await live.until(shows('q quit'));
    appendFileSync(`${file}.go`, 'go\n');
    await live.until(contains(`\x1b[8;1H\x1b[K? keys   arrows, Enter: incident   / fi…`));
    live.child.stdin.write('q');
    await left(live, 0);
  });

  it('goes on after Ctrl-Z where no shell could let it go on', async () => {
    const live = onTerminal(logFile());
    await live.until(shows('q quit'));
    live.child.stdin.write('\x1a');
    await live.until(({ stdout }) => stdout.toString().split('\x1b[?1049h').length === 3);
    await live.until(({ stdout }) => stdout.toString().split('\x1b[?1049h')[2]!.includes('q quit'));
    live.child.stdin.write('q');
    const output = (await live.ended).stdout.toString();
    expect(output).toContain('status=0\r\n');
    expect(output.split('\x1b[?1049l').length - 1).toBe(2);
    expect(output.slice(output.lastIndexOf('\x1b[?1049l'))).toMatch(/(?<!-)icanon/);
  });

  it.each([
    ['Ctrl-C', 130, (live: Running) => live.child.stdin.write('\x03')],
    ['SIGINT', 130, 'SIGINT'],
    ['SIGTERM', 143, 'SIGTERM'],
    ['SIGHUP', 129, 'SIGHUP'],
    ['SIGQUIT', 131, 'SIGQUIT'],
  ] as const)('gives the terminal back after %s', async (_, status, end) => {
    const live = onTerminal(logFile());
    await live.until(shows('q quit'));
    if (typeof end === 'string') process.kill(Number(/pid=(\d+)=/.exec(live.stdout.toString())![1]), end);
    else end(live);
    await left(live, status);
  });

  it('gives the terminal back when the program fails, and the failure is seen', async () => {
    const crashing = path.join(repository, 'test/cli/live/crashing-screen.ts');
    const live = onTerminal(crashing, 'exec "$node" --import tsx "$file"');
    const output = await left(live, 1);
    expect(output.slice(output.lastIndexOf('\x1b[?1049l'))).toContain('Error: this screen fails');
  });

  it('prints lines where a terminal can show no screen', async () => {
    const live = onTerminal(logFile(), undefined, { TERM: 'dumb' });
    await live.until(contains('Store / RPC: 1 (+1), 1 in the last minute: RPC_FAIL (-900) +1\r\n'));
    live.child.stdin.write('\x03');
    const output = (await live.ended).stdout.toString();
    expect(output).toContain('status=130\r\n');
    expect(output).not.toContain('\x1b[');
  });

  it('takes its keys from the terminal where standard input brings the lines', async () => {
    const live = onTerminal(
      logFile(`${rpc}last`),
      'tail -n +1 -f "$file" | { "$node" "$program" triage --live --timezone UTC; echo "status=$?"; kill 0; }',
    );
    await live.until(shows('standard input from 1 host  1 line, 1 with a code'));
    live.child.stdin.write('/rpc\r');
    await live.until(shows('filter: rpc  '));
    live.child.stdin.write('q');
    const output = (await live.ended).stdout.toString();
    expect(output).toContain('status=0\r\n');
    expect(output.slice(output.lastIndexOf('\x1b[?1049l'))).toContain('No incident was seen.');
  });

  it('can still be looked at when standard input has ended', async () => {
    const live = onTerminal(logFile(), 'cat "$file" | "$node" "$program" triage --live --timezone UTC');
    await live.until(shows('Standard input has ended; q ends this.'));
    expect(screenOf(live.stdout.toString()).join('\n')).toContain('RPC_FAIL (-900)');
    live.child.stdin.write('q');
    await left(live, 0);
  });

  it('asks for files or a stream where standard input is the terminal', async () => {
    const output = (await onTerminal('', 'exec "$node" "$program" triage --live').ended).stdout.toString();
    expect(output).toContain('--live needs files or a stream (name files, directories or patterns, or pipe');
    expect(output).toContain('status=2');
    expect(output).not.toContain('reading standard input');
  });

  it('writes its reports though its terminal has gone', async () => {
    const file = logFile(line('Failed to put: RPC_FAIL').repeat(20));
    const live = onTerminal(
      file,
      'exec "$node" "$program" triage --live --from-start --report "$file.json" "$file"',
    );
    await live.until(shows('20 lines, 20 with a code'));
    process.kill(Number(/pid=(\d+)=/.exec(live.stdout.toString())![1]), 'SIGHUP');
    await live.ended;
    expect(JSON.parse(readFileSync(`${file}.json`, 'utf8'))).toMatchObject({ lines: 20, found: 20 });
  });

  it('says after it what it said of its files', async () => {
    const file = logFile();
    const live = onTerminal(
      file,
      'exec "$node" "$program" triage --live --from-start "$file" "$file.missing"',
    );
    await live.until(shows('RPC_FAIL (-900)'));
    live.child.stdin.write('q');
    const output = await left(live, 0);
    expect(output.slice(output.lastIndexOf('\x1b[?1049l'))).toContain('node7.log.missing');
  });
});
