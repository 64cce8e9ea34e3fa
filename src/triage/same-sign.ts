import type { Episode } from './episode.ts';

/**
 * Whether two episodes report the same: the same known message, or the same code first of all where not both are known
 * messages.
 */
export function sameSign(a: Episode, b: Episode): boolean {
  if (a.sign.known !== null && b.sign.known !== null) return a.sign.known === b.sign.known;
  const one = a.sign.codes[0]?.meanings ?? [];
  const other = b.sign.codes[0]?.meanings ?? [];
  return one.some((meaning) => other.includes(meaning));
}
