import path from 'node:path';
import { Readable, Writable } from 'node:stream';

const program = path.resolve(import.meta.dirname, '../../dist/cli.js');

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

/** What a bundle of the program exports. */
export type Main = (args: readonly string[]) => Promise<number>;

/** Runs a program's `main` with these arguments; one must have ended before the next begins. */
export async function runHere(
  main: Main,
  args: readonly string[],
  input: string | Uint8Array,
  { cwd = process.cwd(), env, isTerminal = false }: RunOptions,
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
