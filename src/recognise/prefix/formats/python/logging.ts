import type { Format } from '../../format.ts';
import { level, source, stamp, sticky } from '../../pieces.ts';

/** Python's own logging, as its parts and pytest set it up; most others of its formats are rows of fields. */
export const logging: readonly Format[] = [
  {
    name: "Python's logging.basicConfig",
    shape: 'python',
    pattern: sticky(level, String.raw`:(?<logger>[A-Za-z_][\w.]{0,200}):\s?`),
    samples: [
      {
        line: 'ERROR:vllm.distributed:Failed to put',
        severity: 'E',
        logger: 'vllm.distributed',
        message: 'Failed to put',
      },
    ],
    counterexample: 'ERROR: vllm failed',
  },
  {
    name: "pytest's live log",
    shape: 'python',
    pattern: sticky(level, String.raw`\s+(?<logger>[\w.]{1,200}):`, source, String.raw`\s`),
    samples: [
      {
        line: 'ERROR    vllm.distributed:store.py:212 Failed to put',
        severity: 'E',
        source: 'store.py:212',
        logger: 'vllm.distributed',
        message: 'Failed to put',
      },
    ],
    counterexample: 'ERROR    vllm.distributed: Failed to put',
  },
  {
    name: 'coloredlogs',
    shape: 'python',
    pattern: sticky(
      stamp('iso'),
      String.raw` (?<host>[A-Za-z0-9][\w.-]{0,200}) (?<logger>[\w.]{1,200})\[(?<pid>\d+)\] `,
      level,
      String.raw`\s`,
    ),
    samples: [
      {
        line: '2026-07-30 02:14:10,220 node7 vllm.distributed[4133] ERROR Failed to put',
        time: '2026-07-30T02:14:10.220',
        severity: 'E',
        host: 'node7',
        logger: 'vllm.distributed',
        pid: 4133,
        message: 'Failed to put',
      },
    ],
    counterexample: '2026-07-30 02:14:10,220 node7 vllm[4133] Failed to put',
  },
];
