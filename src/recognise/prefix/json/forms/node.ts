import type { JsonForm } from '../form.ts';

/** pino and bunyan: `level` counts in tens, `time` in milliseconds (pino) or as ISO 8601 (bunyan). */
export const pino: JsonForm = {
  name: 'pino and bunyan',
  signs: ['level', 'time', 'msg'],
  samples: [
    {
      line: '{"level":50,"time":1785377650220,"pid":4133,"hostname":"gpu-07","msg":"Failed to put: NO_AVAILABLE_HANDLE"}',
      time: '2026-07-30T02:14:10.220',
      severity: 'E',
      host: 'gpu-07',
      pid: 4133,
      message: 'Failed to put: NO_AVAILABLE_HANDLE',
    },
    {
      line: '{"name":"api","hostname":"gpu-07","pid":4133,"level":40,"msg":"slow","time":"2026-07-30T02:14:10.220Z","v":0}',
      time: '2026-07-30T02:14:10.220',
      severity: 'W',
      host: 'gpu-07',
      pid: 4133,
      logger: 'api',
      message: 'slow',
    },
  ],
  counterexample: '{"level":50,"message":"x"}',
};
