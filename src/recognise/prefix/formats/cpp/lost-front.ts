import type { Format } from '../../format.ts';
import { source, sticky } from '../../pieces.ts';

/** Lines that lost their front up to the source: what is left tells neither when nor how bad. */
export const lostFront: readonly Format[] = [
  {
    name: 'glog without its front',
    shape: 'tail',
    pattern: sticky(String.raw`(?<file>[\w.-]{1,120}\.(?:cpp|cc|cu|h|hpp)):(?<line>\d+)\](?: |$)`),
    samples: [
      {
        line: 'rdma_endpoint.cpp:347] [Handshake] Failed',
        source: 'rdma_endpoint.cpp:347',
        message: '[Handshake] Failed',
      },
    ],
    counterexample: 'rdma_endpoint.cpp:347 is where it failed',
  },
  {
    name: 'yalantinglibs easylog without its front',
    shape: 'yalantinglibs',
    pattern: sticky(String.raw`\[(?<tid>\d+)\] \[`, source, String.raw`\]\s?`),
    samples: [
      {
        line: '[224] [coro_connection.hpp:209] ibverbs init qp failed',
        source: 'coro_connection.hpp:209',
        tid: 224,
        message: 'ibverbs init qp failed',
      },
    ],
    counterexample: '[224] [Handshake] Failed',
  },
];
