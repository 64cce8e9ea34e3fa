import { spawnSync } from 'node:child_process';
import { createWriteStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { zstdOf } from '../input/compression/zstd-frames.ts';
import { lacks } from '../tools.ts';
import { linesOf, program, run, runProcess, start, startCommand, temporaryFolder } from './program.ts';
import { unnamedInputs } from './unnamed-inputs.ts';

vi.setConfig({ testTimeout: 30_000 });

const line = (number: number) => `E20260730 02:14:13.000402 1 a.cpp:1] RPC_FAIL ${number}\n`;
const content = Array.from({ length: 10_000 }, (_, number) => line(number)).join('');
const [first, second] = [content.slice(0, 250_000), content.slice(250_000)];
const packed: Record<string, Buffer> = {
  gzip: gzipSync(content),
  'gzip of two members, torn within a line': Buffer.concat([gzipSync(first), gzipSync(second)]),
  zstd: zstdOf(Buffer.from(content)),
  'zstd of two frames, torn within a line': Buffer.concat(
    [first, second].map((text) => zstdOf(Buffer.from(text))),
  ),
};
const cases = Object.keys(packed);

/** A file with that in it, under a name that says nothing. */
function file(bytes: Buffer): string {
  const name = path.join(temporaryFolder(), 'store.log.1');
  writeFileSync(name, bytes);
  return name;
}

const linesCounted = (stdout: Buffer): number => JSON.parse(stdout.toString()).lines;

describe.each(cases)('%s', (kind) => {
  it('is annotated and counted as its content is, as a file and from a pipe', async () => {
    const plain = await run([], content);
    const archive = file(packed[kind]!);
    for (const { stdout, stderr, status } of [await run([archive]), await runProcess([], packed[kind])]) {
      expect(stdout.equals(plain.stdout)).toBe(true);
      expect(stderr).toBe(plain.stderr);
      expect(status).toBe(0);
    }
    const summary = ['summary', '--format', 'json'];
    const counted = unnamedInputs(JSON.parse((await run(summary, content)).stdout.toString()));
    for (const { stdout, status } of [
      await run([...summary, archive]),
      await runProcess(summary, packed[kind]),
    ]) {
      expect(unnamedInputs(JSON.parse(stdout.toString()))).toEqual(counted);
      expect(status).toBe(0);
    }
  });

  it.each<[string, RegExp, (whole: Buffer) => Buffer]>([
    ['cut off', /data ends early/, (whole) => whole.subarray(0, Math.floor(whole.length * 0.9))],
    [
      'overwritten with rubbish',
      /data (is damaged|ends early)/,
      (whole) => Buffer.from(whole).fill(0xee, Math.floor(whole.length * 0.7)),
    ],
  ])('that is %s leaves what could be read, one warning and status 2', async (_, complaint, spoil) => {
    const archive = file(spoil(packed[kind]!));
    const annotated = await run([archive]);
    const read = linesOf(annotated.stdout).filter((text) => text.includes('<- Store / RPC'));
    expect(read.length).toBeGreaterThan(2500);
    expect(read.length).toBeLessThan(10_000);
    expect(annotated.stderr.match(/^mooncake-annotate: .*/gm)).toEqual([expect.stringMatching(complaint)]);
    expect(annotated.status).toBe(2);
    const state = path.join(path.dirname(archive), 'state');
    for (const flags of [[], ['--checkpoint', state]]) {
      const { stdout, stderr, status } = await run(['summary', '--format', 'json', ...flags, archive]);
      expect(Math.abs(linesCounted(stdout) - read.length)).toBeLessThanOrEqual(1);
      expect(linesOf(stderr)).toEqual([expect.stringMatching(complaint)]);
      expect(status).toBe(2);
    }
  });
});

it.skipIf(lacks('zstd'))('zstd as zstd itself makes it (needs zstd)', async () => {
  const made = spawnSync('zstd', ['-19', '--check', '-c'], { input: content, maxBuffer: 1 << 28 }).stdout;
  expect(made.length).toBeLessThan(content.length / 4);
  const { stdout, status } = await run(['summary', '--format', 'json', file(made)]);
  expect(linesCounted(stdout)).toBe(10_000);
  expect(status).toBe(0);
});

describe.each([
  ['plain', Buffer.from(content)],
  ['compressed', gzipSync(content)],
])('%s lines', (_, bytes) => {
  it.each([[['summary', '--format', 'json']], [['--only']]])('come from a FIFO: %j', async (args) => {
    const fifo = path.join(temporaryFolder(), 'fifo');
    expect(spawnSync('mkfifo', [fifo]).status).toBe(0);
    const running = start([...args, fifo]);
    createWriteStream(fifo).end(bytes);
    const { stdout, status } = await running.ended;
    expect(args.length > 1 ? linesCounted(stdout) : linesOf(stdout).length).toBe(10_000);
    expect(status).toBe(0);
  });

  it.each([
    ['/dev/stdin', '"$node" "$program" summary --format json /dev/stdin < "$file"'],
    ['/dev/stdin, a pipe', 'cat "$file" | "$node" "$program" summary --format json /dev/stdin'],
    ['a descriptor', '"$node" "$program" summary --format json /dev/fd/7 7< "$file"'],
    ['a process substitution', '"$node" "$program" summary --format json <(cat "$file")'],
  ])('come from %s', async (_, command) => {
    const env = { node: process.execPath, program, file: file(bytes) };
    const { stdout, stderr, status } = await startCommand('bash', ['-c', command], { env }).ended;
    expect(stderr).toBe('');
    expect(linesCounted(stdout)).toBe(10_000);
    expect(status).toBe(0);
  });

  it('come from /dev/fd/N to annotate too', async () => {
    const env = { node: process.execPath, program, file: file(bytes) };
    const command = '"$node" "$program" /dev/fd/7 7< <(cat "$file")';
    const { stdout, status } = await startCommand('bash', ['-c', command], { env }).ended;
    expect(linesOf(stdout)).toHaveLength(10_000);
    expect(status).toBe(0);
  });
});
