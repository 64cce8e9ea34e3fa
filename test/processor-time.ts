/**
 * Milliseconds of processor time that work takes: unlike the clock, they do not grow when the machine is busy. It is done three
 * times and the least counts, as V8 compiles and collects garbage in between, at moments of its own.
 */
export function processorTime(work: () => void): number {
  return Math.min(...[1, 2, 3].map(() => timed(work)));
}

function timed(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
