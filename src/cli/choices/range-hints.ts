import { hoursOf } from '../../summary/report-span.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';

/** Logs may begin so much of the range after its start, and at least an hour: a quiet log has no line at once. */
const lateStart = 0.05;

const hour = 3_600_000;

/** What to say when the range that was asked for left out what may have been expected. */
export function rangeHints(
  report: SummaryReport,
  seen: { readonly from: number | undefined },
  plain: (time: number) => string,
): string[] {
  const { chosen, unstamped, lines } = report;
  if (chosen === undefined) return [];
  const hints: string[] = [];
  const since = chosen.since === null ? undefined : Date.parse(chosen.since);
  const allowed = Math.max(hour, lateStart * (hoursOf(report) ?? 0) * hour);
  if (since !== undefined && seen.from !== undefined && lines > 0 && seen.from > since + allowed)
    hints.push(
      `the logs begin at ${plain(seen.from)}, after --since (${plain(since)}): earlier lines may stand in rotated files; ` +
        "name these too, for example 'store.log*'",
    );
  if (unstamped > 0) {
    hints.push(
      `${unstamped} line(s) with a code belong to no time stamp, and were left out of the time that was asked for`,
    );
  }
  return hints;
}
