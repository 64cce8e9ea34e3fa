import { lineTime } from './line-time.ts';
import type { TimestampParser } from './timestamp-parser.ts';
import { yearsAhead } from './years-ahead.ts';

/** The time that counts: from `since` up to, not including, `until`, in epoch milliseconds. */
export interface TimeRange {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Whether a time lies within a range. */
export function isWithin(time: number, { since, until }: TimeRange): boolean {
  return (since === undefined || time >= since) && (until === undefined || time < until);
}

/** The first and the last of some times, in epoch milliseconds; undefined while there was none. */
export class Extent {
  from: number | undefined;
  to: number | undefined;

  /** Takes a moment in. */
  add(time: number | undefined): void {
    if (time === undefined) return;
    if (this.from === undefined || time < this.from) this.from = time;
    if (this.to === undefined || time > this.to) this.to = time;
  }
}

/** The times that logs begin and end at. */
export class TimeSpan {
  /** All that was seen. */
  readonly seen = new Extent();
  /** What was seen of the range that was asked for. */
  readonly within = new Extent();
  readonly #range: TimeRange;

  /** @param range what counts; without it everything */
  constructor(range: TimeRange = {}) {
    this.#range = range;
  }

  /** Takes in that a log goes from one time to another. */
  add(from: number | undefined, to: number | undefined = from): void {
    const log = new Extent();
    log.add(from);
    log.add(to);
    if (log.from === undefined || log.to === undefined) return;
    this.seen.add(log.from);
    this.seen.add(log.to);
    const { since = log.from, until = Number.POSITIVE_INFINITY } = this.#range;
    const first = Math.max(log.from, since);
    const last = Math.min(log.to, until - 1);
    if (first > last) return;
    this.within.add(first);
    this.within.add(last);
  }

  /** Takes in the first stamp of an input's first bytes and the last one of its last bytes. */
  addEnds(head: Buffer, tail: Buffer, clock: TimestampParser): void {
    const ahead = yearsAhead(clock);
    ahead(head, 0, head.length);
    const first = this.#firstStamp(head.toString('latin1').split('\n'), clock);
    ahead(tail, 0, tail.length);
    this.add(first, this.#firstStamp(tail.toString('latin1').split('\n').reverse(), clock));
  }

  #firstStamp(lines: readonly string[], clock: TimestampParser): number | undefined {
    for (const line of lines) {
      const time = lineTime(line, clock);
      if (time !== undefined) return time;
    }
    return undefined;
  }
}
