import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { tell } from '../../output/print.ts';

/** The folder of the user's own files. A relative XDG_CONFIG_HOME is ignored, as the XDG specification asks. */
export function configurationFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const configured = environment.XDG_CONFIG_HOME ?? '';
  const folder = isAbsolute(configured) ? configured : join(homedir(), '.config');
  return isAbsolute(folder) ? join(folder, 'mooncake-annotate') : undefined;
}

/** Whether an error of the file system says that something may not be read. */
export function isForbidden(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM';
}

/** Whether the folder of a file may not be entered, so that nobody can say whether the file is there. */
export function isBehindClosedFolder(file: string): boolean {
  try {
    accessSync(dirname(file), constants.X_OK);
    return false;
  } catch (error) {
    return isForbidden(error);
  }
}

/** Says that a file of the user's folder is left out. That is no fault: nobody named it, and cron may run with another's HOME. */
export function tellLeftOut(file: string): void {
  const what = isBehindClosedFolder(file) ? dirname(file) : file;
  tell(`${what} may not be read, and is left out (check HOME and who may read it)`);
}
