/** Summaries of windows of event time, counted as messages come, that merge to the whole. */
export { standingReports } from './standing-reports.ts';
export {
  type PendingCounts,
  WindowCounts,
  type WindowDocument,
  type WindowOptions,
} from './window-counts.ts';
