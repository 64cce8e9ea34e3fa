/** JSON Schemas of what is printed for programs; the build writes each into `dist/schemas`. */
import type { Schema } from './kinds.ts';
import { recordSchema } from './record-schema.ts';
import { summarySchema } from './summary-schema.ts';
import { liveEventSchema, triageSchema } from './triage-schema.ts';

export const schemas: Readonly<Record<string, Schema>> = {
  summary: summarySchema,
  triage: triageSchema,
  'live-event': liveEventSchema,
  record: recordSchema,
};
