import type { SummaryReport } from '../summary/summary-report.ts';
import type { TriageReport } from '../triage/report/triage-report.ts';
import type { Provenance } from './formats.ts';
import { rowsByUrgency, summaryGroups } from './summary/summary-rows.ts';
import { changeOf, noticeTexts, plainStamp } from './summary/summary-totals.ts';
import { counted, countText } from './text/columns.ts';
import { safeText } from './text/safe-text.ts';
import { byImportance, consequenceList, ReportTime, whereabouts } from './triage/wording.ts';

/** What a webhook is told: names, counts, times and places, but no line of a log. */
export interface Notification {
  /** One line. */
  readonly subject: string;
  /** What holds, the most urgent first. */
  readonly alerts: readonly Alert[];
  /** How many more there are. */
  readonly more: number;
}

/** One thing that is wrong. */
interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

/** How many alerts one message has at most. */
const mostAlerts = 10;

/**
 * What is posted: a list of alerts to an address of Alertmanager's API (`/api/v2/alerts`), to any other a `text` as Slack,
 * Mattermost and others take it.
 */
export function notificationBody(
  { subject, alerts, more }: Notification,
  made: Provenance,
  path: string,
): unknown {
  if (/\/api\/v2\/alerts\/?$/.test(path)) {
    return alerts.map(({ labels, summary, description }) => ({
      labels: plain({ ...labels, host: made.host }),
      annotations: plain({ summary, description: description === '' ? subject : description }),
      startsAt: made.at,
    }));
  }
  const rows = alerts.map(({ summary, description }) =>
    description === '' ? `• ${summary}` : `• ${summary}: ${description}`,
  );
  const text = [subject, ...rows, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
  return { text: withoutMarkup(safeText(text, 'terminal')) };
}

function plain(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, safeText(text, 'line')]));
}

/** What a log holds calls nobody: `<!channel>`. */
function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

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
    subject: `${made.title ?? 'Mooncake errors'} on ${made.host}: ${condition} holds; ${countText(report.found)} of ${counted(report.lines, 'line')} with a code${range}`,
    alerts: all.length === 0 ? [holds] : all.slice(0, mostAlerts),
    more: Math.max(0, all.length - mostAlerts),
  };
}

/** What to tell of incidents for which a condition holds. */
export function triageNotification(report: TriageReport, condition: string, made: Provenance): Notification {
  const time = new ReportTime(report.range);
  const incidents = byImportance(report.incidents);
  return {
    subject: `${made.title ?? 'Mooncake incidents'} on ${made.host}: ${condition} holds; ${counted(incidents.length, 'incident')}`,
    alerts: incidents.slice(0, mostAlerts).map((incident) => {
      const followed = consequenceList(incident);
      const where = whereabouts(report, incident);
      return {
        labels: {
          alertname: 'MooncakeIncident',
          component: incident.cause.component,
          cause: incident.cause.name,
          confidence: incident.confidence,
        },
        summary: incident.title,
        description: [
          time.span(incident.start, incident.end, incident.ongoing),
          counted(incident.lines, 'line'),
          ...(where === '' ? [] : [where]),
          ...(followed === '' ? [] : [`then ${followed}`]),
        ].join('; '),
      };
    }),
    more: Math.max(0, incidents.length - mostAlerts),
  };
}
