import type { JsonForm } from '../form.ts';

/** Vector, from a file or from Kubernetes. */
export const vector: JsonForm = {
  name: 'Vector',
  signs: ['message', 'source_type', 'timestamp'],
  samples: [
    {
      line: '{"file":"/var/log/store.log","host":"gpu-07","message":"Failed to put","source_type":"file","timestamp":"2026-07-30T02:14:10.220114Z"}',
      time: '2026-07-30T02:14:10.220',
      host: 'gpu-07',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"message":"x","timestamp":"2026-07-30T02:14:10.220114Z"}',
};

/** Fluent Bit's and Fluentd's records of containers. */
export const fluentBit: JsonForm = {
  name: 'Fluent Bit',
  signs: ['log', 'date'],
  fields: { message: ['log'], time: ['time', 'date'] },
  samples: [
    {
      line: '{"date":1785377650.220114,"log":"Failed to put","kubernetes":{"pod_name":"store-0","host":"gpu-07"}}',
      time: '2026-07-30T02:14:10.220',
      host: 'store-0',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"date":1785377650.220114,"message":"x"}',
};

/** `stern --output json`. */
export const sternJson: JsonForm = {
  name: 'stern -o json',
  signs: ['message', 'podName', 'containerName'],
  samples: [
    {
      line: '{"message":"Failed to put","nodeName":"node7","namespace":"prod","podName":"store-0","containerName":"store"}',
      host: 'store-0',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"message":"x","nodeName":"node7"}',
};

/** Elastic Common Schema, as Filebeat and the ECS loggers write it. */
export const ecs: JsonForm = {
  name: 'ECS',
  signs: ['@timestamp', 'message'],
  samples: [
    {
      line: '{"@timestamp":"2026-07-30T02:14:10.220Z","log.level":"error","message":"Failed to put","host":{"name":"gpu-07"},"log":{"file":{"path":"/var/log/store.log"},"offset":100}}',
      time: '2026-07-30T02:14:10.220',
      severity: 'E',
      host: 'gpu-07',
      message: 'Failed to put',
    },
    {
      line: '{"@timestamp":"2026-07-30T02:14:10.220Z","message":"Failed to put","log":{"level":"WARN","logger":"vllm.store","origin":{"file":{"name":"store.py","line":212}}},"process":{"pid":4133,"thread":{"id":4190}},"ecs":{"version":"8.11"}}',
      time: '2026-07-30T02:14:10.220',
      severity: 'W',
      source: 'store.py:212',
      logger: 'vllm.store',
      pid: 4133,
      tid: 4190,
      message: 'Failed to put',
    },
  ],
  counterexample: '{"timestamp":"2026-07-30T02:14:10.220Z","message":"x"}',
};

/** GELF: syslog's priorities, seconds with a fraction. */
export const gelf: JsonForm = {
  name: 'GELF',
  signs: ['short_message'],
  scale: 'priority',
  samples: [
    {
      line: '{"version":"1.1","host":"gpu-07","short_message":"Failed to put","timestamp":1785377650.2201,"level":3}',
      time: '2026-07-30T02:14:10.220',
      severity: 'E',
      host: 'gpu-07',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"version":"1.1","message":"x"}',
};
