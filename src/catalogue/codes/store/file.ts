import { answerLine } from '../../advice/probe.ts';
import { diskProbes } from '../../advice/probes/disk.ts';
import { masterProbes } from '../../advice/probes/master.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const file: readonly Code[] = [
  {
    component: 'Store',
    group: 'File',
    name: 'FILE_NOT_FOUND',
    value: -1100,
    description: 'File not found',
    origin: 'seed',
    cause: [
      "The object's file is gone: deleted by hand, by a cleaner or by eviction, while the master still lists it.",
      'The directory is not the one of the writer: not mounted, or with `--root_fs_dir` a path of another node; that flag is the former way, and other nodes open a local path in vain (kvcache-ai/Mooncake#2715).',
      'In a line `Failed to fetch tensor for key` any failed get has this code: it says nothing about files there.',
    ],
    action: [
      answerLine(diskProbes.file),
      answerLine(diskProbes.mount, 'is the file system mounted on this node?'),
      answerLine(masterProbes.key, 'is there another replica?'),
      'For offload to local disks use `--enable_offload=true` without `--root_fs_dir`; compare `--cluster_id` and `MOONCAKE_OFFLOAD_FILE_STORAGE_PATH` with those of the writer.',
      'Treat it as a cache miss; make sure that no clean-up job deletes in that directory.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:672] read failed for: /data/mooncake/cluster1/8a/4f1c9a, error: FILE_NOT_FOUND',
    ],
    related: ['FILE_OPEN_FAIL', 'OBJECT_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'File',
    name: 'FILE_OPEN_FAIL',
    value: -1101,
    description: 'Error opening file or writing to an existing file',
    origin: 'seed',
    cause: [
      "The file or directory is missing, or the process may not open it; the line before it ends with the system's reason.",
      'Too many files are open, or the file system is read-only after an error.',
      'The storage directory was not mounted when the process started.',
    ],
    action: [
      answerLine(diskProbes.rights),
      answerLine(processProbes.openFiles),
      answerLine(diskProbes.space),
      answerLine(diskProbes.mount),
      answerLine(diskProbes.kernel),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 transfer_task.cpp:274] Fileread task failed for file: /data/mooncake/cluster1/8a/4f1c9a with error: FILE_OPEN_FAIL',
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:587] Failed to open file for reading: /data/mooncake/cluster1/8a/4f1c9a',
    ],
    related: ['FILE_NOT_FOUND', 'FILE_INVALID_HANDLE'],
  },
  {
    component: 'Store',
    group: 'File',
    name: 'FILE_READ_FAIL',
    value: -1102,
    description: 'Error reading file',
    origin: 'seed',
    cause: [
      'The file is shorter than recorded: its writing was cut off by a crash or a full disk (`Read size mismatch`).',
      'The disk reports I/O errors, or the network file system does not answer.',
      "A bucket's metadata file is damaged (`Metadata parsing failed`).",
    ],
    action: [
      answerLine(diskProbes.kernel),
      answerLine(diskProbes.health),
      answerLine(diskProbes.file),
      'If only few files are damaged, delete them; the master learns it at the next scan.',
      'Only where `MOONCAKE_OFFLOAD_USE_URING` was set: try without it (false is the default).',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:605] vector_read failed for chunk at offset 0 for path: /data/mooncake/cluster1/8a/4f1c9a, error: FILE_READ_FAIL',
      'W20260730 11:49:18.123456 12345 file_storage.cpp:1185] Promotion: BatchLoad failed for key=llama@tp2@4f1c9a, error=FILE_READ_FAIL',
    ],
    related: ['FILE_OPEN_FAIL', 'FILE_NOT_FOUND'],
  },
  {
    component: 'Store',
    group: 'File',
    name: 'FILE_WRITE_FAIL',
    value: -1103,
    description: 'Error writing file',
    origin: 'seed',
    cause: [
      'The disk or its quota is full, and eviction could not free enough (`Still insufficient disk space`).',
      'The disk reports I/O errors, or went read-only.',
      'A file is rewritten while it is being evicted, or deleting an evicted file failed.',
    ],
    action: [
      answerLine(diskProbes.variables, 'which directory, and its limits'),
      answerLine(diskProbes.space),
      'Keep the limits below the disk’s size: `MOONCAKE_OFFLOAD_TOTAL_SIZE_LIMIT_BYTES`, `MOONCAKE_OFFLOAD_BUCKET_MAX_TOTAL_SIZE`, and on the master `--quota_bytes`.',
      'Is eviction on? `MOONCAKE_OFFLOAD_BUCKET_EVICTION_POLICY` for buckets, `--enable_disk_eviction` for single files.',
      answerLine(diskProbes.rights),
      answerLine(diskProbes.kernel),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:910] Write failed for: /data/mooncake/cluster1/8a/4f1c9a, error: FILE_WRITE_FAIL',
      'E20260730 11:49:18.123456 12345 file_storage.cpp:736] Failed to store objects with error: FILE_WRITE_FAIL',
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:1244] Still insufficient disk space after evicting files.',
    ],
    related: ['KEYS_ULTRA_LIMIT', 'FILE_OPEN_FAIL', 'PERSISTENT_FAIL'],
  },
  {
    component: 'Store',
    group: 'File',
    name: 'FILE_INVALID_BUFFER',
    value: -1104,
    description: 'File buffer is wrong',
    origin: 'seed',
    cause: [
      'A file operation was asked for 0 bytes, as for an object of size 0.',
      'A buffer is null, or not aligned to 4096 bytes as direct I/O needs it.',
    ],
    action: [
      answerLine(masterProbes.key, 'a size of 0 (`"size_":0`): then the writer is at fault'),
      'Only where `MOONCAKE_OFFLOAD_USE_URING` was set and all reads or writes fail: try without it (false is the default).',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:910] Write failed for: /data/mooncake/cluster1/8a/4f1c9a, error: FILE_INVALID_BUFFER',
    ],
    related: ['FILE_WRITE_FAIL', 'FILE_READ_FAIL'],
  },
  {
    component: 'Store',
    group: 'File',
    name: 'FILE_LOCK_FAIL',
    value: -1105,
    description: 'File lock operation failed',
    origin: 'seed',
    cause: [
      'A lock on the file could not be taken because another process holds it.',
      'The network file system does not support locks.',
      'Current Mooncake returns this code nowhere; it comes from a modified or in-between version.',
    ],
    action: [
      answerLine(diskProbes.holders),
      'Give every client its own `MOONCAKE_OFFLOAD_FILE_STORAGE_PATH`.',
      answerLine(diskProbes.mount, 'NFS needs working locks: option `local_lock`'),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:910] Write failed for: /data/mooncake/cluster1/8a/4f1c9a, error: FILE_LOCK_FAIL',
    ],
    related: ['FILE_WRITE_FAIL'],
  },
  {
    component: 'Store',
    group: 'File',
    name: 'FILE_INVALID_HANDLE',
    value: -1106,
    description: 'Invalid file handle',
    origin: 'seed',
    cause: [
      'The file was not opened, or was already closed, when it was used.',
      'Closing it failed, as when a network file system lost its connection; data written last may be lost.',
    ],
    action: [
      'Look for FILE_OPEN_FAIL before it: the failed open is the real fault.',
      answerLine(diskProbes.mount, 'a lost mount?'),
      answerLine(diskProbes.kernel),
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:672] read failed for: /data/mooncake/cluster1/8a/4f1c9a, error: FILE_INVALID_HANDLE',
    ],
    related: ['FILE_OPEN_FAIL', 'FILE_NOT_FOUND'],
  },
];
