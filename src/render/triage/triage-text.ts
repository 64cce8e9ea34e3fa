import { placeholderLegend } from '../../catalogue/advice/placeholders.ts';
import type { Incident, TriageReport } from '../../triage/report/triage-report.ts';
import type { Provenance } from '../formats.ts';
import { counted } from '../text/columns.ts';
import type { Display } from '../text/display.ts';
import { safeText } from '../text/safe-text.ts';
import { ReportTime } from './report-time.ts';
import { incidentDetails, restDetails } from './text-details.ts';
import { incidentFacts, overview } from './text-overview.ts';

/** The incidents that were seen while logs were followed, for the terminal whose screen is gone: all of them, a few lines each. */
export function seenIncidents(report: TriageReport, display: Display): string {
  const { incidents } = report;
  const time = new ReportTime(report.range);
  const rows =
    incidents.length === 0
      ? ['No incident was seen.']
      : [
          `${counted(incidents.length, 'incident')} seen`,
          ...incidents.flatMap((incident) => incidentFacts(report, incident, time, display)),
        ];
  return safeText(`${rows.join('\n')}\n`, 'terminal');
}

/** What is shown besides the first screen, and how the run can be typed again. */
export interface TriageView {
  /** The details of one incident, or of all with what no incident explains. */
  readonly details: number | 'all' | undefined;
  /** The command without what is to be shown: `mooncake-annotate triage a.log`. */
  readonly command: string;
  /** By what the report was made, where that is to be told. */
  readonly made?: Provenance | undefined;
}

/** The triage report for a terminal: one screen, and details where they are asked for. */
export function triageText(report: TriageReport, display: Display, view: TriageView): string {
  const time = new ReportTime(report.range);
  const { details, command } = view;
  if (typeof details === 'number') {
    const incident = report.incidents.find(({ id }) => id === details);
    const rows = incident === undefined ? [] : incidentDetails(incident, time, display, command);
    return `${[...rows, ...legend(rows.length === 0 ? [] : [incident!], display)].join('\n')}\n`;
  }
  const first = overview(report, time, display);
  if (details === undefined) return `${first.join('\n')}\n`;
  const all = report.incidents.flatMap((incident) => [
    '',
    ...incidentDetails(incident, time, display, command),
  ]);
  return `${[...first, ...all, ...legend(report.incidents, display), ...restDetails(report, time, display)].join('\n')}\n`;
}

/** All that is known of one incident, by itself: the page that is shown for it while logs are followed. */
export function incidentPage(incident: Incident, time: ReportTime, display: Display): string[] {
  return [...incidentDetails(incident, time, display, undefined), ...legend([incident], display)];
}

/** What the commands leave for the reader to fill in, each once. */
function legend(incidents: readonly Incident[], { paint }: Display): string[] {
  const rows = placeholderLegend(
    incidents.flatMap(({ checks }) => checks.flatMap(({ commands }) => commands)),
  );
  return rows.length === 0
    ? []
    : ['', paint.strong('What the logs did not name'), ...rows.map((row) => `  ${row}`)];
}
