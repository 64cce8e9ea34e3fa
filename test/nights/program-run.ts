import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { zone } from './calendar.ts';

const repository = path.resolve(import.meta.dirname, '../..');

/** What a run of the program came to. */
export interface RunResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program in a folder, with its clock at this time. */
export function runAt(now: number, folder: string, args: readonly string[]): RunResult {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(repository, 'dist/cli.js'), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        TZ: zone,
        NODE_OPTIONS: `--import ${path.join(import.meta.dirname, 'clock.mjs')}`,
        NIGHTS_NOW: String(now),
      },
    },
  );
  return { status, stdout, stderr };
}
