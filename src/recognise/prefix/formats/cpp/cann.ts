import type { Format } from '../../format.ts';
import { source, stamp, sticky } from '../../pieces.ts';

/** Ascend's CANN (HCCL, RUNTIME, ACL): level, module with process and program, stamp, source file and thread. */
export const cann: readonly Format[] = [
  {
    name: 'CANN',
    shape: 'other',
    pattern: sticky(
      String.raw`\s{0,8}\[(?<level>[A-Z]+)\]\s?(?<logger>[A-Z]+)\((?<pid>\d+),[^()]{0,100}\):`,
      stamp('iso'),
      String.raw`\s?\[`,
      source,
      String.raw`\]\s?(?:(?<tid>\d+)\s|\[(?<thread>\d+)\]\s?)?`,
    ),
    levels: { EVENT: 'I' },
    samples: [
      {
        line: '[ERROR] HCCL(4133,python3):2026-07-30-02:14:10.220.114 [hccl_socket.cc:512] [4190]connect timeout',
        time: '2026-07-30T02:14:10.220',
        severity: 'E',
        source: 'hccl_socket.cc:512',
        logger: 'HCCL',
        pid: 4133,
        message: 'connect timeout',
      },
    ],
    counterexample: '[ERROR] HCCL failed',
  },
  {
    name: 'CANN, on the console',
    shape: 'other',
    pattern: sticky(
      String.raw`\[(?<level>ERROR|WARNING|INFO|DEBUG|EVENT)\]\s(?<logger>[A-Z]{2,20})\s`,
      source,
      String.raw`\s{1,20}`,
    ),
    levels: { EVENT: 'I' },
    samples: [
      {
        line: '[ERROR] RUNTIME stream.cc:1878         SynchronizeImpl: failed, stream_id=130',
        severity: 'E',
        source: 'stream.cc:1878',
        logger: 'RUNTIME',
        message: 'SynchronizeImpl: failed, stream_id=130',
      },
    ],
    counterexample: '[ERROR] RUNTIME failed',
  },
  {
    name: 'torch_npu',
    shape: 'other',
    pattern: sticky(
      String.raw`\[(?<level>ERROR|WARNING|INFO|DEBUG)\]\s`,
      stamp('iso'),
      String.raw`\s\(PID:\s?(?<pid>\d+)[^()]{0,100}\)\s`,
    ),
    samples: [
      {
        line: '[ERROR] 2026-04-08-18:07:20 (PID:58354, Device:1, RankID:1) ERR01100 OPS call acl api failed.',
        time: '2026-04-08T18:07:20.000',
        severity: 'E',
        pid: 58354,
        message: 'ERR01100 OPS call acl api failed.',
      },
    ],
    counterexample: '[ERROR] 2026-04-08-18:07:20 ERR01100',
  },
];
