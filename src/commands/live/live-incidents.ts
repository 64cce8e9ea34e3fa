import type { LiveIncident } from '../../render/live/live-state.ts';
import { safeText } from '../../render/text/safe-text.ts';
import { codeTitle, confinement, consequenceList } from '../../render/triage/wording.ts';
import type { Incident } from '../../triage/report/triage-report.ts';

/** An incident that goes on, as a live screen shows it. `clock` turns an ISO time into one of the day. */
export function liveIncident(incident: Incident, clock: (iso: string) => string): LiveIncident {
  return {
    cause: safeText(codeTitle(incident.cause), 'line'),
    since: incident.start === null ? null : clock(incident.start),
    lines: incident.lines,
    consequences: safeText(consequenceList(incident), 'line'),
    where: safeText(confinement(incident.places), 'line'),
    confidence: incident.confidence,
  };
}
