import { answerLine } from '../../advice/probe.ts';
import { diskProbes } from '../../advice/probes/disk.ts';
import { metadataProbes } from '../../advice/probes/metadata.ts';
import { processProbes } from '../../advice/probes/process.ts';
import type { Code } from '../../code.ts';

export const serialization: readonly Code[] = [
  {
    component: 'Store',
    group: 'Serialization',
    name: 'SERIALIZE_UNSUPPORTED',
    value: -1500,
    description: 'Serialization of this object is not supported',
    origin: 'source',
    cause: ["Snapshots are on, but the master's allocator is `cachelib`; only `offset` can be saved."],
    action: [
      'Start the master with `--memory_allocator=offset`, or without `--enable_snapshot`.',
      'Until then there are no new snapshots: a restarted master starts empty or from an old one.',
    ],
    sample: [
      'I20260730 11:49:18.123456 12345 master_snapshot_manager.cpp:230] [Snapshot:Child] [ERROR] [Snapshot] state encoding failed, snapshot_id=20260730_114918, code=SERIALIZE_UNSUPPORTED, msg=serialize SegmentManager memory_allocator_ is not offset',
    ],
    related: ['SERIALIZE_FAIL', 'PERSISTENT_FAIL'],
  },
  {
    component: 'Store',
    group: 'Serialization',
    name: 'SERIALIZE_FAIL',
    value: -1501,
    description: 'Serialization failed',
    origin: 'source',
    cause: [
      "The master's state could not be packed for a snapshot: an object was in a state that cannot be saved, or compression failed.",
      'The snapshot child ran out of memory.',
    ],
    action: [
      'The text behind `msg=` names the part; the next periodic snapshot often succeeds.',
      answerLine(processProbes.killed, 'on the master: the snapshot’s child needs memory of its own'),
      answerLine(processProbes.memory, 'on the master'),
      'If every snapshot fails, keep the log and report it to Mooncake; do not restart the master before a snapshot succeeded.',
    ],
    sample: [
      'I20260730 11:49:18.123456 12345 master_snapshot_manager.cpp:230] [Snapshot:Child] [ERROR] [Snapshot] state encoding failed, snapshot_id=20260730_114918, code=SERIALIZE_FAIL, msg=serialize SegmentManager dependency is null',
    ],
    related: ['SERIALIZE_UNSUPPORTED', 'PERSISTENT_FAIL'],
  },
  {
    component: 'Store',
    group: 'Serialization',
    name: 'DESERIALIZE_FAIL',
    value: -1502,
    description: 'Deserialization failed',
    origin: 'source',
    cause: [
      'A snapshot is damaged or incomplete, for example cut off while it was uploaded.',
      'The snapshot was written by another version of Mooncake, or with other settings (allocator, file system).',
      "Something else writes to the snapshot's directory or bucket.",
    ],
    action: [
      'The master tries the next older snapshot by itself: does `[Restore]` report success later?',
      answerLine(processProbes.version, 'compare with the one that wrote it'),
      'Keep more snapshots with `--snapshot_retention_count`; move the damaged one away.',
      'Without a usable snapshot, starting without `--enable_snapshot_restore` gives an empty store.',
    ],
    sample: [
      'E20260730 11:49:18.123456 12345 catalog_backed_snapshot_provider.cpp:486] Failed to deserialize snapshot metadata payload, snapshot_id=20260730_114918, error=DESERIALIZE_FAIL',
      'E20260730 11:49:18.123456 12345 hot_standby_service.cpp:212] Failed to load snapshot baseline for snapshot-only standby bootstrap: DESERIALIZE_FAIL',
    ],
    related: ['PERSISTENT_FAIL', 'SERIALIZE_FAIL'],
  },
  {
    component: 'Store',
    group: 'Serialization',
    name: 'PERSISTENT_FAIL',
    value: -1503,
    description: 'State could not be persisted',
    origin: 'source',
    cause: [
      'A snapshot could not be uploaded or fetched: object store or directory unreachable, full, or without rights.',
      'The snapshot catalogue in Redis does not answer.',
      "The tenants' quota policy could not be saved (`failed to save tenant quota policy`).",
    ],
    action: [
      answerLine(
        diskProbes.variables,
        'for `local`: `MOONCAKE_SNAPSHOT_LOCAL_PATH`; for `s3`: `MOONCAKE_AWS_BUCKET_NAME`, `MOONCAKE_AWS_REGION`, `MOONCAKE_AWS_S3_ENDPOINT`',
      ),
      answerLine(diskProbes.space, 'the directory of the snapshots'),
      answerLine(
        metadataProbes.redis,
        'for a Redis catalogue: the host of `--snapshot_catalog_store_connstring`',
      ),
      'For tenants, the file of `--tenant_quota_connector_uri` must be writable.',
      'Until it works, do not restart the master: its state exists only in memory.',
    ],
    sample: [
      'I20260730 11:49:18.123456 12345 master_snapshot_manager.cpp:230] [Snapshot:Child] [ERROR] [Snapshot] metadata upload failed, snapshot_id=20260730_114918, path=master_snapshot/20260730_114918/metadata, code=PERSISTENT_FAIL, msg=S3 upload failed: connection timed out',
    ],
    related: ['SERIALIZE_FAIL', 'DESERIALIZE_FAIL'],
  },
];
