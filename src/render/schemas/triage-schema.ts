import { TRIAGE_SCHEMA } from '../../triage/report/triage-report.ts';
import { LIVE_EVENT_SCHEMA } from '../live/live-event.ts';
import {
  buckets,
  countSchema,
  documentSchema,
  flag,
  lineNumber,
  listSchema,
  number,
  object,
  oneOf,
  textSchema,
  timeSchema,
  valueSchema,
} from './kinds.ts';

const code = { component: textSchema, group: textSchema, name: textSchema, value: valueSchema };
const known = object({ id: textSchema, title: textSchema });
const evidence = oneOf('name', 'status', 'number', 'message');
const sample = object({
  input: textSchema,
  host: textSchema,
  line: lineNumber,
  time: timeSchema,
  text: textSchema,
  before: listSchema(textSchema),
  after: listSchema(textSchema),
});
const place = listSchema(object({ name: textSchema, lines: countSchema, share: number }));
const places = object({ hosts: place, peers: place, segments: place, devices: place, keys: place });

const incidentMembers = {
  id: countSchema,
  title: textSchema,
  start: timeSchema,
  end: timeSchema,
  ongoing: flag,
  lines: countSchema,
  cause: object(
    {
      ...code,
      evidence,
      time: timeSchema,
      input: textSchema,
      line: lineNumber,
      text: textSchema,
      lines: countSchema,
    },
    { known, host: textSchema },
  ),
  consequences: listSchema(
    object(
      {
        ...code,
        title: textSchema,
        lines: countSchema,
        first: timeSchema,
        last: timeSchema,
        because: textSchema,
      },
      { known },
    ),
  ),
  places,
  confidence: oneOf('high', 'medium', 'low'),
  why: listSchema(textSchema),
  samples: listSchema(sample),
  checks: listSchema(object({ text: textSchema, commands: listSchema(textSchema), source: textSchema })),
};
const incident = object({ ...incidentMembers, buckets }, { meaning: textSchema });

/** What `triage --live --format json` prints for each event. */
export const liveEventSchema = documentSchema(
  'An event of an incident that mooncake-annotate follows',
  object(
    {
      schema: { const: LIVE_EVENT_SCHEMA },
      event: oneOf('begins', 'changes', 'over'),
      time: timeSchema,
      incident: object(incidentMembers, { meaning: textSchema }),
    },
    { into: countSchema, again: countSchema },
  ),
);

/** What `triage --format json` prints. */
export const triageSchema = documentSchema(
  'A triage report of mooncake-annotate',
  object(
    {
      schema: { const: TRIAGE_SCHEMA },
      range: object({ from: timeSchema, to: timeSchema }),
      inputs: listSchema(
        object(
          {
            name: textSchema,
            host: textSchema,
            lines: countSchema,
            bytes: countSchema,
            found: countSchema,
            from: timeSchema,
            to: timeSchema,
          },
          { fault: textSchema },
        ),
      ),
      lines: countSchema,
      bytes: countSchema,
      found: countSchema,
      limitations: listSchema(textSchema),
      skew: listSchema(
        object({
          host: textSchema,
          against: textSchema,
          seconds: number,
          events: countSchema,
          corrected: flag,
        }),
      ),
      incidents: listSchema(incident),
      unexplained: listSchema(
        object(
          { ...code, lines: countSchema, first: timeSchema, last: timeSchema, places, sample },
          { known },
        ),
      ),
      patterns: listSchema(
        object({
          template: textSchema,
          source: { type: ['string', 'null'] },
          severity: oneOf('W', 'E', 'F'),
          lines: countSchema,
          first: timeSchema,
          last: timeSchema,
          isNew: flag,
          sample,
        }),
      ),
    },
    { nothing: textSchema, hosts: countSchema, share: { type: 'object' } },
  ),
);
