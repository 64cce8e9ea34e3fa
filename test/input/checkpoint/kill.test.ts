import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { loadCheckpoint } from '../../../src/input/checkpoint/checkpoint.ts';
import { temporaryDirectory } from '../follow/harness.ts';

const LINES = 6000;
const BATCH = 40;

/** A log that is rotated while it is written, and archived a rotation later. */
class Writer {
  written = 0;
  #rotations = 0;

  constructor(readonly log: string) {
    writeFileSync(log, '');
  }

  batch(): void {
    let text = '';
    for (let i = 0; i < BATCH; i++) text += `${this.written++} ${'x'.repeat(this.written % 100)}\n`;
    // Lines are torn where a buffer ends.
    const tear = this.written % text.length;
    appendFileSync(this.log, text.slice(0, tear));
    appendFileSync(this.log, text.slice(tear));
    if ((this.written / BATCH) % 9 === 0) this.#rotate();
  }

  #rotate(): void {
    this.#rotations++;
    const name = (n: number) => `${this.log}-${String(n).padStart(6, '0')}`;
    renameSync(this.log, name(this.#rotations));
    writeFileSync(this.log, '');
    if (this.#rotations < 3) return;
    const old = name(this.#rotations - 2);
    writeFileSync(`${old}.gz.part`, gzipSync(readFileSync(old)));
    renameSync(`${old}.gz.part`, `${old}.gz`);
    unlinkSync(old);
  }
}

test('killed again and again at any moment, a count with checkpoints counts every line once', async () => {
  const directory = temporaryDirectory();
  const program = join(directory, 'counting.mjs');
  const checkpoint = join(directory, 'checkpoint');
  const entry = join(import.meta.dirname, 'counting-process.ts');
  buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile: program });
  const writer = new Writer(join(directory, 'store.log'));

  let child: ChildProcess;
  let lines: Interface;
  const start = () => {
    child = spawn(process.execPath, [program, writer.log, checkpoint], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    lines = createInterface({ input: child.stdout! });
  };
  const counted = async () => Number((await once(lines, 'line'))[0]);
  const kill = async () => {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };

  start();
  let kills = 0;
  while (writer.written < LINES) {
    for (let i = 0; i < 7 && writer.written < LINES; i++) writer.batch();
    await counted();
    // Not at a pause: while it reads, or writes its checkpoint, what is appended now.
    writer.batch();
    await new Promise((resolve) => setImmediate(resolve));
    await kill();
    kills++;
    writer.batch();
    start();
  }
  while ((await counted()) < writer.written);
  const exit = once(child!, 'exit');
  child!.kill('SIGTERM');
  await exit;
  const { written } = writer;
  expect(loadCheckpoint(checkpoint)?.tally).toEqual({ lines: written, sum: (written * (written - 1)) / 2 });
  expect(kills).toBeGreaterThan(10);
}, 30_000);
