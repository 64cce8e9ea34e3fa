/**
 * `SOAK_SECONDS=600 npm run test:soak` ends with this: a log is written and rotated at random while one follower runs all
 * the time, another one with a checkpoint is killed every few seconds, and so is a summary with a checkpoint. In the end the
 * first must have written every line once, the second at least once, and the summary must have counted every line once.
 * Prints descriptors and resident memory of the first near the start and at the end. Status 1 when anything is missing.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const seconds = Number(process.env.SOAK_SECONDS ?? 60);
const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'chaos-'));
const log = join(place, 'store.log');
/** Rotated files that are kept; what is older was read long ago. */
const kept = 8;

type Child = ChildProcessByStdio<null, Readable, null>;

/** How often each line came. */
class Arrivals {
  readonly #times: number[] = [];
  highest = -1;
  #rest = '';

  take(bytes: Buffer): void {
    const text = this.#rest + bytes.toString('latin1');
    const end = text.lastIndexOf('\n') + 1;
    this.#rest = text.slice(end);
    for (const [, number] of text.slice(0, end).matchAll(/#(\d+);/g)) {
      const index = Number(number);
      this.#times[index] = (this.#times[index] ?? 0) + 1;
      this.highest = Math.max(this.highest, index);
    }
  }

  /** A process that was killed leaves no more of its last line. */
  forgetRest(): void {
    this.#rest = '';
  }

  missing(written: number): number {
    let missing = 0;
    for (let index = 0; index < written; index++) if (this.#times[index] === undefined) missing++;
    return missing;
  }

  repeated(): number {
    return this.#times.reduce((sum, times) => sum + times - 1, 0);
  }
}

let written = 0;
let rotations = 0;

function write(lines: number): void {
  let text = '';
  for (let index = 0; index < lines; index++)
    text += `E20260730 02:14:13.000402 1 real_client.cpp:1] RPC_FAIL ${'x'.repeat(written % 100)} #${written++};\n`;
  const tear = Math.floor(Math.random() * text.length);
  appendFileSync(log, text.slice(0, tear));
  appendFileSync(log, text.slice(tear));
}

function rotate(): void {
  rotations++;
  const name = (age: number) => `${log}-${String(rotations - age).padStart(6, '0')}`;
  if (Math.random() < 0.5) {
    copyFileSync(log, name(0));
    truncateSync(log);
  } else {
    renameSync(log, name(0));
    writeFileSync(log, '');
  }
  write(50);
  if (rotations > 1) {
    writeFileSync(`${name(1)}.gz.part`, gzipSync(readFileSync(name(1))));
    renameSync(`${name(1)}.gz.part`, `${name(1)}.gz`);
    unlinkSync(name(1));
  }
  if (rotations > kept) rmSync(`${name(kept)}.gz`, { force: true });
}

function start(...args: string[]): Child {
  return spawn(process.execPath, [program, ...args, log], { stdio: ['ignore', 'pipe', 'ignore'] });
}

function followed(arrivals: Arrivals, ...flags: string[]): Child {
  const child = start('--follow', '--from-start', '--no-summary', ...flags);
  child.stdout.on('data', (bytes: Buffer) => arrivals.take(bytes));
  return child;
}

async function end(child: Child, signal: NodeJS.Signals): Promise<void> {
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
}

function resources({ pid }: Child): { readonly descriptors: number; readonly residentMegabytes: number } {
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))![1];
  return {
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    residentMegabytes: Math.round(Number(resident) / 1024),
  };
}

async function summary(killed: boolean): Promise<number | undefined> {
  const child = start(
    'summary',
    '--format',
    'json',
    '--checkpoint',
    join(place, 'counted'),
    '--checkpoint-interval',
    '10ms',
  );
  let text = '';
  child.stdout.on('data', (part) => {
    text += part;
  });
  const closed = once(child, 'close');
  if (killed) {
    await sleep(Math.random() * 500);
    child.kill('SIGKILL');
  }
  await closed;
  return text.endsWith('\n') ? (JSON.parse(text) as { lines: number }).lines : undefined;
}

write(100);
const steady = new Arrivals();
const resumed = new Arrivals();
const state = ['--checkpoint', join(place, 'state'), '--checkpoint-interval', '200ms'];
const always = followed(steady);
let often = followed(resumed, ...state);
await summary(false);
const began = performance.now();
const elapsed = () => (performance.now() - began) / 1000;
let nextRotation = 1;
let nextKill = 2;
let nextSummary = 1;
let kills = 0;
let early: ReturnType<typeof resources> | undefined;
while (elapsed() < seconds) {
  write(Math.ceil(Math.random() * 400));
  if (elapsed() > nextRotation) {
    // What is killed too often must still come by before the oldest file goes.
    if (rotations % 3 === 0) await summary(false);
    rotate();
    nextRotation = elapsed() + Math.random() * 2;
  }
  if (elapsed() > nextKill) {
    await end(often, 'SIGKILL');
    resumed.forgetRest();
    often = followed(resumed, ...state);
    kills++;
    nextKill = elapsed() + 1 + Math.random() * 3;
  }
  if (elapsed() > nextSummary) {
    await summary(true);
    nextSummary = elapsed() + 1 + Math.random() * 2;
  }
  if (early === undefined && elapsed() > Math.min(60, seconds / 3)) early = resources(always);
  await sleep(10);
}
write(1);
const deadline = performance.now() + 30_000;
while (performance.now() < deadline && Math.min(steady.highest, resumed.highest) < written - 1)
  await sleep(50);
const late = resources(always);
await end(always, 'SIGTERM');
await end(often, 'SIGTERM');
const result = {
  seconds,
  written,
  rotations,
  kills,
  steady: { missing: steady.missing(written), repeated: steady.repeated() },
  resumed: { missing: resumed.missing(written), repeated: resumed.repeated() },
  counted: await summary(false),
  start: early,
  end: late,
};
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
const { missing, repeated } = result.steady;
const isRight = missing === 0 && repeated === 0 && result.resumed.missing === 0 && result.counted === written;
if (isRight) rmSync(place, { recursive: true });
else process.stdout.write(`something is missing; the log and the checkpoints are in ${place}\n`);
process.exitCode = isRight ? 0 : 1;
