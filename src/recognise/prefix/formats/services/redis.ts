import type { Format } from '../../format.ts';
import { stamp, sticky } from '../../pieces.ts';

/** Redis, one of Mooncake's metadata servers: process and role before the stamp, a sign for the severity behind it. */
export const redis: readonly Format[] = [
  {
    name: 'Redis',
    shape: 'other',
    pattern: sticky(String.raw`(?<pid>\d+):[XCSM] `, stamp('day-month'), ' (?<level>[.*#-]) '),
    levels: { '.': 'D', '-': 'D', '*': 'I', '#': 'W' },
    samples: [
      {
        line: '4133:M 30 Jul 2026 02:14:10.220 # Server initialized',
        time: '2026-07-30T02:14:10.220',
        severity: 'W',
        pid: 4133,
        message: 'Server initialized',
      },
    ],
    counterexample: '4133:M 30 Jul failed',
  },
];
