import { completionMessages } from './completion.ts';
import { connectionMessages } from './connection.ts';
import { deviceMessages } from './device.ts';
import { diskMessages } from './disk.ts';
import type { KnownMessage } from './known-message.ts';
import { masterMessages } from './master.ts';
import { storeMessages } from './store.ts';

export type { KnownMessage } from './known-message.ts';

/**
 * The messages that triage knows beyond the codes they state or imply, with what to check. Where a line holds several,
 * the first counts: reasons (`Cannot assign requested address`) stand before what they make fail (no TCP connection).
 */
export const knownMessages: readonly KnownMessage[] = [
  ...completionMessages,
  ...connectionMessages,
  ...deviceMessages,
  ...masterMessages,
  ...storeMessages,
  ...diskMessages,
];
