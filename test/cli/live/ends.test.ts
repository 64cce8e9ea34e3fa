import { spawnSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lacks } from '../../tools.ts';
import { linesOf, program, type Running, start, startCommand, temporaryFolder } from '../program.ts';

const line = 'E20261123 02:14:13.000000 7 client.cpp:12] put: RPC_FAIL';
const env = { node: process.execPath, program, line };

describe('a reader that stands still', () => {
  it.each(['"$file"', '-o ndjson "$file"', '-f --from-start "$file"'])(
    'does not keep the program from ending at the first signal: %s',
    async (args) => {
      const file = path.join(temporaryFolder(), 'store.log');
      writeFileSync(file, `${line}\n`.repeat(20_000));
      // Nobody reads the pipe, so what is left cannot be written.
      const running = startCommand(
        'bash',
        [
          '-c',
          `"$node" "$program" --interval 20ms ${args} > >(exec sleep 5) & echo "process $!" >&2; wait $!; echo "status $?" >&2`,
        ],
        { env: { ...env, file } },
      );
      await running.until(({ stderr }) => stderr.includes(' read, '));
      process.kill(Number(/process (\d+)/.exec(running.stderr)![1]), 'SIGTERM');
      await running.until(({ stderr }) => stderr.includes('status 143'));
      expect(running.stderr).toContain('the reader of the output takes nothing');
    },
  );
});

describe('counts', () => {
  it('with --interval carry the time, and keep quiet while nothing comes', async () => {
    const running = start(['--interval', '20ms', '--timezone', 'UTC']);
    const second = Date.now();
    running.child.stdin.write(`${line}\n`);
    await running.until(({ stderr }) => stderr.includes('1 line read'));
    running.child.stdin.write(`${line}\n`);
    await running.until(({ stderr }) => stderr.includes('2 lines read'));
    running.child.stdin.end();
    const { stderr } = await running.ended;
    const blocks = stderr.split('\n\n').map((block) => linesOf(block));
    expect(blocks.map((block) => block.at(-1))).toEqual([
      '1 line read, 1 with a code',
      '2 lines read, 2 with a code',
      '2 lines read, 2 with a code',
    ]);
    for (const [time] of blocks) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect(Date.parse(`${time}Z`)).toBeGreaterThan(second - 1000);
    }
  });
});

/** Runs commands on a terminal. */
function onTerminal(commands: string, more: Readonly<Record<string, string>> = {}): Running {
  return startCommand('script', ['-qec', commands, '/dev/null'], {
    env: { ...env, TERM: 'xterm', NO_COLOR: '1', SHELL: '/bin/sh', ...more },
  });
}

describe.skipIf(lacks('script'))('on a terminal (needs script)', () => {
  it('the modes that a pager has set stay when the program beside it ends', async () => {
    const go = path.join(temporaryFolder(), 'go');
    spawnSync('mkfifo', [go]);
    const running = onTerminal(
      'tty=$(tty); { echo "$line"; read -r go <"$go"; stty -icanon -echo <"$tty"; } | "$node" "$program" | cat; echo over; stty -a; stty sane',
      { go },
    );
    await running.until(({ stdout }) => stdout.includes('RPC operation failed'));
    appendFileSync(go, 'go\n');
    const output = (await running.ended).stdout.toString();
    const modes = output.slice(output.indexOf('over'));
    expect(modes).toMatch(/-icanon\b/);
    expect(modes).toMatch(/ -echo\b/);
  });

  it('counts begin on a line of their own behind Ctrl-C', async () => {
    const running = onTerminal('trap : INT; "$node" "$program" -');
    await running.until(({ stdout }) => stdout.includes('reading standard input'));
    running.child.stdin.write(`${line}\n`);
    await running.until(({ stdout }) => stdout.includes('RPC operation failed'));
    running.child.stdin.write('\x03');
    const { stdout } = await running.ended;
    expect(stdout.toString()).toContain('^C\r\ncomponent  group  lines  codes\r\n');
  });

  it('counts begin on a line of their own behind a line without its end', async () => {
    const file = path.join(temporaryFolder(), 'half.log');
    writeFileSync(file, `${line}\nhalf a line`);
    const { stdout } = await onTerminal('"$node" "$program" "$file"', { file }).ended;
    expect(stdout.toString()).toContain('half a line\r\ncomponent  group  lines  codes\r\n');
  });

  it('a failure still tells its stack', async () => {
    const crash = path.join(temporaryFolder(), 'crash.mjs');
    writeFileSync(
      crash,
      "process.once('newListener', () => setImmediate(() => { throw new Error('a bug'); }));",
    );
    const { stdout } = await onTerminal('"$node" --import "$crash" "$program" -; echo "status=$?"', { crash })
      .ended;
    expect(stdout.toString()).toContain('Error: a bug');
    // 1 would say that the condition of --fail-on holds.
    expect(stdout.toString()).toContain('status=2');
  });
});
