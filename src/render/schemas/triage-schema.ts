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
  objectSchema,
  oneOf,
  textSchema,
  timeSchema,
  valueSchema,
} from './kinds.ts';

const code = { component: textSchema, group: textSchema, name: textSchema, value: valueSchema };
const known = objectSchema({ id: textSchema, title: textSchema });
const evidence = oneOf('name', 'status', 'number', 'message');
const sample = objectSchema({
  input: textSchema,
  host: textSchema,
  line: lineNumber,
  time: timeSchema,
  text: textSchema,
  before: listSchema(textSchema),
  after: listSchema(textSchema),
});
const place = listSchema(objectSchema({ name: textSchema, lines: countSchema, share: number }));
const places = objectSchema({ hosts: place, peers: place, segments: place, devices: place, keys: place });

const incidentMembers = {
  id: countSchema,
  title: textSchema,
  start: timeSchema,
  end: timeSchema,
  ongoing: flag,
  lines: countSchema,
  cause: objectSchema(
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
    objectSchema(
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
  checks: listSchema(
    objectSchema({ text: textSchema, commands: listSchema(textSchema), source: textSchema }),
  ),
};
const incident = objectSchema({ ...incidentMembers, buckets }, { meaning: textSchema });

/** What `triage --live --format json` prints for each event. */
export const liveEventSchema = documentSchema(
  'An event of an incident that mooncake-annotate follows',
  objectSchema(
    {
      schema: { const: LIVE_EVENT_SCHEMA },
      event: oneOf('begins', 'changes', 'over'),
      time: timeSchema,
      incident: objectSchema(incidentMembers, { meaning: textSchema }),
    },
    { into: countSchema, again: countSchema },
  ),
);

/** What `triage --format json` prints. */
export const triageSchema = documentSchema(
  'A triage report of mooncake-annotate',
  objectSchema(
    {
      schema: { const: TRIAGE_SCHEMA },
      range: objectSchema({ from: timeSchema, to: timeSchema }),
      inputs: listSchema(
        objectSchema(
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
        objectSchema({
          host: textSchema,
          against: textSchema,
          seconds: number,
          events: countSchema,
          corrected: flag,
        }),
      ),
      incidents: listSchema(incident),
      unexplained: listSchema(
        objectSchema(
          { ...code, lines: countSchema, first: timeSchema, last: timeSchema, places, sample },
          { known },
        ),
      ),
      patterns: listSchema(
        objectSchema({
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
