/** JSON Schemas of what is printed for programs; the build writes each into `dist/schemas`. */

import { SUMMARY_SCHEMA } from '../../summary/summary-report.ts';
import {
  buckets,
  countSchema,
  documentSchema,
  listSchema,
  objectSchema,
  oneOf,
  orNull,
  type Schema,
  textSchema,
  timeSchema,
  valueSchema,
} from './kinds.ts';
import { liveEventSchema, triageSchema } from './triage-schema.ts';

const reading = { component: textSchema, group: textSchema, name: textSchema };

/** One line of what `-o ndjson` prints. */
const recordSchema = documentSchema(
  'A record of mooncake-annotate',
  objectSchema(
    {
      level: { enum: [20, 30, 40, 50, 60] },
      input: textSchema,
      line: { type: 'integer', minimum: 1 },
      msg: textSchema,
      codes: listSchema(
        objectSchema(
          {
            ...reading,
            value: valueSchema,
            description: textSchema,
            evidence: oneOf('name', 'status', 'number', 'message'),
          },
          { note: textSchema, readings: listSchema(objectSchema(reading)) },
        ),
      ),
    },
    {
      time: { type: 'integer' },
      pid: countSchema,
      tid: countSchema,
      hostname: textSchema,
      source: textSchema,
    },
  ),
);

const places = listSchema(objectSchema({ name: textSchema, lines: countSchema }));

const codeMembers = {
  name: textSchema,
  value: valueSchema,
  lines: countSchema,
  stated: countSchema,
  implied: countSchema,
  first: timeSchema,
  last: timeSchema,
  buckets,
  inputs: places,
  hosts: places,
  sources: places,
  sample: orNull(objectSchema({ line: textSchema, input: textSchema, time: timeSchema })),
};

/** What `summary --format json` prints. */
const summarySchema = documentSchema(
  'A summary of mooncake-annotate',
  objectSchema(
    {
      schema: { const: SUMMARY_SCHEMA },
      range: objectSchema({ from: timeSchema, to: timeSchema }),
      inputs: listSchema(
        objectSchema(
          { name: textSchema, lines: countSchema, bytes: countSchema },
          { first: timeSchema, last: timeSchema, ended: textSchema, fault: textSchema },
        ),
      ),
      lines: countSchema,
      bytes: countSchema,
      found: countSchema,
      implied: countSchema,
      outside: countSchema,
      unstamped: countSchema,
      severities: objectSchema({ F: countSchema, E: countSchema, W: countSchema, other: countSchema }),
      groups: listSchema(
        objectSchema({
          component: textSchema,
          group: textSchema,
          lines: countSchema,
          codes: listSchema(objectSchema(codeMembers)),
        }),
      ),
      ambiguous: listSchema(objectSchema(codeMembers)),
      uncatalogued: listSchema(objectSchema({ ...codeMembers, component: textSchema })),
    },
    {
      chosen: objectSchema({ since: timeSchema, until: timeSchema }),
      inputCount: countSchema,
      foldedInputs: countSchema,
      otherLines: countSchema,
      hosts: listSchema(objectSchema({ name: textSchema, lines: countSchema }, { last: timeSchema })),
      news: objectSchema({
        rule: textSchema,
        codes: listSchema(
          objectSchema({
            component: textSchema,
            group: textSchema,
            name: textSchema,
            value: valueSchema,
            flag: oneOf('new', 'surge', 'gone', 'up', 'down', 'same'),
            lines: countSchema,
          }),
        ),
      }),
      window: objectSchema({ key: textSchema, from: timeSchema, to: timeSchema, version: countSchema }),
      notices: listSchema(
        objectSchema({
          kind: oneOf('silent', 'missed', 'repeated', 'duplicated'),
          name: { type: ['string', 'null'] },
          text: textSchema,
        }),
      ),
    },
  ),
);

export const schemas: Readonly<Record<string, Schema>> = {
  summary: summarySchema,
  triage: triageSchema,
  'live-event': liveEventSchema,
  record: recordSchema,
};
