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

/** The signals that a run stops in order at. */
const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Keeps a signal that comes while the program is still being loaded, for whoever listens next: a run that has begun to
 * listen stops in order, as it does later. Until then a second signal ends the process at once.
 *
 * @returns what leaves signals to their default again, for commands that read no logs
 */
export function keepEarlySignals(): () => void {
  let early: NodeJS.Signals | undefined;
  const keep = (signal: NodeJS.Signals): void => {
    if (early === undefined) early = signal;
    else {
      process.off(signal, keep);
      process.kill(process.pid, signal);
    }
  };
  const handOn = (event: string | symbol): void => {
    const signal = signals.find((one) => one === event);
    if (signal === undefined) return;
    // Only once the new listener is there: with none, a signal that is under way would be lost.
    queueMicrotask(() => {
      process.off(signal, keep);
      if (early === signal) process.emit(signal, signal);
    });
  };
  for (const signal of signals) process.on(signal, keep);
  process.on('newListener', handOn);
  // Node listens there itself, to be told of signals at all: its listeners have to stay.
  return () => {
    process.off('newListener', handOn);
    for (const signal of signals) process.off(signal, keep);
    if (early !== undefined) process.kill(process.pid, early);
  };
}

/**
 * Ends the program with status 2 when it fails by a fault of its own. Node's status is 1, which says that the condition of
 * `--fail-on` holds. The stack is kept, as it is what a report needs.
 */
export function endOnOwnFaults(): void {
  process.on('uncaughtException', (error) => {
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(
      `mooncake-annotate: this is a fault of the program, not of your logs (report it with these lines)\n${stack}\n`,
    );
    process.exit(2);
  });
}
