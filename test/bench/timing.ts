import { spawnSync } from 'node:child_process';
import { environment } from './environment.ts';

/** One pipe of commands to be timed, as a shell runs it. */
export interface Work {
  readonly name: string;
  readonly script: string;
  /** Programs that it needs; without one of them it is left out. */
  readonly needs?: readonly string[];
  /** Runs at most, for programs that take many times as long as the others. */
  readonly mostRuns?: number;
}

/** Wall-clock seconds of each run, start-up included. */
export interface Timing {
  readonly name: string;
  readonly script: string;
  readonly seconds: readonly number[];
  readonly least: number;
  readonly median: number;
}

/**
 * Times each work `runs` times in turn (first all once, then all again), so that whatever else the machine does meets all
 * alike.
 */
export function timed(works: readonly Work[], runs: number): Map<string, Timing> {
  const seconds = works.map((): number[] => []);
  for (let run = 0; run < runs; run++) {
    works.forEach((work, index) => {
      if (run < (work.mostRuns ?? runs)) seconds[index]!.push(once(work.script));
    });
  }
  return new Map(
    works.map(({ name, script }, index) => {
      const sorted = seconds[index]!.toSorted((a, b) => a - b);
      const median = sorted[Math.floor(sorted.length / 2)]!;
      return [name, { name, script, seconds: seconds[index]!, least: sorted[0]!, median }];
    }),
  );
}

function once(script: string): number {
  const start = process.hrtime.bigint();
  // bash for pipefail: a peer that fails must not pass for a fast one.
  const { status, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${script}`], {
    env: { ...environment, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 26,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`exit status ${status} of: ${script}\n${String(stderr).slice(-2000)}`);
  return seconds;
}

/** The most memory that a process of the script held, in MiB: of the program that /usr/bin/time measures in it. */
export function peakMemory(before: string, program: string, after: string): number | undefined {
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', `set -o pipefail; ${before} /usr/bin/time -f 'peak %M' ${program} ${after}`],
    { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 26, env: environment },
  );
  const peak = /^peak (\d+)$/m.exec(stderr)?.[1];
  if (status !== 0 && peak !== undefined) throw new Error(`exit status ${status} of: ${program}\n${stderr}`);
  return peak === undefined ? undefined : Number(peak) / 1024;
}
