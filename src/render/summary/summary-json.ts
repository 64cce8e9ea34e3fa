import type { SummaryReport } from '../../summary/summary-report.ts';
import { safeText } from '../text/safe-text.ts';

/** A summary as JSON for people to look into and programs to read. */
export function summaryJson(report: SummaryReport): string {
  return `${safeText(JSON.stringify(report, undefined, 2), 'json')}\n`;
}
