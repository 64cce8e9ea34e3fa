/** Milliseconds of processor time that work takes: unlike the clock, they do not grow when the machine is busy. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
