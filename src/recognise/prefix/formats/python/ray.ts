import type { Format } from '../../format.ts';
import { level, source, stamp, sticky } from '../../pieces.ts';

/** Ray's Python side and Ray Serve. */
export const ray: readonly Format[] = [
  {
    name: 'Ray',
    shape: 'python',
    pattern: sticky(stamp('iso'), String.raw`\s+`, level, String.raw`\s+`, source, String.raw` --\s+`),
    samples: [
      {
        line: '2026-07-30 02:14:10,220\tERROR mooncake_store.py:212 -- Failed to put',
        time: '2026-07-30T02:14:10.220',
        severity: 'E',
        source: 'mooncake_store.py:212',
        message: 'Failed to put',
      },
    ],
    counterexample: '2026-07-30 02:14:10,220\tERROR mooncake_store.py:212 Failed to put',
  },
  {
    name: 'Ray Serve',
    shape: 'python',
    pattern: sticky(
      level,
      String.raw`\s+`,
      stamp('iso'),
      String.raw`\s+(?:[\w#-]{1,100} ){0,4}`,
      source,
      String.raw` --?\s+`,
    ),
    samples: [
      {
        line: 'ERROR 2026-07-30 02:14:10,220 default_LLM x1f9k2 8c1f2d replica.py:212 - Failed to put',
        time: '2026-07-30T02:14:10.220',
        severity: 'E',
        source: 'replica.py:212',
        message: 'Failed to put',
      },
    ],
    counterexample: 'ERROR 2026-07-30 02:14:10,220 replica 12 - Failed to put',
  },
];
