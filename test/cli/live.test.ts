import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setInterval } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { linesOf, program, start, startCommand, temporaryFolder } from './program.ts';

const annotation = '  <- Store / RPC: RPC_FAIL (-900): RPC operation failed';

function line(number: number): string {
  return `E0730 02:14:13.000402 1 real_client.cpp:1] connect ${number}: RPC_FAIL`;
}

/** The shell that `tail -f`, pipes and PIPESTATUS need; `$node` and `$program` are set. */
function shell(script: string, folder?: string) {
  return startCommand('bash', ['-c', script], {
    ...(folder === undefined ? {} : { cwd: folder }),
    env: { node: process.execPath, program },
  });
}

describe('lines that come slowly', () => {
  it.each([
    ['text', (text: string, number: number) => text.includes(`${line(number)}${annotation}\n`)],
    ['ndjson', (text: string, number: number) => text.includes(`connect ${number}: RPC_FAIL","codes":[{`)],
    ['pretty', (text: string, number: number) => text.includes(`connect ${number}: RPC_FAIL\n`)],
  ])('appear at once behind tail -f, as %s', { timeout: 60_000 }, async (output, isThere) => {
    const folder = temporaryFolder();
    const log = path.join(folder, 'store.log');
    writeFileSync(log, `${line(0)}\n`);
    const running = shell(
      `tail -n +1 -f store.log | "$node" "$program" --output ${output} & echo $! >&2; wait`,
      folder,
    );
    await running.until(({ stdout }) => isThere(stdout.toString(), 0));

    let number = 1;
    for await (const _ of setInterval(100)) {
      appendFileSync(log, `${line(number)}\n`);
      // Output that is held back would not come at all, since tail does not end.
      await running.until(({ stdout }) => isThere(stdout.toString(), number));
      if (++number > 10) break;
    }
    running.child.kill();
    process.kill(Number(running.stderr.trim()));
  });

  it('appear also when a line comes in pieces', async () => {
    const running = start([]);
    running.child.stdin.write('E0730 02:14:13.000402 1 real_client.cpp:1] connect 1: RPC_');
    running.child.stdin.write('FAIL\nhalf');
    await running.until(({ stdout }) => stdout.toString() === `${line(1)}${annotation}\n`);
    running.child.stdin.end(' a line');
    const { stdout } = await running.ended;
    expect(stdout.toString()).toBe(`${line(1)}${annotation}\nhalf a line`);
  });

  it('are counted on the way with --interval', async () => {
    const running = start(['--interval', '100ms']);
    running.child.stdin.write(`${line(1)}\n`);
    await running.until(({ stderr }) => stderr.includes('\n1 line read, 1 with a code\n'));
    running.child.stdin.write(`${line(2)}\n`);
    await running.until(({ stderr }) => stderr.includes('\n2 lines read, 2 with a code\n'));
    running.child.stdin.end();
    const { stderr, status } = await running.ended;
    expect(linesOf(stderr).at(-1)).toBe('2 lines read, 2 with a code');
    expect(status).toBe(0);
  });
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130, []],
    ['SIGTERM', 143, []],
    ['SIGINT', 130, ['--normal']],
    ['SIGTERM', 143, ['--output', 'ndjson']],
  ] as const)(
    '%s ends with status %i after the last lines and the counts: %j',
    async (signal, code, args) => {
      const running = start([...args, '--interval', '50ms']);
      running.child.stdin.write(`${line(1)}\n`);
      await running.until(({ stderr }) => stderr.includes('1 line read'));
      // Its end is missing, so it is not written yet; what comes back for the third line says that it was read.
      running.child.stdin.write(`${line(2)}\n${line(3)}`);
      await running.until(({ stdout }) => stdout.includes('connect 2'));
      running.child.kill(signal);
      const { stdout, stderr, status } = await running.ended;
      expect(status).toBe(code);
      expect(stdout.toString()).toContain('connect 3: RPC_FAIL');
      expect(linesOf(stderr).slice(-3)).toEqual([
        'component  group  lines  codes',
        'Store      RPC        3  RPC_FAIL 3',
        '3 lines read, 3 with a code',
      ]);
    },
  );

  it('ends a pipe behind tail -f, as Ctrl-C does, with the counts', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'store.log'), `${line(1)}\n`);
    // Job control puts the pipe into a process group of its own, which the signal is sent to.
    const running = shell(
      'set -m; (tail -n +1 -f store.log | "$node" "$program") & echo "group $!" >&2; wait $!',
      folder,
    );
    await running.until(({ stdout, stderr }) => stdout.includes(annotation) && /group \d+/.test(stderr));
    process.kill(-Number(/group (\d+)/.exec(running.stderr)![1]), 'SIGINT');
    const { stderr } = await running.ended;
    expect(stderr).toContain('Store      RPC        1  RPC_FAIL 1\n1 line read, 1 with a code\n');
  });

  it('given a second time ends a program whose reader does not read', async () => {
    // Nobody reads the pipe, so what is left cannot be written, and the first signal alone cannot end it.
    const running = shell(
      '"$node" "$program" --interval 20ms /dev/zero > >(exec sleep 5) & echo "process $!" >&2; wait $!; echo "status $?" >&2',
    );
    await running.until(({ stderr }) => stderr.includes('read'));
    const id = Number(/process (\d+)/.exec(running.stderr)![1]);
    process.kill(id, 'SIGINT');
    process.kill(id, 'SIGTERM');
    // Signals that are pending together may arrive in either order; the later one decides the status.
    await running.until(({ stderr }) => /status (?:143|130)/.test(stderr));
  });
});

describe('a reader that goes away', () => {
  it.each([
    ['yes "$line" | "$node" "$program" | head -1', [141, 0, 0]],
    ['yes "$line" | "$node" "$program" --normal | head -1', [141, 0, 0]],
    ['yes "$line" | "$node" "$program" --output ndjson | head -1', [141, 0, 0]],
    ['"$node" "$program" codes --format json | head -1', [0, 0]],
    ['"$node" "$program" codes | head -1', [0, 0]],
    ['"$node" "$program" explain -704 | head -1', [0, 0]],
    ['"$node" "$program" explain lease --format json | head -0', [0, 0]],
    ['"$node" "$program" --help | head -0', [0, 0]],
    ['echo "$line" | "$node" "$program" 2>&1 >/dev/null | head -0', [0, 0, 0]],
  ])('is no error: %s', async (pipe, statuses) => {
    const running = startCommand('bash', ['-c', `${pipe}; echo "\${PIPESTATUS[*]}" >&2`], {
      env: { node: process.execPath, program, line: line(1) },
    });
    const { stderr } = await running.ended;
    expect(stderr).toBe(`${statuses.join(' ')}\n`);
  });

  it('is told from a full disk', async () => {
    for (const command of ['echo "$line" | "$node" "$program" --no-summary', '"$node" "$program" codes']) {
      const running = startCommand('bash', ['-c', `${command} >/dev/full`], {
        env: { node: process.execPath, program, line: line(1) },
      });
      const { stderr, status } = await running.ended;
      expect(linesOf(stderr)).toEqual([expect.stringMatching(/^mooncake-annotate: .*no space left/)]);
      expect(status).toBe(2);
    }
  });
});
