import type { TriageReport } from '../../triage/report/triage-report.ts';
import { counted } from '../text/columns.ts';
import type { Look } from '../text/look.ts';
import { safeText } from '../text/safe-text.ts';
import { ReportTime } from '../triage/report-time.ts';
import { incidentFacts } from '../triage/text-overview.ts';

/** The incidents that were seen while logs were followed, for the terminal whose screen is gone: all of them, a few lines each. */
export function seenIncidents(report: TriageReport, style: Look): string {
  const { incidents } = report;
  const time = new ReportTime(report.range);
  const rows =
    incidents.length === 0
      ? ['No incident was seen.']
      : [
          `${counted(incidents.length, 'incident')} seen`,
          ...incidents.flatMap((incident) => incidentFacts(report, incident, time, style)),
        ];
  return safeText(`${rows.join('\n')}\n`, 'terminal');
}
