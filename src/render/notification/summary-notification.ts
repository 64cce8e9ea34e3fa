import type { SummaryReport } from '../../summary/summary-report.ts';
import type { Provenance } from '../provenance.ts';
import { changeOf } from '../summary/summary-change.ts';
import { rowsByUrgency, summaryGroups } from '../summary/summary-rows.ts';
import { noticeTexts, plainStamp } from '../summary/summary-totals.ts';
import { count, counted } from '../text/columns.ts';
import { mostAlerts, type Notification } from './notification.ts';

/** What to tell of a summary for which a condition holds. */
export function summaryNotification(
  report: SummaryReport,
  condition: string,
  made: Provenance,
): Notification {
  const { from, to } = report.range;
  const range = from === null || to === null ? '' : `, ${plainStamp(from)} to ${plainStamp(to)}`;
  const notices = noticeTexts(report).map((summary) => ({
    labels: { alertname: 'MooncakeLogs' },
    summary,
    description: '',
  }));
  const codes = rowsByUrgency(summaryGroups(report)).map(({ component, group, code, news }) => {
    const change = changeOf(news);
    return {
      labels: { alertname: 'MooncakeErrors', component, group, code: code.name },
      summary: `${code.name}${code.value === null ? '' : ` (${code.value})`}, ${component === group ? group : `${component} / ${group}`}`,
      description: `${counted(code.lines, 'line')}${change === '' ? '' : `, ${change}`}`,
    };
  });
  const all = [...notices, ...codes];
  const holds = {
    labels: { alertname: 'MooncakeCondition' },
    summary: `${condition} holds`,
    description: '',
  };
  return {
    subject: `${made.title ?? 'Mooncake errors'} on ${made.host}: ${condition} holds; ${count(report.found)} of ${counted(report.lines, 'line')} with a code${range}`,
    alerts: all.length === 0 ? [holds] : all.slice(0, mostAlerts),
    more: Math.max(0, all.length - mostAlerts),
  };
}
