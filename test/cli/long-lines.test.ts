import { createHash } from 'node:crypto';
import { openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { linesOf, program, run, startCommand, temporaryFolder } from './program.ts';

const length = 100_000_000;
const most = 300 * 1024;
const prefix = 'E0730 02:14:13.000402 1 real_client.cpp:1] connect: RPC_FAIL ';
const annotation = '  <- Store / RPC: RPC_FAIL (-900): RPC operation failed';

/** Writes a file of one line of 100 MB that starts with a code, and what is to follow it. */
function longLine(folder: string, after: string): string {
  const file = path.join(folder, 'long.log');
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, prefix);
  const block = Buffer.alloc(1_000_000, 'abcdefghi ');
  for (let written = 0; written < length; written += block.length) writeSync(descriptor, block);
  writeSync(descriptor, after);
  return file;
}

/** Runs the program on a file; GNU time writes the largest resident set, in KiB, behind everything else. */
async function measured(command: string, folder: string) {
  const running = startCommand('bash', ['-c', command], {
    cwd: folder,
    env: { node: process.execPath, program },
  });
  const hash = createHash('sha256');
  let bytes = 0;
  let tail = Buffer.alloc(0);
  running.child.stdout.removeAllListeners('data');
  running.child.stdout.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
    tail = Buffer.concat([tail, chunk]).subarray(-1000);
  });
  const { stderr, status } = await running.ended;
  const lines = linesOf(stderr);
  return { bytes, tail: tail.toString(), sum: hash.digest('hex'), status, peak: Number(lines.at(-1)), lines };
}

const time = '/usr/bin/time -f %M';
const warning = /^mooncake-annotate: 1 line\(s\) longer than 1048576 bytes were looked at up to there; /;

it.each([
  ['a file', '', '\nafter\n'],
  ['a file', '--normal', '\nafter\n'],
  ['a pipe', '', '\r\nafter\n'],
  ['a pipe', '--normal', ''],
  ['a file', '', ''],
])(
  'a line of 100 MB in %s passes in little memory and keeps its bytes: %s, then %j',
  async (from, flag, after) => {
    const folder = temporaryFolder();
    longLine(folder, after);
    const input = from === 'a file' ? 'long.log' : '< <(cat long.log)';
    const result = await measured(`${time} "$node" "$program" ${flag} ${input}`, folder);
    expect(result.status).toBe(0);
    expect(result.tail.endsWith(` ${annotation}${after}`)).toBe(true);
    expect(result.bytes).toBe(prefix.length + length + annotation.length + after.length);
    expect(result.peak).toBeLessThan(most);
    expect(result.lines.filter((line) => warning.test(line)).length).toBe(1);
    const expected = `head -c ${prefix.length + length} long.log; printf %s '${annotation}'; tail -c ${after.length} long.log`;
    expect((await measured(expected, folder)).sum).toBe(result.sum);
  },
  60_000,
);

it('a line of 100 MB becomes a record of its first part in little memory', async () => {
  const folder = temporaryFolder();
  longLine(folder, '\nafter\n');
  for (const input of ['long.log', '< <(cat long.log)']) {
    const result = await measured(`${time} "$node" "$program" -o ndjson ${input}`, folder);
    expect(result.bytes).toBeLessThan(1 << 21);
    expect(result.peak).toBeLessThan(most);
    expect(result.lines.filter((line) => warning.test(line)).length).toBe(1);
    expect(result.lines).toContain('2 lines read, 1 with a code');
  }
}, 60_000);

it('a long line is annotated once, however often it passes', async () => {
  // Lines about as long as the limit, with and without their annotation.
  for (const extra of [-annotation.length, -20, -1, 0, 1, 5000]) {
    const line = prefix + 'x'.repeat(4096 - prefix.length + extra);
    for (const flags of [
      ['--max-line', '4K'],
      ['--max-line', '4K', '--normal'],
    ]) {
      const once = await run(flags, `${line}\r\nnext\n`);
      expect(once.stdout.toString()).toBe(`${line}${annotation}\r\nnext\n`);
      const twice = await run(flags, once.stdout);
      expect(twice.stdout.toString()).toBe(once.stdout.toString());
    }
  }
}, 60_000);

it('long lines without a code are left out with --only, and the ones with a code are whole', async () => {
  const folder = temporaryFolder();
  const quiet = 'y'.repeat(5000);
  const long = prefix + 'x'.repeat(5000);
  writeFileSync(path.join(folder, 'a.log'), `${quiet}\n${long}\n${quiet}`);
  for (const flags of [[], ['--normal']]) {
    const { stdout } = await run(['--max-line', '4K', '--only', ...flags, path.join(folder, 'a.log')]);
    expect(stdout.toString()).toBe(`${long}${annotation}\n`);
  }
});
