import { OTHER } from '../tally/bounded-names.ts';
import { type CodeData, CodeEntry } from '../tally/code-entry.ts';

/** How many codes that the catalogue lacks a report tells apart, of each component. */
const mostApart = 1000;

/**
 * Of codes whose names come from logs the most frequent ones; all others are one called `other`, which comes last.
 *
 * @param codes most lines first
 */
export function frequentCodes(codes: readonly CodeData[]): readonly CodeData[] {
  const named = codes.filter(({ name }) => name !== OTHER);
  const rest = [...named.slice(mostApart), ...codes.filter(({ name }) => name === OTHER)];
  if (rest.length === 0) return named;
  const other = new CodeEntry({ component: '', group: '', name: OTHER, value: undefined });
  for (const code of rest) other.merge(code);
  return [...named.slice(0, mostApart), other.data(undefined)];
}
