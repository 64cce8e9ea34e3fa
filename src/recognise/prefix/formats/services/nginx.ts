import type { Format } from '../../format.ts';
import { levelOfAnyCase, stamp, sticky } from '../../pieces.ts';

/** nginx's error log. */
export const nginx: readonly Format[] = [
  {
    name: 'nginx',
    shape: 'other',
    pattern: sticky(
      stamp('iso'),
      String.raw` \[`,
      levelOfAnyCase,
      String.raw`\] (?<pid>\d+)#(?<tid>\d+): (?:\*\d+ )?`,
    ),
    samples: [
      {
        line: '2026/07/30 02:14:10 [error] 977#978: *12 connect() failed',
        time: '2026-07-30T02:14:10.000',
        severity: 'E',
        pid: 977,
        tid: 978,
        message: 'connect() failed',
      },
    ],
    counterexample: '2026/07/30 02:14:10 [error] connect() failed',
  },
];
