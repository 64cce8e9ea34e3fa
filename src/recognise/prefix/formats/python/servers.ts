import type { Format } from '../../format.ts';
import { level, stamp, sticky } from '../../pieces.ts';

/** Servers in Python that put level and process into one bracket. */
export const servers: readonly Format[] = [
  {
    name: 'Celery',
    shape: 'python',
    pattern: sticky(
      String.raw`\[`,
      stamp('iso'),
      ': ',
      level.replace('\\w-', '\\w'),
      String.raw`/(?<logger>[\w-]+)\]\s`,
    ),
    samples: [
      {
        line: '[2026-07-30 02:14:10,220: ERROR/ForkPoolWorker-3] Failed to put',
        time: '2026-07-30T02:14:10.220',
        severity: 'E',
        logger: 'ForkPoolWorker-3',
        message: 'Failed to put',
      },
    ],
    counterexample: '[2026-07-30 02:14:10,220: ERROR] Failed to put',
  },
  {
    name: 'Tornado and Jupyter',
    shape: 'python',
    pattern: sticky(
      String.raw`\[(?<level>[DIWEC]) `,
      stamp('iso', 'short-date'),
      String.raw` (?<logger>[A-Za-z_][\w.]*)(?::(?<line>\d+))?\]\s`,
    ),
    samples: [
      {
        line: '[E 260730 02:14:10 web:212] Failed to put',
        time: '2026-07-30T02:14:10.000',
        severity: 'E',
        logger: 'web',
        message: 'Failed to put',
      },
      {
        line: '[W 2026-07-30 02:14:10.220 ServerApp] Failed to put',
        time: '2026-07-30T02:14:10.220',
        severity: 'W',
        logger: 'ServerApp',
        message: 'Failed to put',
      },
    ],
    counterexample: '[E] 260730 Failed to put',
  },
];
