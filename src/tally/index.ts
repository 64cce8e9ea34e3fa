/** Counts per component, group, code, source and time bucket; they merge, compare and serialise. */
export type { CodeCount, CodeData } from './code-entry.ts';
export {
  type CodeDifference,
  type Difference,
  type DifferenceSide,
  differenceOf,
  newsOfDifference,
} from './difference.ts';
export { earlierReports } from './earlier-reports.ts';
export { newsOf } from './news.ts';
export { asReport } from './read-report.ts';
export { countsOf, mergeReports, type SummaryContext, summaryReport } from './report.ts';
export { ReportError, type ReportErrorCode } from './report-error.ts';
export * from './summary-report.ts';
export { type GroupCount, Tally, type TallyData } from './tally.ts';
