import { reportSpanOf } from '../report-span.ts';
import type { SummaryReport } from '../summary-report.ts';

/** How many earlier summaries are looked at for one: five weeks of nights. */
const MOST_EARLIER = 35;

/**
 * The summaries of a history, oldest first, that this one is to be compared with: the last 35 that are of an earlier time.
 * A night that was counted again is not compared with itself: a summary whose time overlaps by more than half of the
 * shorter of the two is left out. Where several cover the same inputs and time, the last in the history counts. Without
 * stamps, only a summary of the same inputs with the same sizes is taken for the same.
 */
export function earlierReports(report: SummaryReport, history: readonly SummaryReport[]): SummaryReport[] {
  const own = reportSpanOf(report);
  const once = new Map(history.map((entry) => [identity(entry), entry]));
  const before = [...once.values()].filter((entry) => {
    const span = reportSpanOf(entry);
    if (own === undefined || span === undefined) return identity(entry) !== identity(report);
    const overlap = Math.min(own.to, span.to) - Math.max(own.from, span.from);
    const shorter = Math.min(own.to - own.from, span.to - span.from);
    return span.from <= own.from && (shorter === 0 ? overlap < 0 : overlap <= shorter / 2);
  });
  // A night that was counted late stands late in the history.
  const ends = (entry: SummaryReport): number => reportSpanOf(entry)?.to ?? Number.NEGATIVE_INFINITY;
  return before.toSorted((a, b) => (ends(a) === ends(b) ? 0 : ends(a) - ends(b))).slice(-MOST_EARLIER);
}

/** The same for summaries of the same inputs and time. */
function identity(report: SummaryReport): string {
  const { from, to } = reportSpanOf(report) ?? { from: null, to: null };
  const inputs = report.inputs.map(({ name, lines, bytes }) => (from === null ? [name, lines, bytes] : name));
  return JSON.stringify([from, to, inputs.sort()]);
}
