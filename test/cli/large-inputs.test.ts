import { closeSync, ftruncateSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { corpus } from '../bench/corpus.ts';
import { Random } from '../bench/random.ts';
import { program, runProcess, start, startCommand, temporaryFolder } from './program.ts';
import { unnamedInputs } from './unnamed-inputs.ts';

/** Files are cut from 16 MiB on. */
const cut = 2 * 16 * 2 ** 20 + 12_345;

function logFile(folder: string): string {
  const file = path.join(folder, 'store.log');
  const fd = openSync(file, 'w');
  for (const piece of corpus({ size: cut, share: 0.1, seed: 5 })) writeSync(fd, piece, null, 'latin1');
  writeSync(fd, 'E0731 02:14:13.000402 1 real_client.cpp:1] a line without an end: RPC_FAIL');
  closeSync(fd);
  return file;
}

/** Random bytes, among them names and numbers of codes, with CRLF, NULs, and lines of megabytes. */
function randomFile(folder: string): string {
  const file = path.join(folder, 'random.log');
  const random = new Random(7);
  const words = ['RPC_FAIL', ' error=-800', '\r\n', '\n', '\0', 'E0730 11:49:18.1 1 a.cpp:1] ', '\xff\xe2'];
  const fd = openSync(file, 'w');
  for (let written = 0; written < cut; ) {
    const noise = random.hex(random.whole(0, 3) === 0 ? 200_000 : 20);
    const text = Array.from({ length: 2000 }, () => `${random.pick(words)}${random.hex(4)}`).join('');
    written += writeSync(fd, text + noise, null, 'latin1');
  }
  closeSync(fd);
  return file;
}

describe('summary', () => {
  it('of large files is the same with any number of threads', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const compressed = path.join(folder, 'old.log.gz');
    writeFileSync(compressed, gzipSync([...corpus({ size: 1 << 20, share: 0.2 })].join('')));
    const files = [logFile(folder), compressed, randomFile(folder)];
    const outputs: string[] = [];
    for (const jobs of ['1', '2', '3']) {
      const { stdout, status } = await runProcess(['summary', '--format', 'json', '--jobs', jobs, ...files]);
      expect(status).toBe(0);
      outputs.push(String(stdout));
    }
    expect(JSON.parse(outputs[0]!).inputs).toMatchObject([
      { name: compressed },
      { name: files[2], bytes: statSync(files[2]!).size },
      { name: files[0], bytes: statSync(files[0]!).size },
    ]);
    expect(JSON.parse(outputs[0]!).found).toBeGreaterThan(20_000);
    expect(outputs[1]).toBe(outputs[0]);
    expect(outputs[2]).toBe(outputs[0]);
  });

  it('of a pipe is that of the file', async () => {
    const text = [...corpus({ size: 1 << 20, share: 0.1 })].join('');
    const file = path.join(temporaryFolder(), 'store.log');
    writeFileSync(file, text);
    const ofFile = JSON.parse(String((await runProcess(['summary', '--format', 'json', file])).stdout));
    const ofPipe = JSON.parse(String((await runProcess(['summary', '--format', 'json'], text)).stdout));
    expect(unnamedInputs(ofPipe)).toEqual(unnamedInputs(ofFile));
  });
});

describe('a file that changes while it is read', () => {
  const line = 'E0730 02:14:13.000402 1 real_client.cpp:1] put of a key: RPC_FAIL\n';

  /** Starts to annotate a file, and changes it while the reader stands still and nothing more is read. */
  async function changed(change: (fd: number) => void) {
    const file = path.join(temporaryFolder(), 'store.log');
    writeFileSync(file, line.repeat(200_000));
    const running = start(['--no-summary', file]);
    // The pipe is full then, and the program waits.
    running.child.stdout.pause();
    await new Promise((resolve) => running.child.stdout.once('readable', resolve));
    const fd = openSync(file, 'r+');
    change(fd);
    closeSync(fd);
    running.child.stdout.resume();
    return { file, ...(await running.ended) };
  }

  it('and shrinks gives what was read, and a warning', async () => {
    const { file, stdout, stderr, status } = await changed((fd) => ftruncateSync(fd, line.length));
    expect(status).toBe(0);
    expect(stderr).toMatch(
      new RegExp(
        `^mooncake-annotate: ${file}: became shorter while it was read; \\d+ of its \\d+ bytes were read\n$`,
      ),
    );
    const read = Number(/(\d+) of its/.exec(stderr)![1]);
    const original = String(stdout).replaceAll(/ {2}<- Store[^\n]*/g, '');
    expect(original === line.repeat(200_000).slice(0, read)).toBe(true);
  });

  it('and grows gives what was added too, and a warning', async () => {
    const more = line.repeat(3);
    const { file, stdout, stderr, status } = await changed((fd) =>
      writeSync(fd, more, line.length * 200_000, 'latin1'),
    );
    expect(status).toBe(0);
    expect(stderr).toBe(
      `mooncake-annotate: ${file}: grew while it was read; ${more.length} bytes more than its first ${line.length * 200_000} were read\n`,
    );
    expect(String(stdout).split('\n').length - 1).toBe(200_003);
  });
});

describe('a line without an end', () => {
  it('of 200 MB passes through in little memory', { timeout: 60_000 }, async () => {
    const file = path.join(temporaryFolder(), 'zeros');
    const fd = openSync(file, 'w');
    ftruncateSync(fd, 200e6);
    closeSync(fd);
    const script = '"$node" "$program" "$file" | cmp - "$file" && "$node" "$program" summary "$file"';
    const { stdout, stderr, status } = await startCommand('bash', ['-c', `set -o pipefail; ${script}`], {
      env: { node: `${process.execPath}`, program, file, NODE_OPTIONS: '--max-old-space-size=40' },
    }).ended;
    expect(status).toBe(0);
    expect(stderr).toContain('1 line(s) longer than');
    expect(String(stdout)).toContain('1 line of 1 input');
  });
});
