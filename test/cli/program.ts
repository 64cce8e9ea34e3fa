import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** The repository's folder. */
export const repository = path.resolve(import.meta.dirname, '../..');
/** The built program. */
export const program = path.join(repository, 'dist/cli.js');
/** What it loads. */
const bundle = path.join(repository, 'dist/program.js');

/** How a process is started. */
export interface StartOptions {
  readonly cwd?: string;
  /** Variables besides the usual ones; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How the program is run within this process. */
export interface RunOptions extends StartOptions {
  /** Whether what it prints goes to a terminal, as far as the program can see. */
  readonly isTerminal?: boolean;
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
  const ended = free.then(async () => runHere(await load(), args, input, options));
  free = ended.catch(() => {});
  return ended;
}

type Main = (args: readonly string[]) => Promise<number>;

async function runHere(
  main: Main,
  args: readonly string[],
  input: string | Uint8Array,
  { cwd = repository, env, isTerminal = false }: RunOptions,
): Promise<Ended> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const restore = [
    replaced(
      process,
      'stdin',
      Readable.from(input.length === 0 ? [] : [Buffer.from(input)], { objectMode: false }),
    ),
    replaced(process, 'stdout', collecting(stdout, isTerminal)),
    replaced(process, 'stderr', collecting(stderr, isTerminal)),
    replaced(process, 'argv', [process.execPath, program, ...args]),
    ...Object.entries({ NO_COLOR: undefined, FORCE_COLOR: undefined, ...env }).map(withVariable),
    within(cwd),
  ];
  try {
    const status = await main(args);
    return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString(), status, signal: null };
  } finally {
    for (const undo of restore) undo();
  }
}

/** Gives an object another value for a key; returns what undoes it. */
function replaced<T extends object>(object: T, key: keyof T, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(object, key)!;
  Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
  return () => Object.defineProperty(object, key, before);
}

function withVariable([name, value]: readonly [string, string | undefined]): () => void {
  const before = process.env[name];
  const set = (text: string | undefined): void => {
    if (text === undefined) delete process.env[name];
    else process.env[name] = text;
  };
  set(value);
  return () => set(before);
}

function within(folder: string): () => void {
  const before = process.cwd();
  process.chdir(folder);
  return () => process.chdir(before);
}

function collecting(chunks: Buffer[], isTerminal: boolean): Writable {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      // What is written from may be used again afterwards.
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return isTerminal ? Object.assign(stream, { isTTY: true, columns: 80, rows: 24 }) : stream;
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
