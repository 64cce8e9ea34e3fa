/** JSON Schemas of what is printed for programs; the build writes each into `dist/schemas`. */

import { SUMMARY_SCHEMA } from '../../summary/summary-report.ts';
import {
  buckets,
  count,
  documentSchema,
  list,
  object,
  oneOf,
  orNull,
  type Schema,
  text,
  time,
  value,
} from './kinds.ts';
import { liveEventSchema, triageSchema } from './triage-schema.ts';

const reading = { component: text, group: text, name: text };

/** One line of what `-o ndjson` prints. */
const recordSchema = documentSchema(
  'A record of mooncake-annotate',
  object(
    {
      level: { enum: [20, 30, 40, 50, 60] },
      input: text,
      line: { type: 'integer', minimum: 1 },
      msg: text,
      codes: list(
        object(
          { ...reading, value, description: text, evidence: oneOf('name', 'status', 'number', 'message') },
          { note: text, readings: list(object(reading)) },
        ),
      ),
    },
    { time: { type: 'integer' }, pid: count, tid: count, hostname: text, source: text },
  ),
);

const places = list(object({ name: text, lines: count }));

const codeMembers = {
  name: text,
  value,
  lines: count,
  stated: count,
  implied: count,
  first: time,
  last: time,
  buckets,
  inputs: places,
  hosts: places,
  sources: places,
  sample: orNull(object({ line: text, input: text, time })),
};

/** What `summary --format json` prints. */
const summarySchema = documentSchema(
  'A summary of mooncake-annotate',
  object(
    {
      schema: { const: SUMMARY_SCHEMA },
      range: object({ from: time, to: time }),
      inputs: list(
        object({ name: text, lines: count, bytes: count }, { first: time, last: time, fault: text }),
      ),
      lines: count,
      bytes: count,
      found: count,
      implied: count,
      outside: count,
      unstamped: count,
      severities: object({ F: count, E: count, W: count, other: count }),
      groups: list(object({ component: text, group: text, lines: count, codes: list(object(codeMembers)) })),
      ambiguous: list(object(codeMembers)),
      uncatalogued: list(object({ ...codeMembers, component: text })),
    },
    {
      chosen: object({ since: time, until: time }),
      inputCount: count,
      foldedInputs: count,
      otherLines: count,
      news: object({
        rule: text,
        codes: list(
          object({
            component: text,
            group: text,
            name: text,
            value,
            flag: oneOf('new', 'surge', 'gone', 'up', 'down', 'same'),
            lines: count,
          }),
        ),
      }),
      window: object({ key: text, from: time, to: time, version: count }),
      notices: list(
        object({
          kind: oneOf('silent', 'missed', 'repeated', 'duplicated'),
          name: { type: ['string', 'null'] },
          text,
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
