import { answerLine } from '../advice/probe.ts';
import { diskProbes } from '../advice/probes/disk.ts';
import { masterProbes } from '../advice/probes/master.ts';
import type { KnownMessage } from './known-message.ts';

/** The snapshots of a master: written, and read when it starts. */
export const snapshotMessages: readonly KnownMessage[] = [
  {
    id: 'snapshot-not-restored',
    component: 'Store',
    title: 'A master could not read its snapshots and started empty: its objects are lost',
    isGrave: true,
    isOwnKind: true,
    patterns: ['[Restore] Failed to restore from all candidate snapshots'],
    meaning:
      'None of the snapshots could be read, so that the master knows none of the objects and segments from before.',
    checks: [answerLine(masterProbes.snapshots)],
    source: 'master_service.cpp RestoreState, v0.3.13.post1',
    samples: [
      'E1129 06:34:39.946141 13591 master_service.cpp:9556] [Restore] Failed to restore from all candidate snapshots (count=2), starting fresh',
    ],
  },
  {
    id: 'snapshot-unusable',
    component: 'Store',
    title: 'A snapshot of the master cannot be read',
    isOwnKind: true,
    patterns: ['[Restore] Snapshot candidate '],
    meaning: 'The file is damaged or of another version; the next older snapshot is tried.',
    checks: [answerLine(masterProbes.snapshots)],
    source: 'master_service.cpp RestoreState, v0.3.13.post1',
    samples: [
      'W1129 06:34:39.945925 13591 master_service.cpp:9521] [Restore] Snapshot candidate 20261129_063436_530 is unusable: deserialize SegmentManager failed to decompress MessagePack data',
    ],
  },
  {
    id: 'snapshot-not-written',
    component: 'Store',
    title: 'The master cannot write its snapshots',
    code: 'PERSISTENT_FAIL',
    severities: 'IWEF',
    patterns: [
      '[Snapshot:Child] [ERROR] ',
      '[Snapshot] Child process exited with error code',
      '[Snapshot] Child process terminated by signal',
      '[Snapshot] Child process timeout',
    ],
    meaning:
      'The process that the master forks for a snapshot failed: its directory is full, may not be written, or its store does not answer. A master that restarts now knows only what the last good snapshot holds.',
    checks: [
      answerLine(masterProbes.snapshots),
      answerLine(diskProbes.space),
      answerLine(diskProbes.rights, 'the directory: `MOONCAKE_SNAPSHOT_LOCAL_PATH`'),
    ],
    source:
      'master_snapshot_manager.cpp, v0.3.13.post1; recorded with a disk that was full and one of another user',
    samples: [
      'I1130 07:38:04.370512 23253 master_snapshot_manager.cpp:230] [Snapshot:Child] [ERROR] [Snapshot] metadata upload failed, snapshot_id=20261130_073804_364, file=mooncake_master_snapshot/mooncake_cluster/20261130_073804_364/metadata, error=Failed to write data to file: /snap/mooncake_master_snapshot/mooncake_cluster/20261130_073804_364/metadata',
      'E1130 07:38:05.371733 23203 master_snapshot_manager.cpp:338] [Snapshot] Child process exited with error code: 1, snapshot_id=20261130_073804_364, child_pid=23253',
      'E1130 07:38:05.371733 23203 master_snapshot_manager.cpp:345] [Snapshot] Child process terminated by signal: 9, snapshot_id=20261130_073804_364',
      'W1130 07:38:05.371733 23203 master_snapshot_manager.cpp:320] [Snapshot] Child process timeout, snapshot_id=20261130_073804_364, child_pid=23253',
    ],
  },
];
