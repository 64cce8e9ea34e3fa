import type { Wrapper } from '../format.ts';
import { stamp, sticky } from '../pieces.ts';

const node = String.raw`(?:[a-z][a-z0-9]{0,60}(?:[.-][a-z0-9.-]{1,150})?|\d{1,3}(?:\.\d{1,3}){3})`;

/** What starts processes on many hosts and puts their output together. */
export const launchers: readonly Wrapper[] = [
  {
    name: 'mpirun',
    pattern: sticky(
      `(?:${stamp('weekday')})?`,
      String.raw`\[(?:[\w.-]{1,100}@)?\d+,\d+\](?:\[[\w.-]{1,100}:\d+\])?<std(?:err|out)>: ?`,
    ),
    samples: [
      { line: '[1,3]<stderr>:Failed to put', message: 'Failed to put' },
      {
        line: 'Sun Nov 29 07:36:19 2026[1,0]<stdout>:Failed to put',
        time: '2026-11-29T07:36:19.000',
        message: 'Failed to put',
      },
    ],
    counterexample: '[1,3] Failed to put',
  },
  {
    name: 'ranks',
    pattern: sticky(String.raw`\[(?:(?:rank|RANK|Rank|TP|DP|PP|EP|CP)\s?\d+ ?){1,6}\]:? ?`),
    samples: [
      { line: '[rank3]: Failed to put', message: 'Failed to put' },
      { line: '[DP0 TP1] Failed to put', message: 'Failed to put' },
    ],
    counterexample: '[rank] Failed to put',
  },
  {
    name: 'torchrun',
    pattern: sticky(String.raw`\[[A-Za-z]+\d+\]: ?`),
    samples: [{ line: '[default0]:Failed to put', message: 'Failed to put' }],
    counterexample: '[default]: Failed to put',
  },
  {
    name: 'srun --label',
    pattern: sticky(String.raw` {0,5}\d{1,6}: ?`),
    before: 'prefix',
    samples: [
      {
        line: ' 3: E0730 12:02:08.502006 9 a.cpp:1] x',
        time: '07-30T12:02:08.502',
        severity: 'E',
        source: 'a.cpp:1',
        tid: 9,
        message: 'x',
      },
    ],
    counterexample: '3: Failed to put',
  },
  {
    name: 'mpiexec -prepend-rank',
    pattern: sticky(String.raw`\[\d+\] ?`),
    before: 'prefix',
    samples: [
      {
        line: '[3] E0730 12:02:08.502006 9 a.cpp:1] x',
        time: '07-30T12:02:08.502',
        severity: 'E',
        source: 'a.cpp:1',
        tid: 9,
        message: 'x',
      },
    ],
    counterexample: '[3] Failed to put',
  },
  {
    name: 'pdsh and clush before a line with a prefix',
    pattern: sticky(`(?<host>${node}): `),
    before: 'prefix',
    samples: [
      {
        line: 'node7: E0730 12:02:08.502006 9 a.cpp:1] x',
        time: '07-30T12:02:08.502',
        severity: 'E',
        source: 'a.cpp:1',
        host: 'node7',
        tid: 9,
        message: 'x',
      },
    ],
    counterexample: 'node7: -200',
  },
  {
    // A key or a device may stand so too, so that a sentence, a traceback or a statement of Mooncake's has to follow.
    name: 'pdsh and clush before any line',
    pattern: sticky(
      `(?=[a-z.-]*\\d)(?<host>${node}): `,
      String.raw`(?= {0,8}(?:Traceback|File "|[A-Z][a-z]+ [\w,:'"]+ [\w'"]|[a-z]+_[a-z_]+ \w+=))`,
    ),
    samples: [{ line: 'node7: Put operation failed', host: 'node7', message: 'Put operation failed' }],
    counterexample: 'k1: -200',
  },
];
