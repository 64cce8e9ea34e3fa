import type { TriageReport } from '../../triage/report/triage-report.ts';
import type { Provenance } from '../provenance.ts';
import { counted } from '../text/columns.ts';
import { byImportance } from '../triage/incident-order.ts';
import { ReportTime } from '../triage/report-time.ts';
import { consequenceList, whereabouts } from '../triage/wording.ts';
import { mostAlerts, type Notification } from './notification.ts';

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
