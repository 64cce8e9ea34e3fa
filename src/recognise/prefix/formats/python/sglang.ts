import type { Format } from '../../format.ts';
import { level, source, stamp, sticky } from '../../pieces.ts';

/** SGLang: its ranks beside the stamp, and mostly no level. */
export const sglang: readonly Format[] = [
  {
    name: 'SGLang',
    shape: 'python',
    pattern: sticky(
      String.raw`\[`,
      stamp('iso'),
      String.raw`(?: [A-Z]{2,4}\d+){1,6}\]\s(?:`,
      level,
      String.raw`:?\s+)?(?:\[?`,
      source,
      String.raw`\]?:?\s)?`,
    ),
    samples: [
      {
        line: '[2026-07-30 11:49:18 DP0 TP3] Mooncake memory registration failed.',
        time: '2026-07-30T11:49:18.000',
        message: 'Mooncake memory registration failed.',
      },
      {
        line: '[2026-07-30 11:49:18 TP3] ERROR [scheduler.py:12] Failed',
        time: '2026-07-30T11:49:18.000',
        severity: 'E',
        source: 'scheduler.py:12',
        message: 'Failed',
      },
    ],
    counterexample: '[2026-07-30 11:49:18] Mooncake memory registration failed.',
  },
];
