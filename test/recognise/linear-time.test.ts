import { expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { Recogniser } from '../../src/recognise/recogniser.ts';

const recogniser = new Recogniser(builtInCatalogue());
const bytes = 20_000;
/** A machine's noise; what is quadratic takes seconds. */
const leastMilliseconds = 30;

const prefixes = [
  '',
  'E0730 11:49:18.1 12 client_service.cpp:9] ',
  'E0730 11:49:18.1 12 rdma_transport.cpp:9] ',
  'I0730 11:49:18.1 1 master_snapshot_manager.cpp:230] [Snapshot:Child] [ERROR] ',
];
const units = [
  ...['-', '[', '(', '1', 'a', ' ', '::', "'", 'a ', '7 ', '-1 ', '0x7f ', 'A_A_A_', 'a_b', ': Ab', ': '],
  ...[
    '\x1b[',
    '\x1b[0m',
    '\x1b]',
    'E0730 ',
    '  <- ',
    '{"log":"',
    '{"error":',
    'a.a:',
    'key=',
    'key=\ta',
    'key=a-800',
  ],
  ...[
    'rc=-800 ',
    'error=',
    'error=-4242 ',
    'error_code=-200',
    'RPC_FAIL ',
    'error=object_not_found ',
    'got -5 ',
  ],
  ...[
    'key=a, rc=-800, ',
    'key=a error=RPC_FAIL ',
    'key=a b, ',
    'res:[',
    "res:['",
    'res:[-1,',
    'Mooncake keys: [',
  ],
  ...[
    'Context: ',
    'RuntimeError: Context: ',
    'error code is Context ',
    'failed: -1 ',
    'put_from_',
    'put_from',
    'transfer_',
  ],
];

it.each(units.map((unit) => [JSON.stringify(unit), unit]))(
  'a line of %s takes time in proportion to its length',
  (_, unit) => {
    for (const prefix of prefixes) {
      const once = prefix + unit.repeat(Math.ceil(bytes / unit.length));
      const fourfold = prefix + unit.repeat(Math.ceil((4 * bytes) / unit.length));
      expect([1, 3, 6].some((runs) => isInProportion(once, fourfold, runs))).toBe(true);
    }
  },
);

function isInProportion(once: string, fourfold: string, runs: number): boolean {
  const most = 8 * leastTime(once, runs);
  return leastTime(fourfold, runs) <= Math.max(most, leastMilliseconds);
}

/** Of so many runs the least processor time, in milliseconds. */
function leastTime(line: string, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    recogniser.recognise(line);
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...times);
}
