import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Broker } from './broker/broker.ts';

const program = path.resolve(import.meta.dirname, '../../dist/cli.js');

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

/** A process of the shipped program that reads from Kafka. */
export class Member {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  #stderr = '';
  #check = (): void => {};

  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    script: readonly string[] = [program, 'kafka'],
  ) {
    this.child = spawn(process.execPath, [...script, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child.stderr!.on('data', (bytes: Buffer) => {
      this.#stderr += bytes;
      this.#check();
    });
    this.ended = new Promise((resolve) =>
      this.child.on('close', (status) => {
        resolve({ status, stderr: this.#stderr });
      }),
    );
  }

  /** Any script that behaves as one. */
  static of(args: readonly string[]): Member {
    return new Member(args, {}, []);
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Resolves once it has said this. */
  async said(text: string | RegExp): Promise<void> {
    const holds = (): boolean =>
      typeof text === 'string' ? this.#stderr.includes(text) : text.test(this.#stderr);
    if (holds()) return;
    await Promise.race([
      new Promise<void>((resolve) => {
        this.#check = () => {
          if (holds()) resolve();
        };
      }),
      this.ended.then(({ status, stderr }) => {
        throw new Error(`ended with ${status} before it said ${text}:\n${stderr}`);
      }),
    ]);
  }

  /** Processor time so far in seconds (proc(5): 100 ticks a second). */
  get processorSeconds(): number {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  /** The most memory that it had so far, in MiB. */
  get memory(): number {
    this.requireRunning();
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'latin1');
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024);
  }

  /** @throws Error that tells what it said, if it has ended */
  requireRunning(): void {
    const { exitCode, signalCode } = this.child;
    if (exitCode === null && signalCode === null) return;
    throw new Error(`ended by itself with ${exitCode ?? signalCode}:\n${this.#stderr}`);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to stop; resolves with how many seconds that took. */
  async stop(): Promise<{ readonly seconds: number; readonly ended: Ended }> {
    const start = performance.now();
    this.child.kill('SIGTERM');
    const ended = await this.ended;
    return { seconds: (performance.now() - start) / 1000, ended };
  }
}

/** How many messages of a topic a group has done. */
export async function doneOf(broker: Broker, group: string, topic: string): Promise<number> {
  const admin = await broker.admin();
  const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  return offsets!.partitions.reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
}

/**
 * Resolves once a group has done so many messages of a topic.
 *
 * @param members who does them: that one of them ends by itself is an error, and not waited for
 */
export async function untilDone(
  broker: Broker,
  group: string,
  topic: string,
  messages: number,
  members: readonly Member[],
): Promise<void> {
  for (;;) {
    // A broker that is being restarted answers later.
    const done = await doneOf(broker, group, topic).catch(() => 0);
    if (done >= messages) return;
    for (const member of members) member.requireRunning();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
