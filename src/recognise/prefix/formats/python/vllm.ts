import type { Format } from '../../format.ts';
import { level, source, stamp, sticky } from '../../pieces.ts';

/** vLLM, also where it prints a path, a year, or (before 0.7) no bracket in front of the source. */
export const vllm: readonly Format[] = [
  {
    name: 'vLLM',
    shape: 'python',
    pattern: sticky(
      level,
      String.raw`\s+`,
      stamp('iso', 'month-day'),
      String.raw`\s+\[?`,
      source,
      String.raw`\]\s?`,
    ),
    samples: [
      {
        line: 'ERROR 07-30 11:49:18 [mooncake_connector.py:330] Failed',
        time: '07-30T11:49:18.000',
        severity: 'E',
        source: 'mooncake_connector.py:330',
        message: 'Failed',
      },
      {
        line: 'INFO 05-22 17:23:13 logger.py:37] Received request',
        time: '05-22T17:23:13.000',
        severity: 'I',
        source: 'logger.py:37',
        message: 'Received request',
      },
      {
        line: 'WARNING 07-13 22:41:39 [kv_connector/v1/.../mooncake_connector.py:330] Failed',
        time: '07-13T22:41:39.000',
        severity: 'W',
        source: 'mooncake_connector.py:330',
        message: 'Failed',
      },
    ],
    counterexample: 'ERROR 07-30 is the day on which it failed',
  },
];
