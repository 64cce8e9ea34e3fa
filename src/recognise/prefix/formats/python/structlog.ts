import type { Format } from '../../format.ts';
import { atEnd, levelOfAnyCase, source, stamp, sticky } from '../../pieces.ts';

const file = source.replace(/:\(\?<line>.*$/, '');

/** structlog's console: a padded level in a bracket; logger and fields stand behind the message. */
export const structlog: readonly Format[] = [
  {
    name: 'structlog',
    shape: 'python',
    pattern: sticky(stamp('iso'), String.raw`\s+\[`, levelOfAnyCase, String.raw`\s*\]\s`),
    tail: atEnd(
      String.raw`(?:\s+\[(?<logger>[\w.-]+)\])?`,
      String.raw`(?:\s+filename='?${file}'?\s.{0,120}lineno=(?<line>\d+))?\s*`,
    ),
    samples: [
      {
        line: '2026-07-30 02:14:10 [error    ] Failed to put                  [sglang.srt.store]',
        time: '2026-07-30T02:14:10.000',
        severity: 'E',
        logger: 'sglang.srt.store',
        message: 'Failed to put',
      },
      {
        line: '2026-07-30T02:14:10.220114Z [warning  ] Failed to put                  filename=store.py func_name=put lineno=212',
        time: '2026-07-30T02:14:10.220',
        severity: 'W',
        source: 'store.py:212',
        message: 'Failed to put',
      },
    ],
    counterexample: '2026-07-30 02:14:10 [handshake] Failed to put',
  },
];
