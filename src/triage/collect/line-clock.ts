import type { Prefix } from '../../recognise/prefix/prefix.ts';
import type { Clock } from '../../recognise/time/clock.ts';

/** What the stamps of an input were like. */
export interface ClockReport {
  /** Lines looked at that carry a stamp, and those that do not. */
  stamped: number;
  unstamped: number;
  /** How often a stamp lay behind an earlier one by more than a few seconds, and the furthest in milliseconds. */
  backwards: number;
  furthest: number;
  /** First and last moment seen, in epoch milliseconds. */
  from: number | undefined;
  to: number | undefined;
}

/** Threads write a little out of order; only more than this is remarkable. */
const forgiven = 5000;

/** Dates the lines of one input in their order: a line without a stamp belongs to the one before. */
export class LineClock {
  readonly report: ClockReport = {
    stamped: 0,
    unstamped: 0,
    backwards: 0,
    furthest: 0,
    from: undefined,
    to: undefined,
  };
  readonly #clock: Clock;
  #last: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The time of a line in epoch milliseconds; undefined while no line had a stamp. */
  read(line: string, prefix: Prefix): number | undefined {
    const time = this.#clock.of(line, prefix);
    const { report } = this;
    if (time === undefined) {
      report.unstamped++;
      return this.#last;
    }
    report.stamped++;
    if (this.#last !== undefined && this.#last - time > forgiven) {
      report.backwards++;
      report.furthest = Math.max(report.furthest, this.#last - time);
    }
    this.#last = time;
    if (report.from === undefined || time < report.from) report.from = time;
    if (report.to === undefined || time > report.to) report.to = time;
    return time;
  }
}
