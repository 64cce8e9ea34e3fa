import { BoundedNames, OTHER } from './bounded-names.ts';
import { greatest } from './stats.ts';

/** Lines with a finding that name a host, and the last stamp of these, in epoch milliseconds. */
export interface HostCount {
  readonly name: string;
  readonly lines: number;
  readonly last?: number | undefined;
}

/** Counts per host. Beyond 1,000 they fold into `other`. */
export class HostCounts {
  readonly #hosts = new BoundedNames<{ lines: number; last: number | undefined }>(
    () => ({ lines: 0, last: undefined }),
    (into, from) => {
      into.lines += from.lines;
      into.last = greatest(into.last, from.last);
    },
  );

  /** Counts lines of a host. */
  add(name: string, time: number | undefined, lines = 1): void {
    const host = this.#hosts.at(name);
    host.lines += lines;
    if (time !== undefined && (host.last === undefined || time > host.last)) host.last = time;
  }

  /** Adds what others counted. */
  merge(hosts: readonly HostCount[]): void {
    for (const { name, lines, last } of hosts) this.add(name, last, lines);
  }

  /** The hosts in the order of their names; what was folded stands last. */
  data(): HostCount[] {
    const { named, other } = this.#hosts.entries();
    const hosts = other === undefined ? named : [...named, [OTHER, other] as const];
    return hosts.map(([name, { lines, last }]) => ({ name, lines, ...(last === undefined ? {} : { last }) }));
  }
}
