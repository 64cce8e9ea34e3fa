import type { IncidentEvent } from '../../triage/live/seen-incidents.ts';
import type { Incident } from '../../triage/report/triage-report.ts';
import { counted } from '../text/columns.ts';
import { safeText } from '../text/safe-text.ts';
import { codeTitle, confinement, consequenceList } from '../triage/wording.ts';

/** What an event of `triage --live --format json` calls itself. */
export const LIVE_EVENT_SCHEMA = 'mooncake-annotate/live-event@1';

/**
 * What happened to an incident, as one JSON object: the incident as `triage --format json` describes it, without what charts are
 * drawn from.
 */
interface LiveEventRecord {
  readonly schema: typeof LIVE_EVENT_SCHEMA;
  /** It is seen for the first time; something of it is different, or its lines have doubled; nothing more of it comes. */
  readonly event: IncidentEvent['kind'];
  /** When that was noticed, ISO 8601 with offset. */
  readonly time: string;
  /** The number of the incident that it turned out to belong to, where it is over for that. */
  readonly into?: number;
  /** The number of the incident, over by then, of which more came, where it begins for that. */
  readonly again?: number;
  readonly incident: Omit<Incident, 'buckets' | 'bursts' | 'spans'>;
}

/** An event as one line of JSON. @param time when it was noticed, ISO 8601 */
export function eventJson({ kind, incident, into, again }: IncidentEvent, time: string): string {
  const { buckets: _buckets, bursts: _bursts, spans: _spans, ...told } = incident;
  const record: LiveEventRecord = {
    schema: LIVE_EVENT_SCHEMA,
    event: kind,
    time,
    ...(into === undefined ? {} : { into }),
    ...(again === undefined ? {} : { again }),
    incident: told,
  };
  return safeText(JSON.stringify(record), 'json');
}

const verbs = { begins: 'begins', changes: 'changes', over: 'is over' } as const;

/** An event as a line for people. @param clock turns an ISO time into one of the day */
export function eventLine(
  { kind, incident, into, again }: IncidentEvent,
  clock: (iso: string) => string,
): string {
  const { id, title, cause, start, end, ongoing, lines, places, confidence } = incident;
  const what = codeTitle(cause);
  const consequences = consequenceList(incident);
  const from = start === null ? '' : clock(start);
  const to = end === null ? from : clock(end);
  const parts = [
    title,
    what === title ? '' : `cause ${what}`,
    from === '' ? '' : ongoing ? `since ${from}` : from === to ? `at ${from}` : `${from} to ${to}`,
    counted(lines, 'line'),
    confinement(places, title),
    consequences === '' ? '' : `then ${consequences}`,
    `confidence ${confidence}`,
  ];
  const how =
    into !== undefined
      ? `is part of incident ${into}`
      : again === undefined
        ? verbs[kind]
        : `begins, as more came of incident ${again}`;
  return safeText(`incident ${id} ${how}: ${parts.filter((part) => part !== '').join('; ')}`, 'line');
}
