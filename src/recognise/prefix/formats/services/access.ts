import type { Format } from '../../format.ts';
import { stamp, sticky } from '../../pieces.ts';

/** Access logs of web servers: the client is no host of the cluster's, and all of it is the message. */
export const access: readonly Format[] = [
  {
    name: 'common log format',
    shape: 'access',
    pattern: sticky(
      String.raw`(?=[\w.:-]{2,100} \S{1,100} \S{1,100} \[`,
      stamp('day-month'),
      String.raw`\] ")`,
    ),
    samples: [
      {
        line: '10.0.0.7 - - [30/Jul/2026:02:14:10 +0000] "GET /metrics HTTP/1.1" 200 5',
        time: '2026-07-30T02:14:10.000',
        message: '10.0.0.7 - - [30/Jul/2026:02:14:10 +0000] "GET /metrics HTTP/1.1" 200 5',
      },
    ],
    counterexample: 'put of key [30/Jul/2026:02:14:10 +0000] failed',
  },
];
