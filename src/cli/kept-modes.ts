import { closeSync } from 'node:fs';
import { isatty } from 'node:tty';

/**
 * Leaves the modes of terminals as they are when the process ends. Node sets them then to what they were at its start, also
 * where it never changed them, and so turns the line mode of a pager on again that runs beside it (`| less`). It leaves alone what is closed
 * (Node's src/node.cc, ResetStdio).
 */
export function keepTerminalModes(): void {
  let hasFailed = false;
  process.on('uncaughtExceptionMonitor', () => {
    hasFailed = true;
  });
  process.on('exit', () => {
    // Node still writes the stack of a failure behind this.
    if (hasFailed) return;
    for (const descriptor of [0, 1, 2]) if (isatty(descriptor)) closeSync(descriptor);
  });
}
