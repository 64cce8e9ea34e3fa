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
      'The directory is not the one of the writer: not mounted, or another `--root_fs_dir` or `--cluster_id`.',
      'In `Failed to fetch tensor for key` the code stands for any failed get and says nothing about files.',
    ],
    action: [
      '`ls -l PATH` with the path from the log, and `findmnt -T PATH`: is the file system mounted on this node?',
      "`curl 'http://MASTER:9003/query_key?key=KEY'`: is there another replica?",
      "Compare `--root_fs_dir`, `--cluster_id` and `MOONCAKE_OFFLOAD_FILE_STORAGE_PATH` with the writer's.",
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
      "`ls -ld DIR`, `id` of the process's user, and `touch DIR/probe && rm DIR/probe`.",
      "`grep 'open files' /proc/$(pgrep -f mooncake_client | head -1)/limits` and `ls /proc/PID/fd | wc -l`; raise `ulimit -n`.",
      '`df -h DIR`, `df -i DIR` and `findmnt -T DIR`: full, out of inodes, or read-only?',
      "`dmesg -T | grep -iE 'I/O error|remount' | tail`.",
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
      "`dmesg -T | grep -iE 'I/O error|nvme|blk_update' | tail` and `smartctl -a DISK`.",
      '`stat PATH` and compare with the expected size in the log line.',
      'If only few files are damaged, delete them; the master learns it at the next scan.',
      'If io_uring errors precede it, try `MOONCAKE_OFFLOAD_USE_URING=false`.',
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
      '`df -h DIR` and `df -i DIR` of `MOONCAKE_OFFLOAD_FILE_STORAGE_PATH` or `--root_fs_dir`.',
      "Limits: `MOONCAKE_OFFLOAD_TOTAL_SIZE_LIMIT_BYTES`, `MOONCAKE_OFFLOAD_BUCKET_MAX_TOTAL_SIZE`, and on the master `--quota_bytes`; keep them below the disk's size.",
      'Is eviction on? `--enable_disk_eviction` (per-file) or `MOONCAKE_OFFLOAD_BUCKET_EVICTION_POLICY` (buckets).',
      "`dmesg -T | grep -iE 'I/O error|remount|nvme' | tail`; check that the directory's owner is the process's user.",
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
      "`curl 'http://MASTER:9003/query_key?key=KEY'`: is the object's size 0? Then its writer is at fault.",
      'If all reads or writes fail, try buffered I/O with `MOONCAKE_OFFLOAD_USE_URING=false`.',
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
      '`lslocks | grep DIR` and `fuser -v PATH`: who holds the file?',
      'Give every client its own `MOONCAKE_OFFLOAD_FILE_STORAGE_PATH`.',
      'For NFS mount with working locks (`findmnt -T PATH`, option `local_lock`).',
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
      "`findmnt -T PATH` and `dmesg -T | grep -iE 'nfs|fuse|I/O error' | tail` for a lost mount.",
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 storage_backend.cpp:672] read failed for: /data/mooncake/cluster1/8a/4f1c9a, error: FILE_INVALID_HANDLE',
    ],
    related: ['FILE_OPEN_FAIL', 'FILE_NOT_FOUND'],
  },
];
