import { TRIAGE_SCHEMA } from '../../triage/report/triage-report.ts';
import { LIVE_EVENT_SCHEMA } from '../live/live-event.ts';
import {
  buckets,
  count,
  documentSchema,
  flag,
  lineNumber,
  list,
  number,
  object,
  oneOf,
  text,
  time,
  value,
} from './kinds.ts';

const code = { component: text, group: text, name: text, value };
const known = object({ id: text, title: text });
const evidence = oneOf('name', 'status', 'number', 'message');
const sample = object({
  input: text,
  host: text,
  line: lineNumber,
  time,
  text,
  before: list(text),
  after: list(text),
});
const place = list(object({ name: text, lines: count, share: number }));
const places = object({ hosts: place, peers: place, segments: place, devices: place, keys: place });

const incidentMembers = {
  id: count,
  title: text,
  start: time,
  end: time,
  ongoing: flag,
  lines: count,
  cause: object(
    { ...code, evidence, time, input: text, line: lineNumber, text, lines: count },
    { known, host: text },
  ),
  consequences: list(
    object({ ...code, title: text, lines: count, first: time, last: time, because: text }, { known }),
  ),
  places,
  confidence: oneOf('high', 'medium', 'low'),
  why: list(text),
  samples: list(sample),
  checks: list(object({ text, commands: list(text), source: text })),
};
const incident = object({ ...incidentMembers, buckets }, { meaning: text });

/** What `triage --live --format json` prints for each event. */
export const liveEventSchema = documentSchema(
  'An event of an incident that mooncake-annotate follows',
  object(
    {
      schema: { const: LIVE_EVENT_SCHEMA },
      event: oneOf('begins', 'changes', 'over'),
      time,
      incident: object(incidentMembers, { meaning: text }),
    },
    { into: count, again: count },
  ),
);

/** What `triage --format json` prints. */
export const triageSchema = documentSchema(
  'A triage report of mooncake-annotate',
  object(
    {
      schema: { const: TRIAGE_SCHEMA },
      range: object({ from: time, to: time }),
      inputs: list(
        object(
          { name: text, host: text, lines: count, bytes: count, found: count, from: time, to: time },
          { fault: text },
        ),
      ),
      lines: count,
      bytes: count,
      found: count,
      limitations: list(text),
      skew: list(object({ host: text, against: text, seconds: number, events: count, corrected: flag })),
      incidents: list(incident),
      unexplained: list(
        object({ ...code, lines: count, first: time, last: time, places, sample }, { known }),
      ),
      patterns: list(
        object({
          template: text,
          source: { type: ['string', 'null'] },
          severity: oneOf('W', 'E', 'F'),
          lines: count,
          first: time,
          last: time,
          isNew: flag,
          sample,
        }),
      ),
    },
    { nothing: text, hosts: count, share: { type: 'object' } },
  ),
);
