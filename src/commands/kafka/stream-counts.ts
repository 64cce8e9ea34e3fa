import type { Finding } from '../../recognise/finding.ts';

/** What one batch adds, before it is certain that it counts. */
export class BatchCounts {
  messages = 0;
  lines = 0;
  found = 0;
  faults = 0;
  readonly groups = new Map<string, number>();
  readonly #done: (counts: BatchCounts) => void;

  constructor(done: (counts: BatchCounts) => void) {
    this.#done = done;
  }

  message(): void {
    this.messages++;
  }

  line(findings: readonly Finding[]): void {
    this.lines++;
    if (findings.length === 0) return;
    this.found++;
    const groups = new Set(findings.map(({ component, group }) => `${component}\0${group}`));
    for (const group of groups) this.groups.set(group, (this.groups.get(group) ?? 0) + 1);
  }

  unreadable(): void {
    this.faults++;
  }

  done(): void {
    this.#done(this);
  }
}

/** Counts what passes through this process, since it began. */
export class StreamCounts {
  messages = 0;
  lines = 0;
  found = 0;
  /** Messages that could not be read. */
  unreadable = 0;
  /** What failed and was tried again. */
  errors = 0;
  rebalances = 0;
  /** Lines with a finding by component and group, joined by NUL. */
  readonly groups = new Map<string, number>();
  /** Messages that wait, by partition. */
  readonly lag = new Map<number, number>();

  /** Begins a batch; it counts once it is done. */
  begin(partition: number, lag: number): BatchCounts {
    return new BatchCounts((counts) => {
      this.messages += counts.messages;
      this.lines += counts.lines;
      this.found += counts.found;
      this.unreadable += counts.faults;
      for (const [group, lines] of counts.groups)
        this.groups.set(group, (this.groups.get(group) ?? 0) + lines);
      this.lag.set(partition, lag);
    });
  }

  /** Says which partitions are ours now. */
  assigned(partitions: readonly number[]): void {
    this.rebalances++;
    for (const partition of this.lag.keys()) if (!partitions.includes(partition)) this.lag.delete(partition);
  }
}
