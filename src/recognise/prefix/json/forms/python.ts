import type { JsonForm } from '../form.ts';

/** python-json-logger and the formatters of vLLM and Ray: the names of Python's LogRecord. */
export const logRecord: JsonForm = {
  name: "Python's LogRecord",
  signs: ['levelname', 'message'],
  samples: [
    {
      line: '{"asctime": "2026-07-30 02:14:10,220", "levelname": "ERROR", "name": "vllm", "filename": "mooncake_store.py", "lineno": 148, "process": 4133, "message": "Failed to put"}',
      time: '2026-07-30T02:14:10.220',
      severity: 'E',
      source: 'mooncake_store.py:148',
      logger: 'vllm',
      pid: 4133,
      message: 'Failed to put',
    },
  ],
  counterexample: '{"level":"error","message":"x"}',
};

/** loguru with `serialize=True`: the formatted line, and the record that it was made of. */
export const loguruJson: JsonForm = {
  name: 'loguru, serialised',
  signs: ['text', 'record.message'],
  fields: {
    message: ['record.message'],
    time: ['record.time.timestamp'],
    severity: ['record.level.name'],
  },
  samples: [
    {
      line: '{"text": "2026-07-30 02:14:10.220 | ERROR | store:put:212 - Failed to put\\n", "record": {"file": {"name": "store.py", "path": "/x/store.py"}, "level": {"icon": "x", "name": "ERROR", "no": 40}, "line": 212, "message": "Failed to put", "name": "store", "process": {"id": 4133, "name": "MainProcess"}, "thread": {"id": 4190, "name": "MainThread"}, "time": {"repr": "2026-07-30 02:14:10.220114+00:00", "timestamp": 1785377650.220114}}}',
      time: '2026-07-30T02:14:10.220',
      severity: 'E',
      source: 'store.py:212',
      logger: 'store',
      pid: 4133,
      tid: 4190,
      message: 'Failed to put',
    },
  ],
  counterexample: '{"text":"x","record":1}',
};

/** structlog's JSONRenderer. */
export const structlogJson: JsonForm = {
  name: 'structlog, as JSON',
  signs: ['event', 'level'],
  fields: { message: ['event', 'message'] },
  samples: [
    {
      line: '{"event": "Failed to put", "level": "error", "timestamp": "2026-07-30T02:14:10.220114Z", "logger": "vllm.store", "filename": "store.py", "func_name": "put", "lineno": 212}',
      time: '2026-07-30T02:14:10.220',
      severity: 'E',
      source: 'store.py:212',
      logger: 'vllm.store',
      message: 'Failed to put',
    },
  ],
  counterexample: '{"event":"x","severity":"error"}',
};

/** vLLM's OpenTelemetry formatter. */
export const vllmOtel: JsonForm = {
  name: 'vLLM, for OpenTelemetry',
  signs: ['severity_text', 'body'],
  fields: { message: ['body'] },
  samples: [
    {
      line: '{"timestamp": "2026-07-30T02:14:10.220114Z", "severity_text": "WARN", "severity_number": 13, "body": "slow", "logger": "vllm.store", "service.name": "vllm"}',
      time: '2026-07-30T02:14:10.220',
      severity: 'W',
      logger: 'vllm.store',
      message: 'slow',
    },
  ],
  counterexample: '{"severity":"ERROR","body":"x"}',
};
