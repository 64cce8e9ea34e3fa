import type { EventKey } from './consequence.ts';

/**
 * What healthy processes print as well: a cache miss, a key that another process put first, the warnings of a segment
 * that is mounted once more, the first look for a leader. They may follow from a cause; by themselves they are none.
 */
export const routineEvents: readonly EventKey[] = [
  'Store/OBJECT_NOT_FOUND',
  'Store/OBJECT_ALREADY_EXISTS',
  'Store/OBJECT_HAS_LEASE',
  'Store/OBJECT_REPLICA_BUSY',
  'Store/OBJECT_HAS_REPLICATION_TASK',
  'Store/OBJECT_NO_REPLICATION_TASK',
  'Store/REPLICA_IS_NOT_READY',
  'Store/REPLICA_ALREADY_EXISTS',
  'Store/SEGMENT_ALREADY_EXISTS',
  'Store/BUCKET_ALREADY_EXISTS',
  'Store/ETCD_KEY_NOT_EXIST',
  'Store/K8S_LEASE_NOT_FOUND',
  'Store/TASK_NOT_FOUND',
  'Store/OPLOG_ENTRY_NOT_FOUND',
  'message/segment-not-described',
  'message/put-not-ended',
  'message/no-leader-yet',
];
