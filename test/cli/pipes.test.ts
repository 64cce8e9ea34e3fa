import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { corpus } from '../bench/corpus.ts';
import { program, startCommand, temporaryFolder } from './program.ts';

/** A log of several blocks of output, with long quiet stretches and without. */
function logFile(folder: string, size = 2 << 20): string {
  const file = path.join(folder, 'store.log');
  const texts = [0.2, 0, 0.01].map((share) => [...corpus({ size: size / 2, share })].join(''));
  writeFileSync(file, texts.join(''), 'latin1');
  return file;
}

/** What a shell's pipeline comes to. */
async function shell(script: string) {
  const { ended } = startCommand('bash', ['-c', `set -o pipefail; ${script}`]);
  return ended;
}

const annotate = `'${process.execPath}' '${program}'`;

describe('through the pipes of a shell', () => {
  it.each([
    ['a fast reader', 'cat'],
    ['a slow one', 'dd bs=4099 status=none'],
  ])('annotated lines reach %s as they would a file', async (_, reader) => {
    const folder = temporaryFolder();
    const file = logFile(folder);
    const plain = path.join(folder, 'plain');
    expect((await shell(`${annotate} --no-summary ${file} > ${plain}`)).status).toBe(0);
    const wanted = readFileSync(plain);
    for (const script of [`${annotate} --no-summary ${file}`, `cat ${file} | ${annotate} --no-summary`]) {
      const { stdout, stderr, status } = await shell(`${script} | ${reader}`);
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      expect(stdout.equals(wanted)).toBe(true);
    }
  });

  it('records do too', async () => {
    const folder = temporaryFolder();
    const file = logFile(folder, 1 << 20);
    const plain = path.join(folder, 'plain');
    const script = `${annotate} --no-summary --output ndjson ${file}`;
    expect((await shell(`${script} > ${plain}`)).status).toBe(0);
    const { stdout, status } = await shell(`${script} | cat`);
    expect(status).toBe(0);
    expect(stdout.equals(readFileSync(plain))).toBe(true);
  });

  it('a reader that has had enough ends it quietly', async () => {
    const file = logFile(temporaryFolder(), 4 << 20);
    const { stdout, stderr, status } = await shell(`${annotate} ${file} | head -c 1000000`);
    expect({ length: stdout.length, stderr, status }).toEqual({ length: 1_000_000, stderr: '', status: 0 });
  });

  it('a second signal ends it at once while its reader stands still', async () => {
    const folder = temporaryFolder();
    const file = logFile(folder);
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    // Open for both, so that there is a reader, which never reads.
    const descriptor = openSync(pipe, constants.O_RDWR);
    const child = spawn(process.execPath, [program, '--interval', '100ms', file], {
      stdio: ['ignore', descriptor, 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    onTestFinished(() => closeSync(descriptor));
    const ended = new Promise<NodeJS.Signals | null>((resolve) => {
      child.on('exit', (_, signal) => resolve(signal));
    });
    // Counts on the way tell that it runs, though nobody reads.
    await new Promise((resolve) => child.stderr!.once('data', resolve));
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect(['SIGINT', 'SIGTERM']).toContain(await ended);
  });
});
