import { closeSync, openSync } from 'node:fs';
import { isatty, ReadStream } from 'node:tty';

/**
 * Where keys come from: standard input if it is a terminal, else the process's own terminal, as where standard input brings the
 * logs. undefined where there is none.
 *
 * @param isTaken whether standard input is read for something else
 */
export function terminalInput(isTaken: boolean): ReadStream | undefined {
  if (!isTaken && process.stdin.isTTY) return process.stdin;
  let descriptor: number | undefined;
  try {
    descriptor = openSync('/dev/tty', 'r');
    if (isatty(descriptor)) return new ReadStream(descriptor);
  } catch {
    // A process of a service has no terminal.
  }
  if (descriptor !== undefined) closeSync(descriptor);
  return undefined;
}
