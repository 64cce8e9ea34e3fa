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
  /** The stamps that stand first and last. */
  first: number | undefined;
  last: number | undefined;
}

/** Threads write a little out of order; only more than this is remarkable. */
export const forgiven = 5000;

/** What is known of the stamps of an input of which nothing was read. */
export function unreadClock(): ClockReport {
  return {
    stamped: 0,
    unstamped: 0,
    backwards: 0,
    furthest: 0,
    from: undefined,
    to: undefined,
    first: undefined,
    last: undefined,
  };
}

/** Dates the lines of one input in their order: a line without a stamp belongs to the one before. */
export class LineClock {
  readonly report: ClockReport = unreadClock();

  /** The time of a line in epoch milliseconds, of which this says its own stamp; undefined while no line had any. */
  read(time: number | undefined): number | undefined {
    if (time === undefined) {
      this.report.unstamped++;
      return this.report.last;
    }
    this.pass(time);
    return time;
  }

  /** Takes in when a line was printed, in epoch milliseconds: the next one without a stamp belongs to it. */
  pass(time: number): void {
    const { report } = this;
    report.stamped++;
    if (report.last !== undefined && report.last - time > forgiven) {
      report.backwards++;
      report.furthest = Math.max(report.furthest, report.last - time);
    }
    report.first ??= time;
    report.last = time;
    if (report.from === undefined || time < report.from) report.from = time;
    if (report.to === undefined || time > report.to) report.to = time;
  }
}
