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
      'At start-up: the transfer engine could not be initialised (`Failed to initialize transfer engine, rc=`) or the client could not be made after several automatically chosen ports.',
      'A queue inside the master is full, as `client_ping_queue_full`, when very many clients register at once.',
      'A storage back end is used before its start-up scan has finished, or failed to initialise.',
      'Many client functions return a bare -1 for any local failure, so the number alone proves little.',
    ],
    action: [
      'Read the first ERROR line of the same thread before it; it names the step that failed.',
      'At start-up, check the metadata server (`curl http://METADATA_HOST:8080/health` or `etcdctl endpoint status`) and `ibv_devinfo | grep state`.',
      '`curl http://MASTER:9003/health` and `curl http://MASTER:9003/metrics/summary`: is the master well?',
      'With SSD offload, look for `Failed to init storage backend` and check `df -h` of `MOONCAKE_OFFLOAD_FILE_STORAGE_PATH`.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 file_storage.cpp:1003] Failed to persist objects with error: INTERNAL_ERROR',
      'E20260730 11:49:18.123456 12345 store_py.cpp:3171] Copy failed for key: llama@tp2@4f1c9a, error: -1',
    ],
    related: ['INVALID_PARAMS', 'RPC_FAIL'],
  },
];
