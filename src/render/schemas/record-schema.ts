import { count, documentSchema, list, object, oneOf, text, value } from './kinds.ts';

const reading = { component: text, group: text, name: text };

/** One line of what `-o ndjson` prints. */
export const recordSchema = documentSchema(
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
