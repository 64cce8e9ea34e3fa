import { answerLine } from '../../advice/probe.ts';
import { diskProbes } from '../../advice/probes/disk.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import type { Code } from '../../code.ts';

export const key: readonly Code[] = [
  {
    component: 'Store',
    group: 'Key',
    name: 'INVALID_KEY',
    value: -400,
    description: 'Invalid key',
    origin: 'seed',
    cause: [
      "The object's file or bucket entry is not on this node's SSD: it was evicted or lost, but the master still lists the replica.",
      'An empty batch was handed to the storage back end.',
      'The node restarted with an empty `MOONCAKE_OFFLOAD_FILE_STORAGE_PATH`, or with another one.',
    ],
    action: [
      answerLine(masterProbes.key),
      answerLine(diskProbes.variables, 'on that node: the same directory as before the restart?'),
      answerLine(diskProbes.mount, 'a persistent disk?'),
      'Treat it as a cache miss; if it stays, remove the key so that it is written anew.',
      'With several NICs in metadata mode this code was reported for keys that are there (kvcache-ai/Mooncake#1729): upgrade.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 file_storage.cpp:478] Batch load object failed,err_code = INVALID_KEY',
    ],
    related: ['OBJECT_NOT_FOUND', 'BUCKET_NOT_FOUND'],
  },
];
