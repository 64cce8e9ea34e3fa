import { isOfOthers } from '../collect/event-signature.ts';
import type { Episode } from './episode.ts';

/**
 * Whether two episodes report the same: the same known message, or the same code first of all where not both are known
 * messages.
 */
export function sameSignature(a: Episode, b: Episode): boolean {
  const one = a.signature;
  const other = b.signature;
  if (one.isOwnKind || other.isOwnKind || (one.known !== null && other.known !== null))
    return one.known === other.known;
  // The code of another system stands on lines of many kinds.
  if (one.known !== other.known && [...one.codes.slice(0, 1), ...other.codes.slice(0, 1)].some(isOfOthers))
    return false;
  const meanings = other.codes[0]?.meanings ?? [];
  return (one.codes[0]?.meanings ?? []).some((meaning) => meanings.includes(meaning));
}
