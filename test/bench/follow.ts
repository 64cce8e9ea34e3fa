/**
 * `npm run bench:follow [rotations] [lines a second] [rename|copytruncate|link]`: one writer, whose log is rotated again and
 * again, followed by the built program and then, with a writer of its own, by GNU `tail -F`. Prints for each the lines lost
 * or repeated, the delay from write to arrival in this process, and the processor time of the follower.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LINE_BYTES = 160;
const NUMBER_BYTES = 10;
const TIME_BYTES = 15;
const BATCH_MS = 5;
const ROTATION_MS = 500;
/** Every so many rotations a second one follows at once, as when a size limit meets a schedule. */
const DOUBLE_EVERY = 10;
const KEPT = 4;

interface Result {
  readonly follower: string;
  readonly lines: number;
  readonly lost: number;
  readonly repeated: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly cpuSeconds: number;
  /** the last line on its standard error */
  readonly said?: string;
}

/** Milliseconds since 1970 with fractions, the same in all processes of one machine. */
const now = () => performance.timeOrigin + performance.now();

/** Counts numbered lines and takes the delay of every hundredth. */
class Counter {
  lines = 0;
  repeated = 0;
  #highest = -1;
  #rest = Buffer.alloc(0);
  readonly #delays: number[] = [];

  take(bytes: Buffer): void {
    const arrived = now();
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
    let at = 0;
    for (; at + LINE_BYTES <= all.length; at += LINE_BYTES) {
      let number = 0;
      for (let i = at; i < at + NUMBER_BYTES; i++) number = number * 10 + all[i]! - 48;
      if (number > this.#highest) this.#highest = number;
      else this.repeated++;
      if (this.lines++ % 100 === 0) {
        const time = all.toString('latin1', at + NUMBER_BYTES + 1, at + NUMBER_BYTES + 1 + TIME_BYTES);
        this.#delays.push(arrived - Number(time));
      }
    }
    this.#rest = Buffer.from(all.subarray(at));
  }

  /** Lines that came out of order count as repeated, so lost ones are those that no line stands for. */
  result(follower: string, written: number, cpuSeconds: number): Result {
    const delays = this.#delays.sort((a, b) => a - b);
    const quantile = (q: number) => Math.round((delays[Math.floor(delays.length * q)] ?? 0) * 10) / 10;
    return {
      follower,
      lines: this.lines,
      lost: written - (this.lines - this.repeated),
      repeated: this.repeated,
      medianMs: quantile(0.5),
      p99Ms: quantile(0.99),
      cpuSeconds,
    };
  }
}

/** Writes `rotations` files of half a second each, at `rate` lines a second, and prints how many lines. */
function write(log: string, rotations: number, rate: number, kind: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const padding = 'x'.repeat(LINE_BYTES - NUMBER_BYTES - TIME_BYTES - 3);
  const start = performance.now();
  let files = 0;
  const create = () => {
    if (kind !== 'link') return openSync(log, 'a');
    const target = `${log}.20260730-${String(++files).padStart(6, '0')}.4711`;
    const created = openSync(target, 'a');
    symlinkSync(target, `${log}.new`);
    renameSync(`${log}.new`, log);
    rmSync(`${log}.20260730-${String(files - KEPT).padStart(6, '0')}.4711`, { force: true });
    return created;
  };
  let fd = create();
  let written = 0;
  const batch = (until: number) => {
    const time = now().toFixed(1).padStart(TIME_BYTES, '0');
    let text = '';
    for (; written < until; written++)
      text += `${String(written).padStart(NUMBER_BYTES, '0')} ${time} ${padding}\n`;
    writeSync(fd, text);
  };
  const rotate = () => {
    if (kind === 'link') {
      closeSync(fd);
      fd = create();
      return;
    }
    for (let i = KEPT; i > 1; i--) {
      try {
        renameSync(`${log}.${i - 1}`, `${log}.${i}`);
      } catch {
        // Not so many yet.
      }
    }
    if (kind === 'copytruncate') {
      copyFileSync(log, `${log}.1`);
      truncateSync(log);
      return;
    }
    renameSync(log, `${log}.1`);
    closeSync(fd);
    fd = create();
  };
  for (let rotation = 1; rotation <= rotations; rotation++) {
    while (performance.now() - start < rotation * ROTATION_MS) {
      batch(Math.floor(((performance.now() - start) / 1000) * rate));
      Atomics.wait(pause, 0, 0, BATCH_MS);
    }
    rotate();
    if (rotation % DOUBLE_EVERY === 0) {
      batch(written + 100);
      rotate();
    }
  }
  batch(written + 1);
  process.stdout.write(`${written}\n`);
}

const self = fileURLToPath(import.meta.url);

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [...process.execArgv, self, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** The next line that a process prints. */
function lineOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.stdout?.once('data', (text) => resolve(String(text).trim())));
}

/** The processor time that a running process has used so far, in seconds. */
function cpuSeconds(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function measure(
  name: string,
  command: string,
  args: string[],
  log: string,
  run: string[],
): Promise<Result> {
  const counter = new Counter();
  const child = spawn(command, [...args, log], { stdio: ['ignore', 'pipe', 'pipe'] });
  let last = now();
  child.stdout.on('data', (bytes: Buffer) => {
    last = now();
    counter.take(bytes);
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const written = Number(await lineOf(start('write', log, ...run)));
  // A follower does not say when it has read everything; two seconds of silence do.
  while (now() - last < 2000) await new Promise((resolve) => setTimeout(resolve, 100));
  const seconds = cpuSeconds(child);
  const exit = once(child, 'close');
  child.kill('SIGINT');
  await exit;
  return { ...counter.result(name, written, seconds), said: said.trim().split('\n').at(-1)! };
}

async function main(rotations = '60', rate = '200000', kind = 'rename'): Promise<void> {
  const report = (result: Result) => process.stdout.write(`${JSON.stringify(result)}\n`);
  process.stdout.write(
    `${JSON.stringify({ machine: cpus()[0]?.model, cores: cpus().length, node: process.version, rotations, rate, kind })}\n`,
  );
  const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
  const followers = [
    ['mooncake-annotate', process.execPath, [program, '--follow', '--from-start']],
    ['tail -F', 'tail', ['-F', '-n', '+1']],
  ] as const;
  for (const [name, command, args] of followers) {
    const directory = mkdtempSync(join(tmpdir(), 'bench-follow-'));
    try {
      const log = join(directory, 'store.log');
      // tail does not follow a link that takes the place of a file, so that it is one from the start.
      if (kind === 'link') symlinkSync(`${log}.20260730-000000.4711`, log);
      closeSync(openSync(log, 'a'));
      report(await measure(name, command, [...args], log, [rotations, rate, kind]));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
}

const [, , role, ...args] = process.argv;
if (role === 'write') write(args[0]!, Number(args[1]), Number(args[2]), args[3]!);
else await main(role, ...args);
