import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Ended, type Main, type RunOptions, runHere, type StartOptions } from './in-process.ts';

export type { Ended, RunOptions, StartOptions } from './in-process.ts';

/** The repository's folder. */
export const repository = path.resolve(import.meta.dirname, '../..');
/** The built program. */
export const program = path.join(repository, 'dist/cli.js');
/** What it loads. */
const bundle = path.join(repository, 'dist/program.js');

/** A process that runs, or has ended; its output is collected. */
export class Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when the process has ended and all its output is here. */
  readonly ended: Promise<Ended>;
  #stdout: Buffer[] = [];
  #stderr = '';
  #check = (): void => {};

  constructor(command: string, args: readonly string[], options: StartOptions = {}) {
    const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...options.env };
    this.child = spawn(command, args, { cwd: options.cwd ?? repository, env });
    this.child.stdout.on('data', (bytes: Buffer) => {
      this.#stdout.push(bytes);
      this.#check();
    });
    this.child.stderr.on('data', (bytes: Buffer) => {
      this.#stderr += bytes.toString();
      this.#check();
    });
    // The process may end before it has read everything.
    this.child.stdin.on('error', () => {});
    this.ended = new Promise((resolve, reject) => {
      this.child.on('error', reject);
      this.child.on('close', (status, signal) =>
        resolve({ stdout: this.stdout, stderr: this.#stderr, status, signal }),
      );
    });
  }

  get stdout(): Buffer {
    return Buffer.concat(this.#stdout);
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Resolves once `holds` is true, which is asked whenever output arrives; rejects if the process ends before. */
  async until(holds: (output: Running) => boolean): Promise<void> {
    if (holds(this)) return;
    const arrived = new Promise<void>((resolve) => {
      this.#check = () => {
        if (holds(this)) resolve();
      };
    });
    const gone = this.ended.then(({ stdout, stderr, status }) => {
      throw new Error(`ended with status ${status} before that:\n${stdout}\n${stderr}`);
    });
    await Promise.race([arrived, gone]);
  }
}

/** Starts any command; it is killed when the test ends before it. */
export function startCommand(command: string, args: readonly string[], options?: StartOptions): Running {
  const running = new Running(command, args, options);
  onTestFinished(() => void running.child.kill('SIGKILL'));
  return running;
}

/** Starts the built program. */
export function start(args: readonly string[], options?: StartOptions): Running {
  return startCommand(process.execPath, [program, ...args], options);
}

let free: Promise<unknown> = Promise.resolve();

/**
 * Runs the built program to its end within this process, one run after the other, with `input` on its standard input. Starting
 * a process costs ten times as much; what is about processes (pipes, signals, memory, exits) takes `runProcess` or `start`.
 */
export function run(
  args: readonly string[],
  input: string | Uint8Array = '',
  options: RunOptions = {},
): Promise<Ended> {
  return runMain(async () => (await import(pathToFileURL(bundle).href)).main, args, input, options);
}

/** Runs a program's `main` within this process, one run after the other. */
export function runMain(
  load: () => Promise<Main>,
  args: readonly string[],
  input: string | Uint8Array,
  options: RunOptions,
): Promise<Ended> {
  const ended = free.then(async () => runHere(await load(), args, input, { cwd: repository, ...options }));
  free = ended.catch(() => {});
  return ended;
}

/** Runs the built program as a process of its own to its end, with `input` on its standard input. */
export async function runProcess(
  args: readonly string[],
  input: string | Uint8Array = '',
  options?: StartOptions,
): Promise<Ended> {
  const running = new Running(process.execPath, [program, ...args], options);
  running.child.stdin.end(input);
  return running.ended;
}

/** Makes an empty folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mooncake-annotate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The lines of a text that ends with a line end. */
export function linesOf(text: string | Buffer): string[] {
  const lines = text.toString().split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
