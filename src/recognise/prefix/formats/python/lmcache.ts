import type { Format } from '../../format.ts';
import { atEnd, level, source, stamp, sticky } from '../../pieces.ts';

/** LMCache: its name beside the level, and the source behind the message. */
export const lmcache: readonly Format[] = [
  {
    name: 'LMCache',
    shape: 'python',
    pattern: sticky(
      String.raw`\[`,
      stamp('iso'),
      String.raw`\]\s+(?<logger>LMCache)\s+`,
      level,
      String.raw`\s*:\s?`,
    ),
    tail: atEnd(String.raw`\s\(`, source, String.raw`(?::(?<logger>[\w.]+))?\)\s*`),
    samples: [
      {
        line: '[2026-02-14 19:56:31,098] LMCache ERROR: get failed (code=-703) (mooncakestore_connector.py:312:lmcache.v1.mooncakestore)',
        time: '2026-02-14T19:56:31.098',
        severity: 'E',
        source: 'mooncakestore_connector.py:312',
        logger: 'lmcache.v1.mooncakestore',
        message: 'get failed (code=-703)',
      },
      {
        line: '[2026-02-14 19:56:31,098] LMCache WARN : slow (cache_engine.py:12:lmcache.v1.cache_engine)',
        time: '2026-02-14T19:56:31.098',
        severity: 'W',
        source: 'cache_engine.py:12',
        logger: 'lmcache.v1.cache_engine',
        message: 'slow',
      },
    ],
    counterexample: '[2026-02-14 19:56:31,098] LMCache started',
  },
  {
    name: 'LMCache before 0.2',
    shape: 'python',
    pattern: sticky(level, String.raw`\s+(?<logger>LMCache):\s+`),
    tail: atEnd(String.raw`\s\[`, stamp('iso'), String.raw`\] -- `, source, String.raw`\s*`),
    samples: [
      {
        line: 'ERROR LMCache: get failed [2026-07-30 02:14:10,220] -- /usr/lib/python3/site-packages/lmcache/x.py:212',
        time: '2026-07-30T02:14:10.220',
        severity: 'E',
        source: 'x.py:212',
        logger: 'LMCache',
        message: 'get failed',
      },
    ],
    counterexample: 'ERROR in LMCache: get failed',
  },
];
