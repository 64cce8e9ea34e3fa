import type { SummaryReport } from './summary-report.ts';

/** From when to when a summary counted, in epoch milliseconds. */
export interface ReportSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * The time that a summary covers: what was asked for, and where nothing was, the first to the last stamp seen. Undefined
 * when no line had a stamp.
 */
export function reportSpanOf({ range, chosen }: SummaryReport): ReportSpan | undefined {
  const from = chosen?.since ?? range.from;
  const to = chosen?.until ?? range.to;
  if (from === null || to === null) return undefined;
  const span = { from: Date.parse(from), to: Date.parse(to) };
  return span.from <= span.to ? span : undefined;
}

/**
 * The hours that a summary covers; at least one, since the few stamps of a quiet log say little about how long it was
 * written. Undefined when no line had a stamp.
 */
export function hoursOf(report: SummaryReport): number | undefined {
  const span = reportSpanOf(report);
  return span === undefined ? undefined : Math.max(1, (span.to - span.from) / 3_600_000);
}

/** Whether a summary counted nothing, as no log was read or none was written in the range asked for. */
export function isEmpty({ lines, chosen, range }: SummaryReport): boolean {
  return lines === 0 || (chosen !== undefined && range.from === null);
}

/**
 * The day of the week that most of a summary's time lies on, from 0 (Sunday) to 6, by the clock of its own stamps.
 * Undefined where it covers much more or much less than a day.
 */
export function weekdayOf(report: SummaryReport): number | undefined {
  const span = reportSpanOf(report);
  const start = report.chosen?.since ?? report.range.from;
  if (span === undefined || start === null) return undefined;
  const hours = (span.to - span.from) / 3_600_000;
  if (hours < 18 || hours > 30) return undefined;
  const middle = (span.from + span.to) / 2;
  return new Date(middle + offsetOf(start)).getUTCDay();
}

/** How far ahead of UTC the clock of an ISO 8601 time is, in milliseconds. */
function offsetOf(iso: string): number {
  const match = /([+-])(\d\d):?(\d\d)$/.exec(iso);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
