import { nodeAt } from '../fields.ts';
import type { JsonForm, RecordParts } from '../form.ts';
import type { JsonNode, JsonObject } from '../parse.ts';

/** The answers of Loki's API and what is pushed to it: labels, and pairs of nanoseconds and line. */
export const loki: JsonForm = {
  name: 'Loki streams',
  signs: ['streams'],
  records: (root, text) => streams(nodeAt([root], 'streams', text), text),
  samples: [
    {
      line: '{"streams":[{"stream":{"host":"gpu-07"},"values":[["1785377650220114000","Failed to put"],["1785377653220114000","slow"]]}]}',
      time: '2026-07-30T02:14:10.220',
      host: 'gpu-07',
      message: 'Failed to put',
      others: [{ time: '2026-07-30T02:14:13.220', host: 'gpu-07', message: 'slow' }],
    },
  ],
  counterexample: '{"stream":"stderr","log":"x"}',
};

/** The answer to a query of Loki's. */
export const lokiQuery: JsonForm = {
  name: 'Loki query',
  signs: ['data.result'],
  records: (root, text) => streams(nodeAt([root], 'data.result', text), text),
  samples: [
    {
      line: '{"status":"success","data":{"resultType":"streams","result":[{"stream":{"pod":"store-0"},"values":[["1785377650220114000","Failed to put"]]}]}}',
      time: '2026-07-30T02:14:10.220',
      host: 'store-0',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"data":"x","message":"x"}',
};

/** `logcli --output=jsonl`. */
export const logcli: JsonForm = {
  name: 'logcli --output=jsonl',
  signs: ['labels', 'line', 'timestamp'],
  fields: { message: ['line'], line: [] },
  samples: [
    {
      line: '{"labels":{"host":"gpu-07","job":"mooncake"},"line":"Failed to put","timestamp":"2026-07-30T02:14:10.220114Z"}',
      time: '2026-07-30T02:14:10.220',
      host: 'gpu-07',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"labels":{},"message":"x","timestamp":"2026-07-30T02:14:10.220114Z"}',
};

function streams(node: JsonNode | undefined, text: string): readonly RecordParts[] {
  return itemsOf(node).flatMap((stream) => {
    if (stream.kind !== 'object') return [];
    const labels = nodeAt([stream], 'stream', text);
    const roots: JsonObject[] = labels?.kind === 'object' ? [labels, stream] : [stream];
    return itemsOf(nodeAt([stream], 'values', text)).flatMap((pair): RecordParts[] => {
      const [time, message] = itemsOf(pair);
      return message === undefined ? [] : [{ roots, time, message }];
    });
  });
}

function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}
