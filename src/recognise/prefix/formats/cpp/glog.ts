import type { Format } from '../../format.ts';
import { source, stamp, sticky } from '../../pieces.ts';

const letter = '(?<level>[IWEF])';

/** glog, Mooncake's own logger, and all who print as it does: absl, folly, klog, PyTorch's Python side. */
export const glog: readonly Format[] = [
  {
    name: 'glog',
    shape: 'glog',
    pattern: sticky(
      `(?=${letter})`,
      stamp('glog'),
      String.raw`\s+(?:(?<pid>\d+):)?(?<tid>\d+) `,
      source,
      String.raw`\](?: |$)`,
    ),
    samples: [
      {
        line: 'E20260730 11:49:18.123456 12345 client.cpp:380] Failed: RPC_FAIL',
        time: '2026-07-30T11:49:18.123',
        severity: 'E',
        source: 'client.cpp:380',
        tid: 12345,
        message: 'Failed: RPC_FAIL',
      },
      {
        line: 'W0730 11:49:18.123456    77:290 src/store/a.cpp:12] x',
        time: '07-30T11:49:18.123',
        severity: 'W',
        source: 'a.cpp:12',
        pid: 77,
        tid: 290,
        message: 'x',
      },
    ],
    counterexample: 'E0730 11:49:18.123456 12345 no colon here] x',
  },
  {
    name: 'glog without what was cut out of its header',
    shape: 'glog',
    pattern: sticky(
      `(?=${letter})`,
      '(?:',
      stamp('glog'),
      String.raw`|[IWEF]\d{4,8})[ \t]+(?:[*xX<>:._-]+[ \t]+)?`,
      source,
      String.raw`\](?: |$)`,
    ),
    samples: [
      {
        line: 'W0729 14:42:36.629431 rdma_endpoint.cpp:864] Failed',
        time: '07-29T14:42:36.629',
        severity: 'W',
        source: 'rdma_endpoint.cpp:864',
        message: 'Failed',
      },
      {
        line: 'E0509 rdma_endpoint.cpp:76] Failed',
        severity: 'E',
        source: 'rdma_endpoint.cpp:76',
        message: 'Failed',
      },
    ],
    counterexample: 'E0509 is not what stands in endpoint.cpp',
  },
];
