import { answerLine } from '../../advice/probe.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const engine: readonly Code[] = [
  {
    component: 'Store',
    group: 'Engine',
    name: 'WRITE_FAIL',
    value: -500,
    description: 'Write operation failed',
    origin: 'seed',
    cause: [
      "No function of Mooncake's releases 0.3.0 to today returns it; failed writes report TRANSFER_FAIL (memory) or FILE_WRITE_FAIL (SSD).",
      'A modified or very old program is at work.',
    ],
    action: [
      answerLine(processProbes.version),
      'Look for TRANSFER_FAIL and FILE_WRITE_FAIL around it, and follow these.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:2176] Put operation failed with error: WRITE_FAIL',
    ],
    related: ['TRANSFER_FAIL', 'FILE_WRITE_FAIL'],
  },
];
