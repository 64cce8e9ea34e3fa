import { answerLine } from '../../advice/probe.ts';
import { diskProbes } from '../../advice/probes/disk.ts';
import type { Code } from '../../code.ts';

export const bucket: readonly Code[] = [
  {
    component: 'Store',
    group: 'Bucket',
    name: 'BUCKET_NOT_FOUND',
    value: -1200,
    description: 'Bucket not found',
    origin: 'source',
    cause: [
      'The bucket was evicted or deleted between looking it up and reading it.',
      "The bucket's files were deleted by hand, or its metadata could not be loaded at start-up.",
    ],
    action: [
      'A single line under eviction is a cache miss and needs nothing.',
      answerLine(
        diskProbes.variables,
        'if it repeats: the directory, in which each bucket has a data and a metadata file',
      ),
      'Restart the client: it scans the directory and tells the master what is there.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 storage_backend.cpp:3471] RemoveAll: DeleteBucket failed for bucket_id=1922337203685, error=BUCKET_NOT_FOUND',
      'E20260730 11:49:18.123456 12345 file_storage.cpp:478] Batch load object failed,err_code = BUCKET_NOT_FOUND',
    ],
    related: ['INVALID_KEY', 'FILE_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'Bucket',
    name: 'BUCKET_ALREADY_EXISTS',
    value: -1201,
    description: 'Bucket already exists',
    origin: 'source',
    cause: [
      'At start-up the scan met the same bucket ID twice, as when directories of two clients were copied together.',
      'Two clients share one storage directory.',
    ],
    action: [
      'Give every client its own `MOONCAKE_OFFLOAD_FILE_STORAGE_PATH`.',
      answerLine(diskProbes.buckets),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 file_storage.cpp:367] Failed to init storage backend: BUCKET_ALREADY_EXISTS',
    ],
    related: ['BUCKET_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'Bucket',
    name: 'KEYS_EXCEED_BUCKET_LIMIT',
    value: -1202,
    description: 'More keys than one bucket may hold',
    origin: 'source',
    cause: [
      'A bucket on disk holds more keys than one scan step may take, because `MOONCAKE_OFFLOAD_SCANMETA_ITERATOR_KEYS_LIMIT` is below `MOONCAKE_OFFLOAD_BUCKET_KEYS_LIMIT`.',
      'The bucket limit was lowered while larger buckets are still on disk.',
    ],
    action: [
      'Set `MOONCAKE_OFFLOAD_SCANMETA_ITERATOR_KEYS_LIMIT` at least as high as the number in the line `Bucket key count exceeds limit`, and restart.',
      'Keep `MOONCAKE_OFFLOAD_BUCKET_KEYS_LIMIT` (500 by default) below it.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 file_storage.cpp:436] Failed to scan meta and send to master: KEYS_EXCEED_BUCKET_LIMIT',
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:2403] Bucket key count exceeds limit: bucket_id=1922337203685, current_size=700, limit=500',
    ],
    related: ['KEYS_ULTRA_LIMIT'],
  },
  {
    component: 'Store',
    group: 'Bucket',
    name: 'KEYS_ULTRA_LIMIT',
    value: -1203,
    description: 'More keys than the storage backend may hold',
    origin: 'source',
    cause: [
      'The SSD back end reached its limit of keys or bytes, and eviction is off; offloading then stops.',
      'The NVMe-KV device is full (ENOSPC).',
      "The master's queue of objects to offload is full: clients write to SSD more slowly than objects come in.",
    ],
    action: [
      answerLine(
        diskProbes.variables,
        'the limits: `MOONCAKE_OFFLOAD_TOTAL_KEYS_LIMIT` and `MOONCAKE_OFFLOAD_TOTAL_SIZE_LIMIT_BYTES`',
      ),
      answerLine(diskProbes.space),
      'Switch eviction on: `MOONCAKE_OFFLOAD_BUCKET_EVICTION_POLICY` for buckets, `MOONCAKE_OFFLOAD_ENABLE_EVICTION` for single files.',
      'For the queue, raise `--offloading_queue_limit` on the master or add disks.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 file_storage.cpp:736] Failed to store objects with error: KEYS_ULTRA_LIMIT',
    ],
    related: ['FILE_WRITE_FAIL', 'UNABLE_OFFLOADING'],
  },
];
