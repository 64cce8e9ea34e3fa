import { answerLine } from '../advice/probe.ts';
import { diskProbes } from '../advice/probes/disk.ts';
import { logProbes } from '../advice/probes/logs.ts';
import { masterProbes } from '../advice/probes/master.ts';
import type { KnownMessage } from './known-message.ts';

/** The disks that objects are offloaded to. */
export const diskMessages: readonly KnownMessage[] = [
  {
    id: 'disk-full',
    component: 'Store',
    title: 'The disk for offloaded objects is full',
    code: 'FILE_WRITE_FAIL',
    patterns: [
      'No space left on device',
      'Disk quota exceeded',
      '[Evict] Actual disk space too low',
      'Could not bring storage usage under quota',
      'Failed to evict file to meet quota',
      'Failed to evict file to make space',
      'Still insufficient disk space after selecting files for eviction',
      'Disk watermark eviction failed',
    ],
    meaning:
      'Nothing can be written to the offload directory any more, or less than 256 MiB are free there: objects are evicted from it before their time.',
    checks: [
      answerLine(diskProbes.variables, 'which directory, and its limits'),
      answerLine(diskProbes.space),
    ],
    source:
      'storage_backend.cpp EnsureDiskSpace, PrepareEviction, v0.3.12.post1; recorded with a disk of 14 MiB',
    samples: [
      'E1123 02:50:11.100214 7120 storage_backend.cpp:2588] Failed to write bucket: 118203, error: Disk quota exceeded',
      'W1130 07:37:17.768525 17499 storage_backend.cpp:3006] [Evict] Actual disk space too low: available=14680064, required=4194344, deficit=257949736. Will evict buckets to free space.',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:1190] Could not bring storage usage under quota after 10 eviction attempts.',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:1180] Failed to evict file to meet quota. The queue might be empty or a file is unremovable.',
      'E1123 02:50:11.100214 7120 posix_file.cpp:19] fdatasync failed: No space left on device',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:1160] Failed to evict file to make space.',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:1181] Still insufficient disk space after selecting files for eviction.',
      'W1123 02:50:11.100214 7120 file_storage.cpp:863] Disk watermark eviction failed: FILE_WRITE_FAIL',
    ],
  },
  {
    id: 'disk-not-writable',
    component: 'Store',
    title: 'The directory for offloaded objects cannot be written: it is read-only or of another user',
    isOwnKind: true,
    patterns: [
      'storage_backend.cpp:{}Read-only file system',
      'storage_backend.cpp:{}Permission denied',
      'storage_backend.cpp:{}Operation not permitted',
      'posix_file.cpp:{}Read-only file system',
      'posix_file.cpp:{}Permission denied',
      'uring_file.cpp:{}Read-only file system',
      'uring_file.cpp:{}Permission denied',
    ],
    meaning:
      'The system refuses to create, change or delete files there. Disks go read-only by themselves after an error; else the process runs as another user than before.',
    checks: [answerLine(diskProbes.mount), answerLine(diskProbes.rights), answerLine(diskProbes.kernel)],
    source:
      'storage_backend.cpp, posix_file.cpp, uring_file.cpp, v0.3.13.post1; recorded with a disk that went read-only',
    samples: [
      'E1130 07:37:46.500100 18001 storage_backend.cpp:3592] Failed to open file: /nvme0/kv/7356515360776.bucket, errno=30 (Read-only file system)',
      'E1130 07:37:46.500100 18001 storage_backend.cpp:3592] Failed to open file: /nvme0/kv/7356515360776.bucket, errno=13 (Permission denied)',
      'E1130 07:37:46.500100 18001 storage_backend.cpp:3275] FinalizeEviction: failed to remove data file: /nvme0/kv/7356515360775.bucket, error: Operation not permitted',
      'E1130 07:37:46.500100 18001 posix_file.cpp:19] fdatasync failed: Read-only file system',
      'E1130 07:37:46.500100 18001 posix_file.cpp:40] Failed to open file /nvme0/kv/k1: Permission denied',
      'E1130 07:37:46.500100 18001 uring_file.cpp:640] [UringFile] open failed for /nvme0/kv/k1: Read-only file system',
      'E1130 07:37:46.500100 18001 uring_file.cpp:640] [UringFile] open failed for /nvme0/kv/k1: Permission denied',
    ],
  },
  {
    id: 'object-damaged',
    component: 'Store',
    title: 'An object on disk is damaged: its checksum is wrong',
    isOwnKind: true,
    patterns: [
      'SSD checksum verification failed for key',
      '[Recover] CRC mismatch',
      'OpLogApplier: checksum mismatch',
    ],
    meaning:
      'What was read is not what was written: the disk, its controller or memory is at fault, or another process wrote there too.',
    checks: [answerLine(diskProbes.kernel), answerLine(diskProbes.health), answerLine(diskProbes.ecc)],
    source: 'real_client.cpp, storage_backend.cpp, oplog_applier.cpp, v0.3.13.post1',
    samples: [
      "E1123 02:50:11.100214 7120 real_client.cpp:2950] SSD checksum verification failed for key 'kv-17c09a': CHECKSUM_MISMATCH",
      'E1123 02:50:11.100214 7120 storage_backend.cpp:4100] [Recover] CRC mismatch at 4096 (stored 1, computed 2) -- torn or stale record',
      'E1123 02:50:11.100214 7120 oplog_applier.cpp:90] OpLogApplier: checksum mismatch, sequence_id=7, key=kv-17c09a. Possible data corruption or tampering. Discarding entry.',
    ],
  },
  {
    id: 'slow-storage',
    component: 'Store',
    title: 'The disk for offloaded objects is slow or failing',
    patterns: [
      'DeleteBucket: timed out waiting for in-flight reads',
      'fdatasync failed: ',
      '[UringFile::datasync] fsync failed',
      'datasync failed for bucket',
      'blk_update_request: I/O error',
      'storage_backend.cpp:{}Input/output error',
      'storage_backend.cpp:{}Stale file handle',
      'storage_backend.cpp:{}Transport endpoint is not connected',
      'INFO: task {} blocked for more than ',
      'timeout, completion polled',
      'timeout, aborting',
    ],
    meaning:
      'The disk takes seconds for what should take milliseconds, or reports errors; everything that waits for it waits too.',
    checks: [
      answerLine(diskProbes.load),
      answerLine(diskProbes.pressure),
      answerLine(diskProbes.kernel),
      answerLine(diskProbes.health),
    ],
    source: 'storage_backend.cpp, posix_file.cpp, uring_file.cpp, v0.3.12.post1',
    samples: [
      'E1123 02:50:11.100214 7120 storage_backend.cpp:3212] DeleteBucket: timed out waiting for in-flight reads, bucket_id=118203, inflight_reads=3',
      'E1123 02:50:11.100214 7120 posix_file.cpp:19] fdatasync failed: Input/output error',
      'E1123 02:50:11.100214 7120 uring_file.cpp:682] [UringFile::datasync] fsync failed for: /nvme0/kv/118203.bucket',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:2588] datasync failed for bucket: 118203',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:3592] Failed to open file: /nfs/kv/118203.bucket, errno=5 (Input/output error)',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:3592] Failed to open file: /nfs/kv/118203.bucket, errno=116 (Stale file handle)',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:3592] Failed to open file: /nfs/kv/118203.bucket, errno=107 (Transport endpoint is not connected)',
      '[Mon Nov 23 02:50:11 2026] blk_update_request: I/O error, dev nvme0n1, sector 418832 op 0x1:(WRITE) flags 0x8800 phys_seg 1 prio class 0',
      '[Mon Nov 23 02:50:11 2026] INFO: task jbd2/nvme0n1-8:712 blocked for more than 120 seconds.',
      'Nov 23 02:52:13 kv-a03 kernel: INFO: task mooncake_client:2290 blocked for more than 241 seconds.',
      '[Mon Nov 23 02:50:11 2026] nvme nvme0: I/O 512 QID 4 timeout, completion polled',
      '[Mon Nov 23 02:50:11 2026] nvme nvme0: I/O 512 QID 4 timeout, aborting',
    ],
  },
  {
    id: 'offload-task-expired',
    component: 'Store',
    title: 'Objects waited too long to be written to disk',
    patterns: ['Offloading task expired for key', 'Promotion task expired for key'],
    meaning:
      'A client was told to write an object to its disk, or to read it back, and did not within the time allowed: the disk is too slow for the load, or that client stopped asking for work.',
    checks: [
      answerLine(diskProbes.load, "on the clients' hosts"),
      answerLine(diskProbes.pressure),
      answerLine(logProbes.heartbeat),
      'With healthy disks too this has been seen (kvcache-ai/Mooncake#2632): then look whether that client still asks for work.',
    ],
    source: 'master_service.cpp, v0.3.12.post1',
    samples: [
      'W1123 02:50:06.259191 3815 master_service.cpp:5836] Offloading task expired for key: a4c19c15ae875bfc_3_v tenant=default',
      'W1123 02:50:06.259191 3815 master_service.cpp:5868] Promotion task expired for key: a4c19c15ae875bfc_3_v',
    ],
  },
  {
    id: 'eviction-waits-for-disk',
    component: 'Store',
    title: 'Eviction frees no memory: objects wait to be written to disk',
    routine: true,
    patterns: ['[EVICT] No memory freed this cycle; '],
    meaning:
      'With offload on eviction, memory is freed only after the object is on disk. Now and then that is normal; again and again, the disks do not keep up.',
    checks: [answerLine(diskProbes.load, "on the clients' hosts"), answerLine(masterProbes.evictionLog)],
    source: 'master_service.cpp BatchEvict, v0.3.12.post1',
    samples: [
      'W1123 02:50:06.259191  3815 master_service.cpp:6930] [EVICT] No memory freed this cycle; 411 objects deferred for disk offload. Consider lowering eviction_high_watermark_ratio.',
    ],
  },
  {
    id: 'offload-read-late',
    component: 'Store',
    title: 'A read from another client’s disk took longer than its buffer is kept',
    code: 'OBJECT_HAS_LEASE',
    patterns: ['Batch get store object failed with error: OBJECT_HAS_LEASE'],
    meaning:
      'The owner may have reused the buffer before it was read, so the data is thrown away: its disk, or the way to it, is too slow.',
    checks: [
      answerLine(diskProbes.load, 'on the host of the client that the line before it names'),
      answerLine(
        diskProbes.variables,
        'how long buffers are kept there: `MOONCAKE_OFFLOAD_CLIENT_BUFFER_GC_TTL_MS`',
      ),
    ],
    source: 'real_client.cpp batch_get_into_offload_object_internal, v0.3.12.post1',
    samples: [
      'E1123 02:50:11.100214 7120 real_client.cpp:4854] Batch get store object failed with error: OBJECT_HAS_LEASE',
    ],
  },
  {
    id: 'offload-read-slow',
    component: 'Store',
    title: 'Buffers for reads from disk are used up',
    code: 'BUFFER_OVERFLOW',
    patterns: ['Failed to allocate slice buffer, size = '],
    meaning:
      'Reads from the disk hold all buffers of this client; with a slow disk they are held longer than new reads can wait.',
    checks: [
      answerLine(diskProbes.load),
      answerLine(diskProbes.variables, 'the size of the buffer: `MOONCAKE_OFFLOAD_LOCAL_BUFFER_SIZE_BYTES`'),
    ],
    source: 'file_storage.cpp AllocateBatch, v0.3.12.post1',
    samples: [
      'E1123 02:50:11.100214 7120 file_storage.cpp:1152] Failed to allocate slice buffer, size = 1052672 (data_size=1048576), key = default/kv-17c09a',
    ],
  },
  {
    id: 'offload-read-failed',
    component: 'Store',
    title: 'An object on another client’s disk could not be fetched',
    patterns: [
      'Failed to invoke batch_get_offload_object',
      'Batch get offload object failed',
      'Batch get into offload object failed',
      'Batch get store object failed',
      'Batch load object failed',
      'Fileread task failed for file',
    ],
    meaning:
      'The object lies on the disk of the client that is named; that client was too slow, is gone, or could not read it.',
    checks: [
      answerLine(diskProbes.load, 'on the host of the client that is named'),
      answerLine(logProbes.offload, 'there'),
      'With `--root_fs_dir`, the former way, other nodes open a local path in vain: use `--enable_offload=true` alone. A client inside an engine needs it in ITS configuration (`enable_ssd_offload`).',
    ],
    source:
      'real_client.cpp, file_storage.cpp, transfer_task.cpp, v0.3.12.post1; kvcache-ai/Mooncake#2715, #1948',
    samples: [
      'E0520 11:28:25.865830 10595 real_client.cpp:5810] Failed to invoke batch_get_offload_object, client_addr = 10.12.0.7:50052, error is: RPC_TIMEOUT',
      'E0520 11:28:25.865854 10595 real_client.cpp:5738] Batch get offload object failed with error: RPC_TIMEOUT',
      'E0520 11:28:25.865854 10595 real_client.cpp:5768] Batch get into offload object failed with error: TRANSFER_FAIL',
      'E0520 11:28:25.865856 10595 real_client.cpp:4854] Batch get store object failed with error: RPC_TIMEOUT',
      'E0520 11:28:25.865856 10595 file_storage.cpp:413] Batch load object failed,err_code = FILE_READ_FAIL',
      'E0520 11:28:25.865856 10595 transfer_task.cpp:265] Fileread task failed for file: /nvme0/kv/a4/c1/kv-17c09a with error: FILE_READ_FAIL',
    ],
  },
  {
    id: 'object-not-stored',
    component: 'Store',
    title: 'Objects could not be written to disk',
    patterns: [
      'Failed to persist objects with error',
      'Failed to store objects with error',
      'Failed to store object for key',
      'vector_write failed for',
      'Failed to store bucket metadata',
    ],
    meaning:
      'Offloading failed; the objects stay in memory only, or are lost when evicted. The code after the colon says why.',
    checks: [
      answerLine(diskProbes.variables, 'which directory'),
      answerLine(diskProbes.space),
      answerLine(diskProbes.rights),
      answerLine(diskProbes.kernel),
    ],
    source: 'file_storage.cpp, storage_backend.cpp, v0.3.12.post1',
    samples: [
      'E1123 02:50:11.100214 7120 file_storage.cpp:844] Failed to persist objects with error: FILE_WRITE_FAIL',
      'E1123 02:50:11.100214 7120 file_storage.cpp:624] Failed to store objects with error: FILE_WRITE_FAIL',
      'E1123 02:50:11.100214 7120 client_service.cpp:3449] Failed to store object for key: kv-17c09a',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:2606] vector_write failed for: 118203, error: FILE_WRITE_FAIL',
      'E1123 02:50:11.100214 7120 storage_backend.cpp:2600] Failed to store bucket metadata, error: FILE_OPEN_FAIL',
    ],
  },
];
