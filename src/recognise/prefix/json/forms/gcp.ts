import { nodeAt } from '../fields.ts';
import type { JsonForm, RecordParts } from '../form.ts';

/** Google Cloud's LogEntry around a text or a record. */
export const gcp: JsonForm = {
  name: 'GCP LogEntry',
  signs: ['jsonPayload'],
  records: (root, text): readonly RecordParts[] => {
    const payload = nodeAt([root], 'jsonPayload', text);
    return payload?.kind === 'object' ? [{ roots: [payload, root] }] : [{ roots: [root] }];
  },
  samples: [
    {
      line: '{"severity":"ERROR","jsonPayload":{"message":"Failed to put"},"resource":{"labels":{"pod_name":"store-0"}},"timestamp":"2026-07-30T02:14:10.220114Z"}',
      time: '2026-07-30T02:14:10.220',
      severity: 'E',
      host: 'store-0',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"severity":"ERROR","textPayload":"x"}',
};
