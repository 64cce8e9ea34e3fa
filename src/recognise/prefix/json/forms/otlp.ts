import { nodeAt } from '../fields.ts';
import type { JsonForm, RecordParts } from '../form.ts';
import type { JsonNode, JsonObject } from '../parse.ts';

/** OpenTelemetry's OTLP as JSON, as a Collector's file exporter writes it: all records of a batch in one line. */
export const otlp: JsonForm = {
  name: 'OTLP JSON',
  signs: ['resourceLogs'],
  records: (root, text) =>
    objects(nodeAt([root], 'resourceLogs', text)).flatMap((resource) =>
      objects(
        nodeAt([resource], 'scopeLogs', text) ?? nodeAt([resource], 'instrumentationLibraryLogs', text),
      ).flatMap((scope) =>
        objects(nodeAt([scope], 'logRecords', text) ?? nodeAt([scope], 'logs', text)).map(
          (record): RecordParts => ({ roots: [record, scope, resource] }),
        ),
      ),
    ),
  samples: [
    {
      line: '{"resourceLogs":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"gpu-07"}}]},"scopeLogs":[{"scope":{},"logRecords":[{"timeUnixNano":"1785377650220114000","severityNumber":17,"severityText":"ERROR","body":{"stringValue":"Failed to put"}},{"timeUnixNano":"1785377653000402000","severityNumber":13,"body":{"stringValue":"slow"}}]}]}]}',
      time: '2026-07-30T02:14:10.220',
      severity: 'E',
      host: 'gpu-07',
      message: 'Failed to put',
      others: [{ time: '2026-07-30T02:14:13.000', severity: 'W', host: 'gpu-07', message: 'slow' }],
    },
  ],
  counterexample: '{"resource":{},"body":"x"}',
};

function objects(node: JsonNode | undefined): readonly JsonObject[] {
  return node?.kind === 'array' ? node.items.filter((item) => item.kind === 'object') : [];
}
