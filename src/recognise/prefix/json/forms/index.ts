/** How programs and collectors write records as JSON; the first whose signs are there is taken. To add one, describe it in a file and name it here. */
import type { JsonForm } from '../form.ts';
import { ecs, fluentBit, gelf, sternJson, vector } from './collectors.ts';
import { docker } from './docker.ts';
import { gcp } from './gcp.ts';
import { dynamo, slog, tracingJson, zapJson } from './go-rust.ts';
import { journald } from './journald.ts';
import { logcli, loki, lokiQuery } from './loki.ts';
import { pino } from './node.ts';
import { otlp } from './otlp.ts';
import { logRecord, loguruJson, structlogJson, vllmOtel } from './python.ts';

export const jsonForms: readonly JsonForm[] = [
  otlp,
  loki,
  lokiQuery,
  logcli,
  journald,
  docker,
  fluentBit,
  gcp,
  loguruJson,
  gelf,
  logRecord,
  structlogJson,
  vllmOtel,
  tracingJson,
  zapJson,
  slog,
  pino,
  sternJson,
  vector,
  ecs,
  dynamo,
];
