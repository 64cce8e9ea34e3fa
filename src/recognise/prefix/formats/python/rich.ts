import type { Format } from '../../format.ts';
import { atEnd, level, source, stamp, sticky } from '../../pieces.ts';

/** rich's handler, a table: the time only where it differs from the line before, the source at the right edge. */
export const rich: readonly Format[] = [
  {
    name: 'rich',
    shape: 'python',
    forms: ['us-date', 'iso'],
    pattern: sticky(
      String.raw`(?:\[(?:`,
      stamp('us-date', 'iso'),
      String.raw`|\d\d:\d\d:\d\d)\]|\s{10,20})\s`,
      '(?=[A-Z ]{8} )',
      level,
      String.raw`\s{1,8}`,
    ),
    tail: atEnd(String.raw`\s{1,200}`, source, String.raw`\s*`),
    samples: [
      {
        line: '[07/30/26 02:14:10] ERROR    Failed to put                          store.py:212',
        time: '2026-07-30T02:14:10.000',
        severity: 'E',
        source: 'store.py:212',
        message: 'Failed to put',
      },
      {
        line: '                    WARNING  Failed to put                          store.py:88',
        severity: 'W',
        source: 'store.py:88',
        message: 'Failed to put',
      },
    ],
    counterexample: '[07/30/26] ERROR    Failed to put',
  },
];
