/**
 * Sorts patterns by the bytes that a match can begin with, so that only those are tried that can match at all.
 *
 * @param patterns each with `first`: characters and ranges of them (`A-Z0-9[`)
 * @returns for each of the 256 bytes the patterns to try, in their order
 */
export function byFirstByte<Pattern extends { readonly first: string }>(
  patterns: readonly Pattern[],
): readonly (readonly Pattern[])[] {
  const tried = Array.from({ length: 256 }, (): Pattern[] => []);
  for (const pattern of patterns) {
    for (const [, from, to = from] of pattern.first.matchAll(/(.)(?:-(.))?/g))
      for (let byte = from!.charCodeAt(0); byte <= to!.charCodeAt(0); byte++) tried[byte]!.push(pattern);
  }
  return tried;
}
