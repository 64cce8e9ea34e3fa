import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';

/** What numbers depend on; no name of the machine. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memory: string;
  readonly node: string;
  readonly kernel: string;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cores: processors.length,
    processor: processors[0]?.model ?? 'unknown',
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    kernel: `${process.platform} ${release()}`,
  };
}

/** The first line of what a program says of its version; undefined when it is not installed. */
export function versionOf(program: string, ...args: readonly string[]): string | undefined {
  try {
    const text = execFileSync(program, args.length === 0 ? ['--version'] : args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.split('\n', 1)[0]!.trim();
  } catch (error) {
    // mawk and others have no --version; that they could be started says that they are there.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : program;
  }
}
