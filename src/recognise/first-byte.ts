/**
 * Sorts patterns by the bytes that a match can begin with, so that only those are tried that can match at all.
 *
 * @param patterns each with `first`, the inside of a regular expression's character class
 * @returns for each of the 256 bytes the patterns to try, in their order
 */
export function byFirstByte<Pattern extends { readonly first: string }>(
  patterns: readonly Pattern[],
): readonly (readonly Pattern[])[] {
  const sets = patterns.map(({ first }) => new RegExp(`^[${first}]`));
  return Array.from({ length: 256 }, (_, byte) =>
    patterns.filter((_, index) => sets[index]!.test(String.fromCharCode(byte))),
  );
}
