import { answerLine } from '../advice/probe.ts';
import { diskProbes } from '../advice/probes/disk.ts';
import { logProbes } from '../advice/probes/logs.ts';
import { masterProbes } from '../advice/probes/master.ts';
import { metadataProbes } from '../advice/probes/metadata.ts';
import { processProbes } from '../advice/probes/process.ts';
import type { KnownMessage } from './known-message.ts';

/** What is configured in a way that cannot work. */
export const configurationMessages: readonly KnownMessage[] = [
  {
    id: 'not-built-in',
    component: 'Store',
    title: 'A protocol or backend is configured that this build of Mooncake does not have',
    isGrave: true,
    isOwnKind: true,
    patterns: [
      'unsupported_protocol protocol=',
      'Unsupported transport {} please rebuild Mooncake',
      'Failed to parse HA backend config: ',
      'Unable to find metadata storage plugin ',
    ],
    meaning:
      'The name is misspelt (upper and lower case count), or it was left out when this package was built. No server is at fault, and trying again does not help.',
    checks: [answerLine(processProbes.version), answerLine(masterProbes.startLine)],
    source:
      'client_service.cpp InitTransferEngine, multi_transport.cpp, master_service_supervisor.cpp, transfer_metadata_plugin.cpp, v0.3.13.post1',
    samples: [
      'E1129 06:38:03.790293  4182 client_service.cpp:1000] unsupported_protocol protocol=foo',
      'E1129 06:39:12.467450 13381 multi_transport.cpp:533] Unsupported transport ascend, please rebuild Mooncake',
      'E1129 06:33:29.932919  8612 master_service_supervisor.cpp:515] Failed to parse HA backend config: UNAVAILABLE_IN_CURRENT_MODE, backend_type=redis',
      'F1129 06:39:59.972021 16527 transfer_metadata_plugin.cpp:592] Unable to find metadata storage plugin redis with conn string: redis://127.0.0.1:22508',
    ],
  },
  {
    id: 'directory-missing',
    component: 'Store',
    title: 'The directory for offloaded objects does not exist, or cannot be used',
    isGrave: true,
    isOwnKind: true,
    patterns: [
      'storage_filepath does not exist',
      'storage_filepath is not a directory',
      'storage_filepath is not writable',
      'FileStorageConfig: storage_filepath ',
      'FileStorageConfig: no write permission on directory',
      'FileStorageConfig: symbolic link is not allowed',
      'FileStorageConfig: path traversal is not allowed',
      'FilePerKeyConfig: fsdir is invalid',
      'Invalid fsdir format',
      'Failed to create directories: {}Not a directory',
      'Failed to create directories: {}No such file or directory',
      'Failed to create directories: {}Stale file handle',
      'Failed to create directories: {}Transport endpoint is not connected',
      'Failed to create directories: {}Too many levels of symbolic links',
      'Failed to get disk space info for {}: No such file or directory',
      'Failed to get disk space info for {}: Stale file handle',
      'Failed to get disk space info for {}: Transport endpoint is not connected',
    ],
    meaning:
      'Where objects are to be kept there is no directory that the client can use: it was never there, was removed, or its file system is not mounted any more. The client goes on without it, or ends.',
    checks: [answerLine(diskProbes.rights), answerLine(diskProbes.mount), answerLine(diskProbes.variables)],
    source:
      'file_storage_config.cpp Validate, v0.3.13.post1; storage_backend.cpp ResolvePath, v0.3.7, recorded with a directory that was replaced by a file',
    samples: [
      'E1129 06:32:59.020512  6676 file_storage_config.cpp:176] FileStorageConfig: storage_filepath does not exist: /proc/nope',
      'E1129 06:32:59.020512  6676 file_storage_config.cpp:181] FileStorageConfig: storage_filepath is not a directory: /etc/passwd',
      'E1129 06:32:59.020512  6676 file_storage_config.cpp:190] FileStorageConfig: storage_filepath is not writable: /data',
      'E1129 06:32:59.020512  6676 file_storage_config.cpp:196] FileStorageConfig: storage_filepath must be absolute: data',
      'E1130 07:38:23.268478 23965 file_storage_config.cpp:189] FileStorageConfig: no write permission on directory: /nvme0/kv',
      'E1130 07:38:23.268478 23965 file_storage_config.cpp:160] FileStorageConfig: symbolic link is not allowed: /nvme0/kv',
      'E1130 07:38:23.268478 23965 file_storage_config.cpp:150] FileStorageConfig: path traversal is not allowed: /nvme0/../kv',
      'E1130 07:38:23.268478 23965 storage_backend.cpp:1301] FilePerKeyConfig: fsdir is invalid',
      'E1130 07:38:23.268478 23965 client_service.cpp:620] Invalid fsdir format: kv',
      'E1130 20:26:35.608418  5835 storage_backend.cpp:272] Failed to create directories: "/mnt/kv/c1/c/a", error: Not a directory',
      'E1130 20:26:35.608418  5835 storage_backend.cpp:272] Failed to create directories: "/mnt/kv/c1/c/a", error: No such file or directory',
      'E1130 20:26:35.608418  5835 storage_backend.cpp:272] Failed to create directories: "/mnt/kv/c1/c/a", error: Stale file handle',
      'E1130 20:26:35.608418  5835 storage_backend.cpp:272] Failed to create directories: "/mnt/kv/c1/c/a", error: Transport endpoint is not connected',
      'E1130 20:26:35.608418  5835 storage_backend.cpp:272] Failed to create directories: "/mnt/kv/c1/c/a", error: Too many levels of symbolic links',
      'W1130 21:10:57.280817 18886 storage_backend.cpp:3012] [Evict] Failed to get disk space info for /nvme0/kv: No such file or directory',
      'W1130 21:10:57.280817 18886 storage_backend.cpp:3012] [Evict] Failed to get disk space info for /nvme0/kv: Stale file handle',
      'W1130 21:10:57.280817 18886 storage_backend.cpp:3012] [Evict] Failed to get disk space info for /nvme0/kv: Transport endpoint is not connected',
    ],
  },
  {
    id: 'offload-misconfigured',
    component: 'Store',
    title: 'Offloading to disk is configured in a way that cannot work',
    isGrave: true,
    isOwnKind: true,
    patterns: [
      'FileStorageConfig: ',
      'BucketBackendConfig: ',
      'OffsetAllocatorBackendConfig: ',
      'Invalid FileStorage configuration',
    ],
    meaning: 'A limit or ratio of offloading is out of its range, so that the client is not set up with it.',
    checks: [answerLine(diskProbes.variables)],
    source: 'file_storage.cpp, storage_backend.cpp Validate, v0.3.13.post1',
    samples: [
      'E1130 07:38:23.268478 23965 file_storage.cpp:171] FileStorageConfig: heartbeat_interval_seconds must > 0',
      'E1130 07:38:23.268478 23965 storage_backend.cpp:1330] BucketBackendConfig: bucket_size_limit must > 0',
      'E1130 07:38:23.268478 23965 storage_backend.cpp:1350] OffsetAllocatorBackendConfig: high_ratio must be in (0,1]',
      'E1129 06:32:59.020512  6676 real_client.cpp:1176] Invalid FileStorage configuration',
    ],
  },
  {
    id: 'no-replica-asked-for',
    component: 'Store',
    title: 'A put asks for no replica at all',
    code: 'INVALID_PARAMS',
    isOwnKind: true,
    patterns: [
      'replica_num=0, nof_replica_num=0, dfs_replica_num=0',
      ', replica_num=0, slice_length=',
      ', replica_num=0, slice_count=',
    ],
    meaning: 'The replica numbers of the caller’s ReplicateConfig are all 0; the master refuses that.',
    checks: [answerLine(logProbes.writer)],
    source: 'master_service.cpp PutStart, v0.3.13.post1, v0.3.9, v0.3.7',
    samples: [
      'E1130 07:42:29.118963  1020 master_service.cpp:596] key=k0, replica_num=0, slice_length=1000, key_size=19, error=invalid_params',
      'E1130 07:36:47.118963  1020 master_service.cpp:348] key=k0, replica_num=0, slice_count=1, key_size=19, error=invalid_params',
      'E1129 06:37:57.618963  2190 master_service.cpp:4301] key=k0, replica_num=0, nof_replica_num=0, dfs_replica_num=0, slice_length=1000, key_size=19, error=invalid_params',
    ],
  },
  {
    id: 'nof-pool-disabled',
    component: 'Store',
    title: 'A put asks for a replica on NVMe-oF, which this store does not have',
    code: 'INVALID_PARAMS',
    isOwnKind: true,
    patterns: ['error=nof_pool_disabled'],
    meaning:
      'The master runs without a pool of NVMe-oF SSDs, but the caller’s ReplicateConfig has nof_replica_num above 0.',
    checks: [answerLine(masterProbes.startLine)],
    source: 'master_service.cpp PutStart, v0.3.13.post1',
    samples: [
      'E1129 06:37:57.645432  2190 master_service.cpp:4335] key=k1, nof_replica_num=1, error=nof_pool_disabled',
    ],
  },
  {
    id: 'not-a-metadata-server',
    component: 'TransferEngine',
    title: 'What answers is no metadata server',
    code: 'ERR_METADATA',
    about: 'metadata server',
    isOwnKind: true,
    patterns: [
      '/metadata?key={} body: {} Not Found',
      '/metadata?key={} body: Method Not Allowed',
      '/metadata?key={} body: Forbidden',
    ],
    meaning:
      'Some server listens at that address, but it does not know the path: the port of a master or of something else was given, or a proxy stands between.',
    checks: [answerLine(metadataProbes.server), answerLine(processProbes.proxy)],
    source:
      'transfer_metadata_plugin.cpp HTTPStoragePlugin, v0.3.13.post1; recorded with the port of a master',
    samples: [
      'E1129 06:36:55.712694 28122 transfer_metadata_plugin.cpp:348] PUT http://127.0.0.1:21211/metadata?key=mooncake%2Frpc_meta%2F127.0.0.1%3A13991 http=404 body: 404 Not Found',
      'E1129 06:36:55.712694 28122 transfer_metadata_plugin.cpp:348] PUT http://127.0.0.1:21211/metadata?key=mooncake%2Frpc_meta%2F127.0.0.1%3A13991 http=405 body: Method Not Allowed',
      'E1129 06:36:55.712694 28122 transfer_metadata_plugin.cpp:292] GET http://10.0.0.9:3128/metadata?key=mooncake%2Frpc_meta%2F127.0.0.1%3A13991 http=403 body: Forbidden',
    ],
  },
  {
    id: 'buffer-too-small',
    component: 'Store',
    title: 'A caller’s buffer is too small for the object it reads',
    isOwnKind: true,
    patterns: ['Buffer too small for key', 'User buffer too small', 'Buffer size is too small'],
    meaning:
      'The buffer that was handed in is shorter than the object. This is a mistake of the caller and no fault of a connection.',
    checks: [answerLine(logProbes.writer)],
    source: 'real_client.cpp get_into_internal, v0.3.13.post1',
    samples: [
      'E1129 06:37:57.645432  2190 real_client.cpp:2611] Buffer too small for key: k1, required: 1000, provided: 100',
      'E1129 06:37:57.645432  2190 real_client.cpp:2611] User buffer too small. Required: 1000, provided: 100',
      'E1129 06:37:57.645432  2190 store_py.cpp:811] Buffer size is too small: 100 < 1000',
    ],
  },
  {
    id: 'segment-mounted-twice',
    component: 'Store',
    title: 'A segment is mounted that is there already',
    code: 'SEGMENT_ALREADY_EXISTS',
    routine: 'always',
    patterns: ['warn=segment_already_exists'],
    meaning:
      'Printed twice whenever a client starts, since 0.3.9: it mounts its memory, and once more when it pings first.',
    checks: [answerLine(masterProbes.mounts)],
    source: 'segment.cpp MountSegment, v0.3.13.post1; in every recording of a client that starts',
    samples: [
      'W1129 06:32:53.770839  6602 segment.cpp:228] segment_name=127.0.0.1:12919, warn=segment_already_exists',
    ],
  },
];
