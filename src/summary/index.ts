/** The document of a summary: report, merge, difference, news, conditions. */
export {
  type CodeDifference,
  type Difference,
  type DifferenceSide,
  differenceOf,
  newsOfDifference,
} from './difference.ts';
export { earlierReports } from './history/earlier-reports.ts';
export { newsOf } from './news/news.ts';
export { asReport } from './read-report.ts';
export { countsOf, mergeReports, type SummaryContext, summaryReport } from './report.ts';
export { ReportError, type ReportErrorCode } from './report-error.ts';
export * from './summary-report.ts';
