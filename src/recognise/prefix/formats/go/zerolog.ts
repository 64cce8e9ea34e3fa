import type { Format } from '../../format.ts';
import { source, stamp, sticky } from '../../pieces.ts';

/** zerolog's console: three letters of the level, and `>` behind the caller. */
export const zerolog: readonly Format[] = [
  {
    name: 'zerolog console',
    shape: 'other',
    pattern: sticky(
      '(?:',
      stamp(),
      String.raw`|\d\d?:(?:\d\d(?::\d\d)?\s?(?:AM|PM)|a7)) (?<level>TRC|DBG|INF|WRN|ERR|FTL|PNC) (?:`,
      source,
      ' > )?',
    ),
    samples: [
      {
        line: '2026-11-29T07:36:00Z ERR cmd/main.go:20 > Failed to put key=a',
        time: '2026-11-29T07:36:00.000',
        severity: 'E',
        source: 'main.go:20',
        message: 'Failed to put key=a',
      },
      { line: '7:36AM WRN Failed to put key=a', severity: 'W', message: 'Failed to put key=a' },
    ],
    counterexample: '7:36AM was when it failed',
  },
];
