import { distance } from 'fastest-levenshtein';

/** The candidates most like a mistyped word, best first; empty when none is near. Case does not matter. */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  const lower = word.toLowerCase();
  // Two letters that changed places count as two.
  const farthest = Math.max(1, Math.min(5, Math.round(lower.length * 0.4)));
  return candidates
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}
