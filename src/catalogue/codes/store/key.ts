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
      "`curl 'http://MASTER:9003/query_key?key=KEY'`: which node is said to hold it?",
      'On that node, `ls "$MOONCAKE_OFFLOAD_FILE_STORAGE_PATH"` and `df -h`: is the directory the same as before the restart, and on a persistent disk?',
      'Treat it as a cache miss; if it stays, remove the key so that it is written anew.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 file_storage.cpp:478] Batch load object failed,err_code = INVALID_KEY',
    ],
    related: ['OBJECT_NOT_FOUND', 'BUCKET_NOT_FOUND'],
  },
];
