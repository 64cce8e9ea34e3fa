import type { Wrapper } from '../format.ts';
import { stamp, sticky } from '../pieces.ts';

/** What people and small tools put in front of lines that they hand on. */
export const people: readonly Wrapper[] = [
  {
    name: 'quote marks',
    pattern: sticky('(?:>|&gt;) ?'),
    samples: [{ line: '> Failed to put', message: 'Failed to put' }],
    counterexample: '-> Failed to put',
  },
  {
    name: 'GitHub Actions',
    pattern: sticky(String.raw`##\[(?<level>error|warning|notice|debug)\]`),
    samples: [{ line: '##[error]Failed to put', severity: 'E', message: 'Failed to put' }],
    counterexample: '##[group]Failed to put',
  },
  {
    name: 'ts',
    pattern: sticky(stamp('iso', 'month-name'), ' '),
    before: 'prefix',
    samples: [
      {
        line: 'Jul 30 02:14:10 (EngineCore_DP0 pid=8) ERROR 07-13 22:41:39 [a.py:3] Failed',
        time: '07-13T22:41:39.000',
        severity: 'E',
        source: 'a.py:3',
        pid: 8,
        message: 'Failed',
      },
    ],
    counterexample: 'Jul 30 02:14:10 Failed to put',
  },
  {
    name: 'ts %.s',
    pattern: sticky(String.raw`(?<stamp>\d{10}\.\d+|\d\.\d) `),
    forms: ['epoch'],
    before: 'prefix',
    samples: [
      {
        line: '1785377650.220114 (EngineCore_DP0 pid=8) Failed',
        time: '2026-07-30T02:14:10.220',
        pid: 8,
        message: 'Failed',
      },
    ],
    counterexample: '1785377650.220114 Failed to put',
  },
  {
    name: 'a stamp in a bracket before a line with a prefix',
    pattern: sticky(String.raw`\[`, stamp('iso'), String.raw`\] ?`),
    before: 'prefix',
    samples: [
      {
        line: '[2026-07-30T02:14:10.220Z] E0730 02:14:10.219114 9 a.cpp:1] x',
        time: '2026-07-30T02:14:10.219',
        severity: 'E',
        source: 'a.cpp:1',
        tid: 9,
        message: 'x',
      },
    ],
    counterexample: '[2026-07-30T02:14:10.220Z] Failed to put',
  },
  {
    name: 'ts -s and ts -i',
    pattern: sticky(String.raw`\d\d:\d\d:\d\d(?:\.\d+)? `),
    before: 'prefix',
    samples: [{ line: '00:00:00 (EngineCore_DP0 pid=8) Failed', pid: 8, message: 'Failed' }],
    counterexample: '00:00:00 Failed to put',
  },
  {
    name: "a host's name in a bracket",
    pattern: sticky(
      String.raw`\[(?!(?:req|request|chatcmpl|cmpl|session|task|batch|key|trace|thread|worker|job|id)-)(?<host>[a-z][a-z0-9]*[.-][a-z0-9.-]*\d)\]:? `,
    ),
    samples: [{ line: '[node-1] Failed to put', host: 'node-1', message: 'Failed to put' }],
    counterexample: '[Handshake] Failed to put',
  },
  {
    name: "a host's address in a bracket",
    pattern: sticky(String.raw`\[(?<host>\d{1,3}(?:\.\d{1,3}){3})\]:? `),
    before: 'prefix',
    samples: [
      {
        line: '[10.0.0.7] ERROR 07-13 22:41:39 [a.py:3] Failed',
        time: '07-13T22:41:39.000',
        severity: 'E',
        source: 'a.py:3',
        host: '10.0.0.7',
        message: 'Failed',
      },
    ],
    counterexample: '[10.0.0.7] Failed to put',
  },
  {
    // A word of letters and digits alone may be a host, a rank or a request, so that it says nothing.
    name: 'a word in a bracket (VLLM_LOGGING_PREFIX)',
    pattern: sticky(String.raw`\[[\w.@:/-]{1,100}\]:? ?`),
    before: 'prefix',
    samples: [
      {
        line: '[node7] ERROR 07-13 22:41:39 [a.py:3] Failed',
        time: '07-13T22:41:39.000',
        severity: 'E',
        source: 'a.py:3',
        message: 'Failed',
      },
    ],
    counterexample: '[Handshake] Failed to put',
  },
];
