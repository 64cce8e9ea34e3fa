import {
  appendFileSync as append,
  mkdirSync,
  renameSync as rename,
  rmSync,
  writeFileSync as write,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Clock } from '../../../src/input/follow/files/file-system.ts';
import { Follower, type FollowOptions } from '../../../src/input/follow/follower.ts';
import type { Chunk } from '../../../src/input/follow/polling/report.ts';
import { temporaryDirectory } from './harness.ts';

/** Time that passes only when the test says so, or not at all. */
class ManualClock implements Clock {
  #now = 0;
  #elapse: (() => void) | undefined;

  now(): number {
    return this.#now;
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.#elapse = undefined;
        resolve();
      };
      this.#elapse = () => {
        this.#now += ms;
        end();
      };
      signal.addEventListener('abort', end, { once: true });
    });
  }

  /** Lets the present wait, if there is one, come to its end. */
  elapse(): void {
    this.#elapse?.();
  }
}

/** Runs a follower and tells when it pauses. */
class Running {
  readonly clock = new ManualClock();
  readonly follower: Follower;
  readonly done: Promise<void>;
  text = '';
  #pauses = 0;
  #waiting: (() => void)[] = [];

  constructor(target: string, options: FollowOptions = {}, sink?: (chunk: Chunk) => Promise<void>) {
    this.follower = new Follower([target], {
      watch: false,
      clock: this.clock,
      onIdle: () => {
        this.#pauses++;
        for (const wake of this.#waiting.splice(0)) wake();
      },
      ...options,
    });
    this.done = this.follower.run(async (chunk) => {
      this.text += chunk.bytes.toString();
      await sink?.(chunk);
    });
  }

  get pauses(): number {
    return this.#pauses;
  }

  /** Resolves at the next pause. */
  pause(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Lets poll after poll come until the text is there; the test's time limit is the only other end. */
  async until(text: string): Promise<void> {
    while (this.text !== text) {
      const paused = this.pause();
      await new Promise((resolve) => setImmediate(resolve));
      this.clock.elapse();
      await paused;
    }
  }
}

test('polls find what is appended, and the end comes in order', async () => {
  const log = join(temporaryDirectory(), 'store.log');
  write(log, 'old\n');
  const running = new Running(log);
  await running.pause();
  append(log, 'a\n');
  await running.until('a\n');
  append(log, 'b\nhalf');
  running.follower.close();
  await running.done;
  expect(running.text).toBe('a\nb\nhalf');
});

test('waking looks at once, also when it comes during a poll', async () => {
  const log = join(temporaryDirectory(), 'store.log');
  write(log, '');
  let first = true;
  const running = new Running(log, { debounce: 0 }, async () => {
    if (!first) return;
    first = false;
    append(log, 'b\n');
    running.follower.wake();
  });
  await running.pause();
  append(log, 'a\n');
  running.follower.wake();
  await running.pause();
  while (running.text !== 'a\nb\n') await running.pause();
  running.follower.close();
  await running.done;
  expect(running.clock.now()).toBe(0);
});

test('a slow sink makes reading wait, and nothing is read ahead', async () => {
  const log = join(temporaryDirectory(), 'store.log');
  write(log, `${'x'.repeat(1023)}\n`.repeat(2048));
  let release = () => {};
  let chunks = 0;
  const running = new Running(log, { from: 'start' }, async () => {
    chunks++;
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  while (chunks === 0) await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect([chunks, running.pauses]).toEqual([1, 0]);
  expect(running.follower.positions()[0]?.offset).toBe(running.text.length);
  const stop = running.pause();
  const releasing = setInterval(() => release());
  await stop;
  clearInterval(releasing);
  expect(running.text.length).toBe(2048 * 1024);
  running.follower.close();
  await running.done;
});

test('a sink that fails ends following with its error, and gives the descriptors back', async () => {
  const log = join(temporaryDirectory(), 'store.log');
  write(log, 'a\n');
  const failing = new Follower([log], { from: 'start', watch: false, clock: new ManualClock() });
  await expect(failing.run(() => Promise.reject(new Error('EPIPE')))).rejects.toThrow('EPIPE');
});

test('the last line may be left for a later run', async () => {
  const log = join(temporaryDirectory(), 'store.log');
  write(log, 'a\nhalf');
  const running = new Running(log, { from: 'start' });
  await running.pause();
  running.follower.close('leave');
  await running.done;
  expect(running.text).toBe('a\n');
  expect(running.follower.positions()[0]?.offset).toBe(2);
});

test('changes of a directory are a hint, so that no poll is needed', async () => {
  const directory = temporaryDirectory();
  const log = join(directory, 'store.log');
  write(log, 'old\n');
  const running = new Running(log, { watch: true, debounce: 0 });
  await running.pause();
  // The watch starts after the pause is told; from the next turn on every change is noticed.
  await new Promise((resolve) => setImmediate(resolve));
  append(log, 'a\n');
  while (running.text !== 'a\n') await running.pause();
  rename(log, `${log}.1`);
  write(log, 'b\n');
  while (!running.text.endsWith('b\n')) await running.pause();
  expect(running.clock.now()).toBe(0);
  running.follower.close();
  await running.done;
});

test('where a directory cannot be watched, since it is not there, polls do', async () => {
  const directory = join(temporaryDirectory(), 'later');
  const running = new Running(join(directory, '*.log'), { watch: true });
  await running.pause();
  mkdirSync(directory);
  write(join(directory, 'store.log'), 'a\n');
  await running.until('a\n');
  rmSync(directory, { recursive: true });
  running.follower.close();
  await running.done;
});

test('any number of hints cause one poll in each settling time', async () => {
  const log = join(temporaryDirectory(), 'store.log');
  write(log, '');
  const running = new Running(log, { debounce: 20 });
  await running.pause();
  await new Promise((resolve) => setImmediate(resolve));
  for (let i = 0; i < 100; i++) running.follower.wake();
  await new Promise((resolve) => setImmediate(resolve));
  expect(running.pauses).toBe(1);
  const next = running.pause();
  running.clock.elapse();
  await next;
  expect([running.pauses, running.clock.now()]).toEqual([2, 20]);
  running.follower.close();
  await new Promise((resolve) => setImmediate(resolve));
  running.clock.elapse();
  await running.done;
});
