import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Random } from '../bench/random.ts';
import { zstdOf } from '../input/compression/zstd-frames.ts';
import { linesOf, type Running, run, start, temporaryFolder } from './program.ts';
import { unnamedInputs } from './unnamed-inputs.ts';

/** Sizes and moments are the same in every run. */
const random = new Random(20260730);

const names = ['RPC_FAIL', 'WRITE_FAIL', 'TRANSFER_FAIL', 'nothing'];
const line = (number: number) =>
  `E20260730 02:14:${String(number % 60).padStart(2, '0')}.000402 1 real_client.cpp:1] ${names[number % 4]} #${number};`;
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${line(from + index)}\n`).join('');

/** A folder, a log in it, and the name of a checkpoint. */
function folder() {
  const place = temporaryFolder();
  return { place, log: path.join(place, 'store.log'), state: path.join(place, 'state') };
}

async function summary(...args: string[]) {
  const { stdout, stderr, status } = await run(['summary', '--format', 'json', ...args]);
  return { report: unnamedInputs(JSON.parse(stdout.toString())), stderr, status };
}

/** What a summary says of all lines that were ever written. */
async function summaryOf(text: string) {
  const { place } = folder();
  const whole = path.join(place, 'whole.log');
  writeFileSync(whole, text);
  return (await summary(whole)).report;
}

describe('a summary with a checkpoint', () => {
  it.each<[string, (log: string) => void]>([
    ['grown', () => {}],
    ['renamed', (log) => renameSync(log, `${log}.1`)],
    [
      'renamed and compressed by gzip',
      (log) => {
        writeFileSync(`${log}.1.gz`, gzipSync(readFileSync(log)));
        unlinkSync(log);
      },
    ],
    [
      'renamed and compressed by zstd',
      (log) => {
        writeFileSync(`${log}.1.zst`, zstdOf(readFileSync(log)));
        unlinkSync(log);
      },
    ],
    [
      'copied and truncated',
      (log) => {
        copyFileSync(log, `${log}.1`);
        truncateSync(log);
      },
    ],
  ])('goes on exactly where it ended in a log that has since %s', async (_, rotate) => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 100));
    await summary('--checkpoint', state, log);
    appendFileSync(log, lines(100, 150));
    rotate(log);
    appendFileSync(log, lines(150, 180));
    const { report, status } = await summary('--checkpoint', state, log);
    const { groups, range, lines: number, bytes } = await summaryOf(lines(0, 180));
    expect(report).toMatchObject({ groups, range, lines: number, bytes });
    expect(status).toBe(0);
    expect((await summary('--checkpoint', state, log)).report).toMatchObject({ groups, lines: number });
  });

  it('counts a last line without its end, and counts it once when it is whole', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 4) + line(4).slice(0, -3));
    expect((await summary('--checkpoint', state, log)).report.lines).toBe(5);
    appendFileSync(log, `${line(4).slice(-3)}\n${lines(5, 6)}`);
    const { groups } = await summaryOf(lines(0, 6));
    expect((await summary('--checkpoint', state, log)).report).toMatchObject({ lines: 6, groups });
  });

  it('counts a last line that never got its end when its file was rotated away', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 2) + line(2));
    await summary('--checkpoint', state, log);
    renameSync(log, `${log}.1`);
    for (const next of [3, 4, 5]) {
      appendFileSync(log, lines(next, next + 1));
      expect((await summary('--checkpoint', state, log)).report.lines).toBe(next + 1);
    }
    const shown = (await run(['checkpoint', 'show', state])).stdout.toString();
    expect(shown).toContain(`"${log}.1": ${Buffer.byteLength(lines(0, 3)) - 1} bytes read, finished.`);
  });

  it('says when a rotated file went away that had not been read to its end for certain', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 2));
    await summary('--checkpoint', state, log);
    renameSync(log, `${log}.1`);
    writeFileSync(log, lines(2, 3));
    await summary('--checkpoint', state, log);
    unlinkSync(`${log}.1`);
    const { report, stderr } = await summary('--checkpoint', state, log);
    expect(report.interruptions).toEqual({ rotations: 1, truncations: 0, gaps: 1 });
    expect(stderr).toContain(
      'a rotated file went away; lines written to it since it was last read may be missing',
    );
  });

  it('tells of truncations and rotations since it began', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 4));
    await run(['summary', '--checkpoint', state, log]);
    writeFileSync(log, lines(4, 6));
    const { stdout, stderr } = await run(['summary', '--checkpoint', state, log]);
    expect(stdout.toString()).toMatch(/^6 lines of 1 input.*; 1 truncation, 1 gap where lines may be/m);
    expect(stderr).toContain('was truncated; reading it from its start');
  });

  it('killed at any moment again and again counts every line once', async () => {
    const { log, state } = folder();
    const args = ['summary', '--format', 'json', '--checkpoint', state, '--checkpoint-interval', '1ms', log];
    let written = 0;
    let rotations = 0;
    const write = (number: number) => {
      appendFileSync(log, lines(written, written + number));
      written += number;
    };
    const rotate = () => {
      rotations++;
      const name = (age: number) => `${log}-${String(rotations - age).padStart(4, '0')}`;
      renameSync(log, name(0));
      write(100);
      if (rotations < 2) return;
      writeFileSync(`${name(1)}.gz.part`, gzipSync(readFileSync(name(1))));
      renameSync(`${name(1)}.gz.part`, `${name(1)}.gz`);
      unlinkSync(name(1));
    };
    write(1000);
    await run(args);
    let kills = 0;
    let longest = 0;
    while (kills < 25) {
      write(40_000);
      if (kills % 3 === 2) rotate();
      const began = performance.now();
      const running = start(args);
      // Somewhere in the run, as far as the ones before tell how long it takes.
      const moment = kills === 0 ? 60_000 : random.next() * longest * 1.1;
      const timer = setTimeout(() => running.child.kill('SIGKILL'), moment);
      const { signal, stdout } = await running.ended;
      clearTimeout(timer);
      longest = Math.max(longest, performance.now() - began);
      if (signal === null) expect(JSON.parse(stdout.toString()).lines).toBe(written);
      kills++;
    }
    const { report } = await summary('--checkpoint', state, log);
    const whole = await summaryOf(lines(0, written));
    expect(report.lines).toBe(written);
    expect(report.groups).toEqual(whole.groups);
  });
});

describe('annotate with a checkpoint', () => {
  it('goes on where it ended, also in a log that was renamed and compressed, and says where', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 3));
    const first = await run(['--checkpoint', state, log]);
    expect(linesOf(first.stdout)).toHaveLength(3);
    appendFileSync(log, lines(3, 5));
    writeFileSync(`${log}.1.gz`, gzipSync(readFileSync(log)));
    writeFileSync(log, lines(5, 6));
    const { stdout, stderr } = await run(['--checkpoint', state, log]);
    expect(numbers(stdout)).toEqual([3, 4, 5]);
    expect(stderr).toContain(`goes on with ${JSON.stringify(log)} at byte ${Buffer.byteLength(lines(0, 3))}`);
  });

  it('leaves a last line without its end to the next run, and says so', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 1) + line(1));
    const first = await run(['--checkpoint', state, log]);
    expect(numbers(first.stdout)).toEqual([0]);
    expect(first.stderr).toContain('has no end yet');
    appendFileSync(log, '\n');
    expect(numbers((await run(['--checkpoint', state, log])).stdout)).toEqual([1]);
  });

  it('gives every record once over two runs', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 3));
    const first = await run(['-o', 'ndjson', '--checkpoint', state, log]);
    appendFileSync(log, lines(3, 5));
    const second = await run(['-o', 'ndjson', '--checkpoint', state, log]);
    expect(numbers(Buffer.concat([first.stdout, second.stdout]))).toEqual([0, 1, 2, 3, 4]);
  });

  it('still reads the other inputs when one cannot be read', async () => {
    const { place, log, state } = folder();
    writeFileSync(log, lines(0, 3));
    const missing = path.join(place, 'missing.log');
    const { stdout, stderr, status } = await run(['--checkpoint', state, missing, place, log]);
    expect(numbers(stdout)).toEqual([0, 1, 2]);
    expect(stderr).toContain(`${missing}: no such file`);
    expect(stderr).toContain(`${place}: is a directory`);
    expect(status).toBe(2);
  });
});

describe('following with a checkpoint', () => {
  it('ended by a signal goes on without a line lost or repeated', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 3));
    const args = ['--follow', '--from-start', '--checkpoint', state, '--poll', '20ms', log];
    const first = start(args);
    await shows(first, 2);
    first.child.kill('SIGTERM');
    await first.ended;
    appendFileSync(log, lines(3, 5));
    renameSync(log, `${log}.1`);
    writeFileSync(log, lines(5, 6));
    const second = start(args);
    await shows(second, 5);
    second.child.kill('SIGINT');
    const { stdout, stderr } = await second.ended;
    expect(numbers(stdout)).toEqual([3, 4, 5]);
    expect(stderr).toContain('goes on with');
  });

  it('killed again and again writes every line at least once', async () => {
    const { log, state } = folder();
    const args = ['--follow', '--from-start', '--poll', '10ms', '--checkpoint', state];
    const seen = new Set<number>();
    let written = 0;
    const write = (number: number) => {
      appendFileSync(log, lines(written, written + number));
      written += number;
    };
    write(10);
    let running = start([...args, '--checkpoint-interval', '1ms', log]);
    for (let kill = 0; kill < 12; kill++) {
      for (let batch = 0; batch < 5; batch++) write(400);
      if (kill % 3 === 1) renameSync(log, `${log}-${String(kill).padStart(4, '0')}`);
      write(Math.ceil(random.next() * 2000));
      // Something of this round has come, more is on its way.
      await running.until(({ stdout }) => stdout.length > 0);
      write(10);
      running.child.kill('SIGKILL');
      for (const number of numbers((await running.ended).stdout)) seen.add(number);
      running = start([...args, '--checkpoint-interval', '1ms', log]);
      write(10);
    }
    await shows(running, written - 1);
    running.child.kill('SIGTERM');
    for (const number of numbers((await running.ended).stdout)) seen.add(number);
    expect(seen.size).toBe(written);
  });
});

describe('a checkpoint', () => {
  it.each<[string, string, (state: string) => void]>([
    ['is empty', 'is damaged: it is empty', (state) => writeFileSync(state, '')],
    ['is another file', 'is not a checkpoint', (state) => writeFileSync(state, 'alias ll="ls -l"\n')],
    [
      'has a changed byte',
      'is damaged',
      (state) => writeFileSync(state, readFileSync(state, 'utf8').replace('"offset":', '"offset":1')),
    ],
    ['is cut off', 'is damaged', (state) => truncateSync(state, statSync(state).size - 40)],
    [
      'is of a later version',
      'has the form',
      (state) => writeFileSync(state, readFileSync(state, 'utf8').replace('checkpoint@1', 'checkpoint@9')),
    ],
    [
      'is a link',
      'is not a regular file',
      (state) => {
        renameSync(state, `${state}.real`);
        symlinkSync(`${state}.real`, state);
      },
    ],
    [
      'is a folder',
      'is not a regular file',
      (state) => {
        rmSync(state);
        symlinkSync('.', state);
      },
    ],
  ])('that %s is refused before any work', async (_, complaint, spoil) => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 3));
    await run(['--checkpoint', state, log]);
    spoil(state);
    const before = statSync(state).isFile() ? readFileSync(state) : undefined;
    for (const args of [[], ['--follow'], ['summary']]) {
      const { stdout, stderr, status } = await run([...args, '--checkpoint', state, log]);
      expect(stdout.toString()).toBe('');
      expect(linesOf(stderr)).toEqual([expect.stringContaining(complaint)]);
      expect(status).toBe(2);
    }
    if (before !== undefined) expect(readFileSync(state).equals(before)).toBe(true);
  });

  it.each([
    ['of annotate', [], ['summary'], 'holds no counts of summary'],
    ['of summary', ['summary'], [], 'holds counts of summary'],
    ['with other options', ['summary'], ['summary', '--component', 'te'], 'was counted with other options'],
  ])('%s is refused', async (_, first, second, complaint) => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 3));
    await run([...first, '--checkpoint', state, log]);
    const { stderr, status } = await run([...second, '--checkpoint', state, log]);
    expect(linesOf(stderr)).toEqual([expect.stringContaining(complaint)]);
    expect(status).toBe(2);
  });

  it('of other inputs is refused, but another spelling of the same path is not', async () => {
    const { place, log, state } = folder();
    writeFileSync(log, lines(0, 3));
    await run(['summary', '--checkpoint', state, log]);
    const other = await run(['summary', '--checkpoint', state, `${log}.other`]);
    expect(other.stderr).toContain('is not among the inputs');
    expect(other.status).toBe(2);
    const same = await run(['summary', '--checkpoint', state, 'store.log'], '', { cwd: place });
    expect(same.status).toBe(0);
    expect(same.stdout.toString()).toContain('\n3 lines of 1 input');
  });

  it.each([[[]], [['summary']]])('in a folder that is not there is refused: %j', async (command) => {
    const { place, log } = folder();
    writeFileSync(log, lines(0, 3));
    const state = path.join(place, 'no', 'state');
    const { stdout, stderr, status } = await run([...command, '--checkpoint', state, log]);
    expect(stdout.toString()).toBe('');
    expect(linesOf(stderr)).toHaveLength(1);
    expect(status).toBe(2);
  });

  it('of standard input is refused', async () => {
    const { state } = folder();
    for (const command of [[], ['summary']]) {
      const { stderr, status } = await run([...command, '--checkpoint', state], lines(0, 1));
      expect(stderr).toContain('standard input: cannot be followed or resumed');
      expect(status).toBe(2);
      expect(existsSync(state)).toBe(false);
    }
  });

  it('is readable by its owner alone, and stands alone', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 3));
    await run(['summary', '--checkpoint', state, log]);
    expect(statSync(state).mode & 0o777).toBe(0o600);
  });

  it('is shown in words', async () => {
    const { log, state } = folder();
    writeFileSync(log, lines(0, 4));
    await run(['summary', '--checkpoint', state, log]);
    const { stdout, status } = await run(['checkpoint', 'show', state]);
    expect(stdout.toString()).toContain(`${Buffer.byteLength(lines(0, 4))} bytes read, goes on there.`);
    expect(linesOf(stdout).at(-1)).toBe('4 lines read, 3 with a code');
    expect(status).toBe(0);
    expect((await run(['checkpoint', 'hide', state])).status).toBe(2);
    const missing = await run(['checkpoint', 'show', `${state}.not`]);
    expect(linesOf(missing.stderr)).toEqual([expect.stringContaining('no such file')]);
    expect(missing.status).toBe(2);
  });
});

/** The numbers of the lines that were written whole. */
function numbers(output: Buffer): number[] {
  return [...output.toString().matchAll(/#(\d+);/g)].map(([, number]) => Number(number));
}

const shows = (running: Running, number: number) =>
  running.until(({ stdout }) => stdout.includes(`#${number};`));
