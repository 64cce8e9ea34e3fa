import type { SummaryReport } from '../summary-report.ts';

/** Of summaries of the same window by the same member, which replace each other, only the last; all others as they are. */
export function standingReports(reports: readonly SummaryReport[]): SummaryReport[] {
  const last = new Map<string, SummaryReport>();
  for (const report of reports) {
    if (report.window === undefined) continue;
    const known = last.get(report.window.key);
    if (known?.window === undefined || known.window.version < report.window.version)
      last.set(report.window.key, report);
  }
  return reports.filter((report) => report.window === undefined || last.get(report.window.key) === report);
}
