import type { SummaryReport } from './summary-report.ts';

/** From when to when a summary counted, in epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The time that a summary covers: what was asked for, and where nothing was, the first to the last stamp seen. Undefined
 * when no line had a stamp.
 */
export function spanOf({ range, chosen }: SummaryReport): Span | undefined {
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
  const span = spanOf(report);
  return span === undefined ? undefined : Math.max(1, (span.to - span.from) / 3_600_000);
}

/** Whether a summary counted nothing, as no log was read or none was written in the range asked for. */
export function isEmpty({ lines, chosen, range }: SummaryReport): boolean {
  return lines === 0 || (chosen !== undefined && range.from === null);
}
