import type { Format } from '../../format.ts';
import { hostName, sticky } from '../../pieces.ts';

/** UCX: seconds since 1970, host, process and thread's index, source file, and the level behind its name. */
export const ucx: readonly Format[] = [
  {
    name: 'UCX',
    shape: 'other',
    forms: ['epoch'],
    pattern: sticky(
      String.raw`\[(?<stamp>\d+\.\d+)\]\s+\[`,
      hostName,
      String.raw`:(?<pid>\d+)\s*:\s*\d+\s*\]\s+(?<file>[\w.-]+\.(?:cc|cpp|c|h|inl|cu)):(?<line>\d+)\s+(?<logger>UCX)\s+(?<level>[A-Z]+)\s+`,
    ),
    levels: { DIAG: 'I', REQ: 'D', DATA: 'D', ASYNC: 'D', FUNC: 'D', POLL: 'D' },
    samples: [
      {
        line: '[1785377650.726381] [node7:4133 :0]    ib_mlx5_log.c:177  UCX  ERROR Transport retry count exceeded on mlx5_0:1/RoCE',
        time: '2026-07-30T02:14:10.726',
        severity: 'E',
        source: 'ib_mlx5_log.c:177',
        host: 'node7',
        pid: 4133,
        logger: 'UCX',
        message: 'Transport retry count exceeded on mlx5_0:1/RoCE',
      },
    ],
    counterexample: '[1785377650.726381] node7: Link down',
  },
  {
    // What codes are found by may begin with it.
    name: 'UCX relayed',
    shape: 'other',
    forms: ['epoch'],
    pattern: sticky(
      String.raw`(?=(?<logger>UCX)\s+(?<level>FATAL|ERROR|WARN|DIAG|INFO|DEBUG|TRACE)\s+(?:\[(?<stamp>\d+\.\d+)\]\s*)?)`,
    ),
    levels: { DIAG: 'I' },
    samples: [
      {
        line: 'UCX  ERROR [1785377650.726381] rc_mlx5: Input/output error',
        time: '2026-07-30T02:14:10.726',
        severity: 'E',
        logger: 'UCX',
        message: 'UCX  ERROR [1785377650.726381] rc_mlx5: Input/output error',
      },
      {
        line: 'UCX  WARN  network device mlx5_3 is not available',
        severity: 'W',
        logger: 'UCX',
        message: 'UCX  WARN  network device mlx5_3 is not available',
      },
    ],
    counterexample: 'UCX errors of the last hour: 3',
  },
];
