import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Main, runHere } from '../cli/in-process.ts';
import { zone } from './calendar.ts';

/** What a run of the program came to. */
export interface RunResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program, with its clock at this time. */
export type RunAt = (now: number, folder: string, args: readonly string[]) => Promise<RunResult>;

const RealDate = Date;

/** Loads a built program: a `program.js`. It is run within this process, as starting one costs ten times as much. */
export async function loaded(bundle: string): Promise<RunAt> {
  const { main } = (await import(pathToFileURL(path.resolve(bundle)).href)) as { main: Main };
  return async (now, folder, args) => {
    globalThis.Date = dateAt(now);
    try {
      const env = { HOME: folder, TZ: zone, XDG_CONFIG_HOME: undefined };
      const { status, stdout, stderr } = await runHere(main, args, '', { cwd: folder, env });
      return { status, stdout: stdout.toString(), stderr };
    } finally {
      globalThis.Date = RealDate;
    }
  };
}

/** A clock that goes on from this time, in epoch milliseconds; the program itself knows nothing of it. */
function dateAt(now: number): DateConstructor {
  const shift = now - RealDate.now();
  return class extends RealDate {
    constructor(...parts: [] | [number]) {
      if (parts.length === 0) super(RealDate.now() + shift);
      else super(...parts);
    }

    static override now(): number {
      return RealDate.now() + shift;
    }
  } as unknown as DateConstructor;
}
