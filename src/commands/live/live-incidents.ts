import type { LiveIncident } from '../../render/live/live-state.ts';
import { safeText } from '../../render/text/safe-text.ts';
import { codeTitle, confinement, consequenceList } from '../../render/triage/wording.ts';
import type { Incident } from '../../triage/report/triage-report.ts';

/** An incident as a live screen shows it. `clock` turns an ISO time into one of the day. */
export function liveIncident(incident: Incident, clock: (iso: string) => string): LiveIncident {
  const { id, ongoing, title, cause, start, end, lines, places, confidence } = incident;
  return {
    id,
    isOpen: ongoing,
    title: safeText(title, 'line'),
    cause: safeText(codeTitle(cause), 'line'),
    from: start === null ? null : clock(start),
    to: end === null ? null : clock(end),
    lines,
    consequences: safeText(consequenceList(incident), 'line'),
    where: safeText(confinement(places, title), 'line'),
    confidence,
  };
}
