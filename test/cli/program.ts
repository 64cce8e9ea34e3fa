import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** The repository's folder. */
export const repository = path.resolve(import.meta.dirname, '../..');
/** The built program. */
export const program = path.join(repository, 'dist/cli.js');

/** How a process is started. */
export interface StartOptions {
  readonly cwd?: string;
  /** Variables besides the usual ones; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What a process left behind. */
export interface Ended {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

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

/** Runs the built program to its end, with `input` on its standard input. */
export async function run(
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
