import { answerLine } from '../../advice/probe.ts';
import { deviceProbes } from '../../advice/probes/device.ts';
import { diskProbes } from '../../advice/probes/disk.ts';
import { logProbes } from '../../advice/probes/logs.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import { metadataProbes } from '../../advice/probes/metadata.ts';
import type { Code } from '../../code.ts';

export const internal: readonly Code[] = [
  {
    component: 'Store',
    group: 'Internal',
    name: 'INTERNAL_ERROR',
    value: -1,
    description: 'Internal error occurred',
    origin: 'seed',
    cause: [
      'At start-up: the transfer engine could not be initialised (`Failed to initialize transfer engine`) or the client could not be made: no connection to the master or the metadata server, no RDMA device.',
      'A queue inside the master is full, as `client_ping_queue_full`, when very many clients register at once.',
      'A storage back end is used before its start-up scan has finished, or failed to initialise.',
      'Many client functions return a bare -1 for any local failure: the line before it says which.',
    ],
    action: [
      answerLine(logProbes.before),
      answerLine(masterProbes.health),
      answerLine(metadataProbes.server, 'at start-up, with an HTTP metadata server'),
      answerLine(deviceProbes.ports, 'at start-up, with protocol rdma'),
      answerLine(diskProbes.variables, 'with SSD offload, after `Failed to init storage backend`'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 file_storage.cpp:1003] Failed to persist objects with error: INTERNAL_ERROR',
      'E20260730 11:49:18.123456 12345 store_py.cpp:3171] Copy failed for key: llama@tp2@4f1c9a, error: -1',
    ],
    related: ['INVALID_PARAMS', 'RPC_FAIL'],
  },
];
