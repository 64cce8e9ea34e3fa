import { placeholderLegend } from '../../catalogue/advice/placeholders.ts';
import type { TriageReport } from '../../triage/report/triage-report.ts';
import type { Look } from '../text/look.ts';
import { ReportTime } from './report-time.ts';
import { incidentDetails, restDetails } from './text-details.ts';
import { overview } from './text-overview.ts';

/** The triage report for a terminal: one screen first, then the details of each incident. */
export function triageText(report: TriageReport, style: Look): string {
  const time = new ReportTime(report.range);
  const first = overview(report, time, style).map((line) => cut(line, style.width));
  const details = report.incidents.flatMap((incident) => ['', ...incidentDetails(incident, time, style)]);
  return `${[...first, ...details, ...legend(report, style), ...restDetails(report, time, style)].join('\n')}\n`;
}

/** What the commands leave for the reader to fill in, each once. */
function legend({ incidents }: TriageReport, { paint }: Look): string[] {
  const rows = placeholderLegend(
    incidents.flatMap(({ checks }) => checks.flatMap(({ commands }) => commands)),
  );
  return rows.length === 0
    ? []
    : ['', paint.strong('What the logs did not name'), ...rows.map((row) => `  ${row}`)];
}

/** Cuts what is seen of a line; marks of colours take no room and stay. */
function cut(line: string, width: number | undefined): string {
  if (width === undefined) return line;
  let seen = 0;
  let text = '';
  for (const part of line.split(/(\x1b\[\d+m)/)) {
    if (part.startsWith('\x1b[')) {
      text += part;
      continue;
    }
    const characters = [...part];
    const room = width - seen;
    if (characters.length > room) text += room > 0 ? `${characters.slice(0, room - 1).join('')}…` : '';
    else text += part;
    seen += characters.length;
    if (seen > width) seen = width;
  }
  return text;
}
