import type { SummaryReport } from '../summary/summary-report.ts';

/** What to say when the range that was asked for left out what may have been expected. */
export function rangeHints(
  { chosen, range, lines, unstamped }: SummaryReport,
  seen: { readonly from: number | undefined; readonly to: number | undefined },
  plain: (time: number) => string,
): string[] {
  if (chosen === undefined) return [];
  const hints: string[] = [];
  if (range.from === null && lines > 0) {
    const logs =
      seen.from === undefined || seen.to === undefined
        ? 'no line has a readable time stamp'
        : `the logs go from ${plain(seen.from)} to ${plain(seen.to)}`;
    hints.push(`no line is of the time that was asked for: ${logs}`);
  }
  if (unstamped > 0) {
    hints.push(
      `${unstamped} line(s) with a code belong to no time stamp, and were left out of the time that was asked for`,
    );
  }
  return hints;
}
