import type { Wrapper } from '../format.ts';
import { sticky } from '../pieces.ts';

const pod = '(?<host>[a-z0-9][a-z0-9.]{0,100}-[a-z0-9.-]{1,150})';
const container = '[a-z0-9][a-z0-9-]{0,100}';

/** A pod of a set or a deployment has a number or a hash behind its name; what follows is no sentence that goes on. */
const numbered = String.raw`(?=[a-z0-9.-]*-[a-z]*\d)`;
const shortStamp = String.raw`(?:(?<stamp>\d\d-\d\d \d\d:\d\d:\d\d) )?`;
const verbs =
  'is|are|was|were|has|have|had|failed|to|not|in|on|of|for|from|at|by|with|and|or|the|a|an|got|error|did|does|will|can|cannot|lost|left|joined|died|down|up|timed|returned|already|key';

/** stern: pod and container, before them the namespace with `-A`, behind them a short stamp of its own. */
export const stern: readonly Wrapper[] = [
  {
    name: 'stern before a line with a prefix',
    pattern: sticky(`${pod} ${container} `, shortStamp),
    before: 'prefix',
    samples: [
      {
        line: 'mooncake-store-0 store E0730 12:02:08.502006 9 a.cpp:1] x',
        time: '07-30T12:02:08.502',
        severity: 'E',
        source: 'a.cpp:1',
        host: 'mooncake-store-0',
        tid: 9,
        message: 'x',
      },
    ],
    counterexample: 'mooncake-store store E0730 failed',
  },
  {
    name: 'stern -A before a line with a prefix',
    pattern: sticky(`[a-z0-9][a-z0-9-]{0,100} ${pod} ${container} `, shortStamp),
    before: 'prefix',
    samples: [
      {
        line: 'prod mooncake-store-0 store 07-30 02:14:10 E0730 12:02:08.502006 9 a.cpp:1] x',
        time: '07-30T12:02:08.502',
        severity: 'E',
        source: 'a.cpp:1',
        host: 'mooncake-store-0',
        tid: 9,
        message: 'x',
      },
    ],
    counterexample: 'prod mooncake-store store E0730 failed',
  },
  {
    name: 'stern before any line',
    pattern: sticky(
      `(?:[a-z][a-z0-9-]{0,100} (?=[a-z0-9.-]{1,250} ${container} ))??${numbered}${pod} (?!(?:${verbs}) )${container} `,
      shortStamp,
    ),
    samples: [
      { line: 'mooncake-store-0 store Failed to put', host: 'mooncake-store-0', message: 'Failed to put' },
      { line: 'prod vllm-6c9f8d engine Failed to put', host: 'vllm-6c9f8d', message: 'Failed to put' },
    ],
    counterexample: 'node-7 is down',
  },
];
