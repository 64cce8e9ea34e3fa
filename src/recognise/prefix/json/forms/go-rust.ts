import type { JsonForm } from '../form.ts';

/** zap, also in etcd and in Mooncake's own etcd client: `ts` in seconds or as ISO 8601, `caller` with its line. */
export const zapJson: JsonForm = {
  name: 'zap',
  signs: ['level', 'ts', 'msg'],
  samples: [
    {
      line: '{"level":"error","ts":1795937725.955769,"caller":"gok/main.go:20","msg":"Failed to put"}',
      time: '2026-11-29T07:35:25.955',
      severity: 'E',
      source: 'main.go:20',
      message: 'Failed to put',
    },
    {
      line: '{"level":"warn","ts":"2026-07-30T02:14:10.220114Z","logger":"etcd-client","caller":"v3@v3.5.9/retry_interceptor.go:62","msg":"retrying of unary invoker failed","attempt":0,"error":"rpc error"}',
      time: '2026-07-30T02:14:10.220',
      severity: 'W',
      source: 'retry_interceptor.go:62',
      logger: 'etcd-client',
      message: 'retrying of unary invoker failed',
    },
  ],
  counterexample: '{"level":"error","time":"2026-07-30T02:14:10Z","msg":"x"}',
};

/** Go's slog. */
export const slog: JsonForm = {
  name: 'slog',
  signs: ['time', 'level', 'msg', 'source'],
  samples: [
    {
      line: '{"time":"2026-11-29T07:35:25.956371369Z","level":"ERROR","source":{"function":"main.main","file":"/x/main.go","line":20},"msg":"Failed to put"}',
      time: '2026-11-29T07:35:25.956',
      severity: 'E',
      source: 'main.go:20',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"level":"error","msg":"x"}',
};

/** Rust's tracing-subscriber; the message is one of the event's fields, unless they are flattened. */
export const tracingJson: JsonForm = {
  name: 'tracing, as JSON',
  signs: ['fields.message', 'level'],
  fields: { message: ['fields.message'] },
  samples: [
    {
      line: '{"timestamp":"2026-11-29T07:36:17.883254Z","level":"ERROR","fields":{"message":"Failed to put"},"target":"dynamo_llm::http","filename":"src/main.rs","line_number":3,"threadId":"ThreadId(1)"}',
      time: '2026-11-29T07:36:17.883',
      severity: 'E',
      source: 'main.rs:3',
      logger: 'dynamo_llm::http',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"fields":{"key":"x"},"message":"x"}',
};

/** NVIDIA Dynamo with DYN_LOGGING_JSONL. */
export const dynamo: JsonForm = {
  name: 'Dynamo',
  signs: ['message', 'level', 'target'],
  samples: [
    {
      line: '{"time":"2026-11-29T07:36:17.883254Z","level":"WARN","file":"/opt/dynamo/lib/llm/src/http.rs","line":"212","target":"dynamo_llm::http","message":"Failed to put"}',
      time: '2026-11-29T07:36:17.883',
      severity: 'W',
      source: 'http.rs:212',
      logger: 'dynamo_llm::http',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"message":"x","level":"WARN"}',
};
