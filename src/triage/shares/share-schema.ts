import * as v from 'valibot';
import type { KnownMessage } from '../../catalogue/known-messages/index.ts';
import { seriesWidths } from '../collect/series.ts';
import { EVIDENCE_FORM } from './triage-share.ts';

/** Beyond the whole numbers that are exact, sums go wrong. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
/** Epoch milliseconds that a date can hold. */
const moment = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15));
const time = v.optional(moment);
const maybe = v.nullable(moment);
const text = v.string();
const extent = { from: time, to: time };
const value = v.nullable(v.pipe(v.number(), v.integer()));
const names = v.array(v.tuple([text, count]));
const sighted = {
  name: text,
  host: text,
  lines: count,
  first: time,
  last: time,
  kind: v.picklist([
    'peers',
    'segments',
    'devices',
    'requests',
    'keys',
    'ranks',
    'processes',
    'threads',
    'self',
  ]),
};
const cell = v.object({
  start: moment,
  lines: count,
  severe: count,
  first: time,
  last: time,
  firstLine: count,
  lastLine: count,
  sample: v.object({
    line: count,
    offset: count,
    time,
    text,
    evidence: v.picklist(['name', 'status', 'number', 'message']),
  }),
  entities: v.object({
    counts: v.object({
      peers: v.optional(names),
      segments: v.optional(names),
      devices: v.optional(names),
      requests: v.optional(names),
      keys: v.optional(names),
      ranks: v.optional(names),
      processes: v.optional(names),
      threads: v.optional(names),
      self: v.optional(names),
    }),
    folded: count,
  }),
});
const process = v.object({
  host: text,
  role: v.optional(v.picklist(['master', 'client', 'metadata server'])),
  started: time,
  isFromStart: v.boolean(),
  serves: v.boolean(),
  stops: v.boolean(),
  ports: v.array(count),
  death: v.optional(
    v.object({
      time,
      line: count,
      offset: count,
      lastLine: count,
      reason: text,
      complaint: v.optional(text),
    }),
  ),
});
const facts = v.object({
  isPeerToPeer: v.optional(v.literal(true)),
  isMaster: v.optional(v.literal(true)),
  isSingleMaster: v.optional(v.literal(true)),
  metadata: v.optional(text),
  etcd: v.optional(text),
  masterRpc: v.optional(text),
  calledRpc: v.optional(text),
  rpcPort: v.optional(text),
  rpcAddress: v.optional(text),
  masterPort: v.optional(text),
  snapshotDirectory: v.optional(text),
  marks: v.optional(v.array(text)),
});
const lineCount = v.object({
  lines: count,
  first: maybe,
  last: maybe,
  sample: v.object({
    input: text,
    host: text,
    line: v.nullable(count),
    offset: count,
    time: maybe,
    text,
  }),
});
const group = v.pipe(
  v.object({
    isFixed: v.array(v.boolean()),
    forms: v.pipe(v.array(v.object({ words: v.array(text), count: lineCount })), v.minLength(1)),
    joined: v.boolean(),
  }),
  v.check(
    ({ isFixed, forms }) => forms.every(({ words }) => words.length === isFixed.length),
    'has words that nothing is known of',
  ),
);
const severity = v.picklist(['W', 'E', 'F']);
const templates = v.object({
  ofSource: v.pipe(count, v.minValue(1)),
  folded: v.object({ W: count, E: count, F: count }),
  sources: v.array(v.object({ severity, source: v.nullable(text), groups: v.array(group) })),
});

const signature = v.object({
  key: text,
  codes: v.array(
    v.object({
      component: text,
      group: text,
      name: text,
      value,
      meanings: v.pipe(v.array(text), v.minLength(1)),
    }),
  ),
  known: v.nullable(text),
  isOfStart: v.boolean(),
  isOwnKind: v.boolean(),
});

/**
 * What a triage document holds of a share.
 *
 * @param messages the known messages by id; those of a catalogue that was not given again cannot be told
 */
export function shareSchema(messages: ReadonlyMap<string, KnownMessage>) {
  const series = v.object({
    signature: v.pipe(
      signature,
      v.check(
        ({ known, codes }) => (known === null ? codes.length > 0 : messages.has(known)),
        'is a message that is not known here: give the same --catalogue as for the shares',
      ),
    ),
    host: text,
    width: v.picklist(seriesWidths),
    cells: v.array(cell),
  });
  return v.pipe(
    v.object({
      form: v.literal(EVIDENCE_FORM, 'is of another version of this program'),
      number: v.pipe(count, v.minValue(1)),
      of: v.pipe(count, v.minValue(1)),
      contexts: v.array(v.object({ offset: count, before: v.array(text), after: v.array(text) })),
      input: v.object({
        name: text,
        host: text,
        lines: count,
        bytes: count,
        ...extent,
        covers: v.optional(v.object(extent)),
        fault: v.optional(text),
        log: v.object({
          series: v.array(series),
          found: count,
          processes: v.array(process),
          hosts: v.array(text),
          clock: v.object({
            stamped: count,
            unstamped: count,
            backwards: count,
            furthest: count,
            ...extent,
            first: time,
            last: time,
          }),
          healthy: v.array(v.object(sighted)),
          crossings: v.array(v.object(sighted)),
          foldedLines: count,
          facts,
          templates,
        }),
      }),
    }),
    v.check(({ number, of }) => number <= of, 'is a share behind the last one'),
  );
}
