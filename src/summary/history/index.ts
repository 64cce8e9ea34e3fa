/** Summaries kept in a file, one line a night, and which of them a night is compared with. */
export { compactReport } from './compact-report.ts';
export { earlierReports, identity, MOST_EARLIER } from './earlier-reports.ts';
export { keepReport, type ReportHistory, readHistory } from './report-history.ts';
