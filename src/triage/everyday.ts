import type { KnownMessage } from '../catalogue/known-messages/index.ts';
import type { Episode } from './episode.ts';

/**
 * Codes that healthy clusters log too, and that are no fault of anything: a get of a key that is not there, a put of one that
 * is, a segment that is mounted again. They are consequences at most.
 */
const everyday: ReadonlySet<string> = new Set([
  'Store/OBJECT_NOT_FOUND',
  'Store/OBJECT_ALREADY_EXISTS',
  'Store/OBJECT_HAS_REPLICATION_TASK',
  'Store/OBJECT_NO_REPLICATION_TASK',
  'Store/REPLICA_IS_NOT_READY',
  'Store/REPLICA_ALREADY_EXISTS',
  'Store/SEGMENT_ALREADY_EXISTS',
  'Store/FILE_NOT_FOUND',
]);

/** Whether lines of this kind come in healthy clusters too. */
export function isEveryday({ sign }: Episode, messages: ReadonlyMap<string, KnownMessage>): boolean {
  if (sign.known !== null) return messages.get(sign.known)?.routine === true;
  return sign.codes.every(({ component, name }) => everyday.has(`${component}/${name}`));
}
