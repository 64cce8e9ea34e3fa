import { clientMessages } from './clients.ts';
import { completionMessages } from './completion.ts';
import { configurationMessages } from './configuration.ts';
import { connectionMessages } from './connection.ts';
import { deviceMessages } from './device.ts';
import { diskMessages } from './disk.ts';
import { etcdMessages } from './etcd.ts';
import type { KnownMessage } from './known-message.ts';
import { masterMessages } from './master.ts';
import { processMessages } from './processes.ts';
import { snapshotMessages } from './snapshots.ts';
import { storeMessages } from './store.ts';
import { tcpMessages } from './tcp.ts';

export { type Diagnosis, diagnoses, masterStoodStill, otherCluster } from './diagnoses.ts';
export type { AddressOwner, KnownMessage, ProcessLife } from './known-message.ts';
export { FATAL_LINE } from './processes.ts';

/**
 * The messages that triage knows beyond the codes they state or imply, with what to check. Where a line holds several,
 * the first counts: reasons (`Cannot assign requested address`) stand before what they make fail (no TCP connection).
 */
export const knownMessages: readonly KnownMessage[] = [
  ...configurationMessages,
  ...snapshotMessages,
  ...etcdMessages,
  ...clientMessages,
  ...processMessages,
  ...tcpMessages,
  ...completionMessages,
  ...connectionMessages,
  ...deviceMessages,
  ...masterMessages,
  ...storeMessages,
  ...diskMessages,
];
