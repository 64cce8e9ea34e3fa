import type { Format } from '../../format.ts';
import { level, source, stamp, sticky } from '../../pieces.ts';

/** yalantinglibs' easylog, which prints for Mooncake's RPC. */
export const easylog: readonly Format[] = [
  {
    name: 'yalantinglibs easylog',
    shape: 'yalantinglibs',
    pattern: sticky(
      stamp('iso'),
      String.raw`\s+`,
      level,
      String.raw`\s+\[(?<tid>\d+)\]\s+\[`,
      source,
      String.raw`\]\s?`,
    ),
    samples: [
      {
        line: '2026-04-14 00:12:07.543248 WARNING  [642387] [coro_rpc_client.hpp:154] client_id 0',
        time: '2026-04-14T00:12:07.543',
        severity: 'W',
        source: 'coro_rpc_client.hpp:154',
        tid: 642387,
        message: 'client_id 0',
      },
    ],
    counterexample: '2026-04-14 00:12:07.543248 WARNING [coro_rpc_client.hpp:154] client_id 0',
  },
];
