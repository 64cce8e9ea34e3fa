import type { Episode } from './episode.ts';

/**
 * Whether two episodes report the same: the same known message, or the same code first of all where not both are known
 * messages.
 */
export function sameSignature(a: Episode, b: Episode): boolean {
  if (a.signature.known !== null && b.signature.known !== null)
    return a.signature.known === b.signature.known;
  const one = a.signature.codes[0]?.meanings ?? [];
  const other = b.signature.codes[0]?.meanings ?? [];
  return one.some((meaning) => other.includes(meaning));
}
