import type { Format } from '../../format.ts';
import { levelOfAnyCase, source, stamp, sticky } from '../../pieces.ts';

/** zap's console encoder: fields between tabs; the time is seconds with an exponent where nothing else was asked for. */
export const zap: readonly Format[] = [
  {
    name: 'zap console',
    shape: 'other',
    pattern: sticky(
      `(?:${stamp('iso')}|${String.raw`(?<seconds>\d\.(?:\d+e|a7)\+\d+)`})`,
      String.raw`\t`,
      levelOfAnyCase,
      String.raw`\t(?:(?<logger>[\w./-]{1,200})\t(?=\S{1,300}:\d+\t))?(?:`,
      source,
      String.raw`\t)?`,
    ),
    samples: [
      {
        line: '2026-11-29T07:35:25.955Z\terror\tgok/main.go:20\tFailed to put\t{"key": "a"}',
        time: '2026-11-29T07:35:25.955',
        severity: 'E',
        source: 'main.go:20',
        message: 'Failed to put\t{"key": "a"}',
      },
      {
        line: '2026-11-29T07:35:25.955Z\tWARN\tstore.put\tgok/main.go:20\tFailed to put',
        time: '2026-11-29T07:35:25.955',
        severity: 'W',
        source: 'main.go:20',
        logger: 'store.put',
        message: 'Failed to put',
      },
      {
        line: '1.795937725955769e+09\terror\tgok/main.go:20\tFailed to put',
        time: '2026-11-29T07:35:25.955',
        severity: 'E',
        source: 'main.go:20',
        message: 'Failed to put',
      },
    ],
    counterexample: '2026-11-29T07:35:25.955Z error Failed to put',
  },
];
