import type { Format } from '../../format.ts';
import { hostName, stamp, sticky } from '../../pieces.ts';

const process = `${hostName}${String.raw`:(?<pid>\d+):(?<tid>\d+) \[\d+\] `}`;

/** NCCL and RCCL: host, process, thread, device; warnings stand behind the source file, which has no extension of C++ always. */
export const nccl: readonly Format[] = [
  {
    name: 'NCCL',
    shape: 'other',
    pattern: sticky(
      String.raw`(?:\[?`,
      stamp('iso', 'month-name', 'weekday'),
      String.raw`\]? )?`,
      process,
      String.raw`(?:(?:\w+/)*(?<file>[\w-]+\.(?:cc|cu|h|cpp)):(?<line>\d+) )?(?<logger>NCCL|RCCL) (?<level>WARN|INFO|TRACE|ABORT|VERSION)\s+`,
    ),
    levels: { ABORT: 'F', VERSION: 'I' },
    samples: [
      {
        line: 'node7:4133:4190 [0] NCCL INFO Bootstrap : Using eth0:10.0.0.7<0>',
        severity: 'I',
        host: 'node7',
        pid: 4133,
        tid: 4190,
        logger: 'NCCL',
        message: 'Bootstrap : Using eth0:10.0.0.7<0>',
      },
      {
        line: '[2026-07-30 02:14:10] node7:4133:4190 [3] transport/net_ib.cc:1484 NCCL WARN NET/IB : Got completion with error 12',
        time: '2026-07-30T02:14:10.000',
        severity: 'W',
        source: 'net_ib.cc:1484',
        host: 'node7',
        pid: 4133,
        tid: 4190,
        logger: 'NCCL',
        message: 'NET/IB : Got completion with error 12',
      },
    ],
    counterexample: 'node7:4133:4190 [0] failed in NCCL',
  },
  {
    // What codes are found by may begin with it.
    name: 'NCCL relayed',
    shape: 'other',
    pattern: sticky(String.raw`(?=(?<logger>NCCL|RCCL) (?<level>WARN|INFO|TRACE|ABORT|VERSION)\s)`),
    levels: { ABORT: 'F', VERSION: 'I' },
    samples: [
      {
        line: 'NCCL WARN Call to ibv_modify_qp failed with error Connection timed out',
        severity: 'W',
        logger: 'NCCL',
        message: 'NCCL WARN Call to ibv_modify_qp failed with error Connection timed out',
      },
    ],
    counterexample: 'NCCL warns of nothing',
  },
];
