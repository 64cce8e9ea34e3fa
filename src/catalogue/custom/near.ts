import { distance } from 'fastest-levenshtein';

/** `; did you mean X?` for the candidate most like a mistyped word; empty when none is near. */
export function meant(word: string, candidates: readonly string[]): string {
  const lower = word.toLowerCase();
  const farthest = Math.max(1, Math.floor(lower.length / 3));
  const best = candidates
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far)[0];
  return best === undefined ? '' : `; did you mean ${best.candidate}?`;
}
