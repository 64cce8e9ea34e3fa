import type { Format } from '../../format.ts';
import { source, stamp, sticky } from '../../pieces.ts';

/** PyTorch's C++ side: glog's header in a bracket, without a thread. */
export const c10: readonly Format[] = [
  {
    name: 'PyTorch c10',
    shape: 'other',
    pattern: sticky(
      String.raw`\[(?=(?<level>[DIWEFCa]))`,
      stamp('glog', 'c10'),
      String.raw`\s+(?:(?<tid>\d+)\s+)?`,
      source,
      String.raw`\] ?`,
    ),
    samples: [
      {
        line: '[E730 02:14:10.220114881 ProcessGroupNCCL.cpp:1484] [PG ID 0 Rank 1] Watchdog caught collective operation timeout',
        time: '07-30T02:14:10.220',
        severity: 'E',
        source: 'ProcessGroupNCCL.cpp:1484',
        message: '[PG ID 0 Rank 1] Watchdog caught collective operation timeout',
      },
      {
        line: '[W1129 07:36:27.938123456 socket.cpp:752] [c10d] The client socket has failed to connect',
        time: '11-29T07:36:27.938',
        severity: 'W',
        source: 'socket.cpp:752',
        message: '[c10d] The client socket has failed to connect',
      },
    ],
    counterexample: '[E730] is what the display shows',
  },
  {
    name: 'PyTorch c10 before 2.2',
    shape: 'other',
    pattern: sticky(String.raw`\[(?<level>[IWEF]) `, source, String.raw`\] ?`),
    samples: [
      {
        line: '[E ProcessGroupNCCL.cpp:475] [Rank 1] Watchdog caught collective operation timeout',
        severity: 'E',
        source: 'ProcessGroupNCCL.cpp:475',
        message: '[Rank 1] Watchdog caught collective operation timeout',
      },
    ],
    counterexample: '[E] ProcessGroupNCCL.cpp:475',
  },
];
