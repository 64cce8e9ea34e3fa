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
