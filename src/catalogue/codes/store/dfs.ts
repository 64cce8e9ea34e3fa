import { answerLine } from '../../advice/probe.ts';
import { diskProbes } from '../../advice/probes/disk.ts';
import type { Code } from '../../code.ts';

export const dfs: readonly Code[] = [
  {
    component: 'Store',
    group: 'DFS',
    name: 'DFS_NETWORK_TIMEOUT',
    value: -1600,
    description: 'Distributed file system network timeout',
    origin: 'source',
    cause: [
      "The distributed file system's servers do not answer in time: network trouble or overload.",
      "Mooncake's own adapters (posix, hf3fs) do not return this code; an adapter of a vendor does.",
    ],
    action: [
      answerLine(diskProbes.variables, 'the directory is that of `MOONCAKE_DFS_ROOT_DIR`'),
      answerLine(diskProbes.slowMount),
      answerLine(diskProbes.mount, 'the server’s address: ping it'),
      answerLine(diskProbes.kernel),
      "Look at the load of the file system's servers.",
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4550] DFS read failed for key llama@tp2@4f1c9a: DFS_NETWORK_TIMEOUT',
    ],
    related: ['DFS_SERVICE_UNAVAILABLE'],
  },
  {
    component: 'Store',
    group: 'DFS',
    name: 'DFS_SERVICE_UNAVAILABLE',
    value: -1601,
    description: 'Distributed file system service unavailable',
    origin: 'source',
    cause: [
      'The client or the master has no distributed back end although objects ask for it: switched on at one side only, or its start failed.',
      'The allocator on the master did not come up (`dfs_allocator_not_initialized`).',
      "A master restores from a standby's state, which cannot be done with DFS.",
    ],
    action: [
      answerLine(
        diskProbes.variables,
        '`MOONCAKE_ENABLE_DFS` and the others must be equal on master and clients',
      ),
      "Look for `Failed to initialize DFS allocator` in the master's start-up log and `Failed to open DFS shard` in the client's.",
      answerLine(diskProbes.space, '`MOONCAKE_DFS_ROOT_DIR`, on every node'),
      answerLine(diskProbes.rights, 'on every node'),
      "A standby's state cannot be taken over together with DFS: do not combine `MOONCAKE_ENABLE_DFS` with `--enable_oplog`.",
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:3085] Operation for key llama@tp2@4f1c9a failed: DFS_SERVICE_UNAVAILABLE (DFS_SERVICE_UNAVAILABLE: Synchronous DFS write failed: DFS_SERVICE_UNAVAILABLE)',
      'E20260730 11:49:18.123456 12345 master_service.cpp:581] Failed to initialize DFS allocator, error=DFS_SERVICE_UNAVAILABLE, config={enabled=1}',
      'E20260730 11:49:18.123456 12345 client_service.cpp:2620] DFS backend is unavailable for synchronous write',
    ],
    related: ['DFS_NETWORK_TIMEOUT', 'NOT_SUPPORTED'],
  },
  {
    component: 'Store',
    group: 'DFS',
    name: 'DFS_QUOTA_EXCEEDED',
    value: -1602,
    description: 'Distributed file system quota exceeded',
    origin: 'source',
    cause: [
      "The directory's quota on the distributed file system is used up.",
      "Mooncake's own adapters report a full file system as FILE_WRITE_FAIL; this code comes from an adapter of a vendor.",
    ],
    action: [
      answerLine(diskProbes.space, "`MOONCAKE_DFS_ROOT_DIR`; the file system's own quota tool may tell more"),
      'Lower `MOONCAKE_DFS_EVICTION_HIGH_WATERMARK` or `MOONCAKE_DFS_SHARD_CAPACITY` so that Mooncake stays below the quota.',
      '`MOONCAKE_DFS_EVICTION_ENABLED` must be on for old objects to go.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 distributed_storage_backend.cpp:387] DFS write failed for key llama@tp2@4f1c9a, error=DFS_QUOTA_EXCEEDED',
    ],
    related: ['FILE_WRITE_FAIL', 'NO_AVAILABLE_HANDLE'],
  },
  {
    component: 'Store',
    group: 'DFS',
    name: 'DFS_PERMISSION_DENIED',
    value: -1603,
    description: 'Distributed file system permission denied',
    origin: 'source',
    cause: [
      'The user of the Mooncake process may not read or write the directory, as with root squash or other user IDs in containers.',
      "Mooncake's own adapters report this as FILE_OPEN_FAIL; this code comes from an adapter of a vendor.",
    ],
    action: [
      answerLine(diskProbes.rights, '`MOONCAKE_DFS_ROOT_DIR`'),
      'Give all clients the same user ID, or adapt export rules and access lists.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 distributed_storage_backend.cpp:387] DFS write failed for key llama@tp2@4f1c9a, error=DFS_PERMISSION_DENIED',
    ],
    related: ['FILE_OPEN_FAIL'],
  },
  {
    component: 'Store',
    group: 'DFS',
    name: 'DFS_STALE_HANDLE',
    value: -1604,
    description: 'Distributed file system handle is stale',
    origin: 'source',
    cause: [
      'A file was deleted or replaced on the server while this node had it open (`Stale file handle`).',
      'The file system was exported anew or failed over.',
      "Mooncake's own adapters do not return this code; an adapter of a vendor does.",
    ],
    action: [
      answerLine(
        diskProbes.slowMount,
        '`MOONCAKE_DFS_ROOT_DIR`: if it says `Stale file handle`, unmount and mount it again',
      ),
      'Restart the client afterwards; it opens its shards at start-up.',
      'Find out who deletes in the directory: it belongs to Mooncake alone.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 client_service.cpp:4550] DFS read failed for key llama@tp2@4f1c9a: DFS_STALE_HANDLE',
    ],
    related: ['FILE_INVALID_HANDLE', 'FILE_READ_FAIL'],
  },
  {
    component: 'Store',
    group: 'DFS',
    name: 'DFS_PARTIAL_WRITE',
    value: -1605,
    description: 'Distributed file system wrote only part of the data',
    origin: 'source',
    cause: [
      'The file system took only a part of the data: no space left, or the connection broke.',
      "Mooncake's own adapters report short writes as FILE_WRITE_FAIL; this code comes from an adapter of a vendor.",
    ],
    action: [
      answerLine(diskProbes.space, '`MOONCAKE_DFS_ROOT_DIR`, and its quota'),
      answerLine(diskProbes.kernel),
      'The object is not stored there; the caller must write it again.',
    ],
    sample: [
      'W20260730 11:49:18.123456 12345 distributed_storage_backend.cpp:387] DFS write failed for key llama@tp2@4f1c9a, error=DFS_PARTIAL_WRITE',
    ],
    related: ['FILE_WRITE_FAIL', 'DFS_QUOTA_EXCEEDED'],
  },
];
