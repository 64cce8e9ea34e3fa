import { answerLine } from '../../../advice/probe.ts';
import { logProbes } from '../../../advice/probes/logs.ts';
import { masterProbes } from '../../../advice/probes/master.ts';
import { processProbes } from '../../../advice/probes/process.ts';
import type { Code } from '../../../code.ts';

export const engineOperation: readonly Code[] = [
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'INVALID_WRITE',
    value: -700,
    description: 'Invalid write operation',
    origin: 'seed',
    cause: [
      'A put is finished or revoked although no write of the key is in progress: it was already finished, revoked, or replaced.',
      'The transfer took so long that the master gave the half-written object up: to the next writer after `--put_start_discard_timeout_sec` (by default {default --put_start_discard_timeout_sec} s), in any case after `--put_start_release_timeout_sec` ({default --put_start_release_timeout_sec} s).',
      'A retry arrives after the first call had succeeded.',
    ],
    action: [
      answerLine(
        logProbes.writer,
        'how long the same put took: a slow transfer is the real fault (TRANSFER_FAIL, RPC_TIMEOUT nearby)',
      ),
      answerLine(masterProbes.key, 'if the object is complete, nothing is lost'),
      'For very large objects or slow networks raise `--put_start_discard_timeout_sec`; `--put_start_release_timeout_sec` must stay larger.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:1975] Failed to end put operation: INVALID_WRITE',
      'E20260730 11:49:18.123456 12345 master_service.cpp:4559] key=llama@tp2@4f1c9a, error=no_primary_write_in_progress',
    ],
    related: ['ILLEGAL_CLIENT', 'OBJECT_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'INVALID_READ',
    value: -701,
    description: 'Invalid read operation',
    origin: 'seed',
    cause: [
      "No function of Mooncake's releases 0.3.0 to today returns it; failed reads report TRANSFER_FAIL, INVALID_REPLICA or FILE_READ_FAIL.",
      'A modified program or storage back end is at work.',
    ],
    action: [
      answerLine(processProbes.version),
      'Look for TRANSFER_FAIL, INVALID_REPLICA and FILE_READ_FAIL around it, and follow these.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:2918] Get failed for key: llama@tp2@4f1c9a with error: INVALID_READ',
    ],
    related: ['INVALID_REPLICA', 'TRANSFER_FAIL'],
  },
  {
    component: 'Store',
    group: 'Engine Operation',
    name: 'INVALID_REPLICA',
    value: -702,
    description: 'Invalid replica operation',
    origin: 'seed',
    cause: [
      'The object has no complete replica of the kind needed: it is still being written, or its memory copy was evicted and only an SSD copy is left.',
      'The node that held the replica has gone, and the master has not cleaned up yet.',
      'A range read was asked of an object that is not in memory; range reads serve memory replicas only.',
    ],
    action: [
      answerLine(masterProbes.key),
      'If it happens right after a put, wait for the put to end before reading.',
      answerLine(masterProbes.details, 'whether the node of the replica is still there'),
      'Treat it as a cache miss and write the object anew.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 real_client.cpp:2918] Get failed for key: llama@tp2@4f1c9a with error: INVALID_REPLICA',
      "ERROR 07-30 11:49:18 [mooncake_backend.py:97] Failed to get key ['llama@tp2@4f1c9a'], res:[-702]",
      'E20260730 11:49:18.123456 12345 client_service.cpp:1360] no_complete_replicas_found key=llama@tp2@4f1c9a',
    ],
    related: ['REPLICA_IS_NOT_READY', 'OBJECT_NOT_FOUND'],
  },
];
