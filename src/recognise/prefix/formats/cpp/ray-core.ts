import type { Format } from '../../format.ts';
import { source, stamp, sticky } from '../../pieces.ts';

/** Ray's C++ core: raylet, GCS and the worker's core. */
export const rayCore: readonly Format[] = [
  {
    name: 'Ray core',
    shape: 'other',
    pattern: sticky(
      String.raw`\[`,
      stamp('iso'),
      String.raw` (?<level>[DIWEFC]) (?<pid>\d+) (?<tid>\d+)\] (?:\([\w-]+\) )?`,
      source,
      String.raw`:\s+`,
    ),
    samples: [
      {
        line: '[2026-07-30 02:14:10,220 E 4133 4190] (raylet) node_manager.cc:3071: 2 Workers killed due to memory pressure',
        time: '2026-07-30T02:14:10.220',
        severity: 'E',
        source: 'node_manager.cc:3071',
        pid: 4133,
        tid: 4190,
        message: '2 Workers killed due to memory pressure',
      },
    ],
    counterexample: '[2026-07-30 02:14:10,220 TP0] node_manager.cc:3071: x',
  },
];
