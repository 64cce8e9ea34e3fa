import { median } from '../../tally/stats.ts';
import { type Count, expectation, sum } from './expectation.ts';
import { withoutOutliers } from './outliers.ts';
import { RULE } from './rule.ts';
import { atLeast } from './tail-probability.ts';

/**
 * The probability of a slow rise, one that the last 14 nights went along with: of so many lines over tonight and the two
 * nights before, where those before the last 14 let expect fewer. Undefined where nothing rises slowly: each of these nights has
 * to lie above the older ones, all of them at twice their level, and the nights in between on the way.
 *
 * @param earlier counts of earlier nights, oldest first
 */
export function slowRise(tonight: Count, earlier: readonly Count[], threshold: number): number | undefined {
  const split = RULE.driftNights - 1;
  const recent = [...earlier.slice(-split), tonight];
  const between = earlier.slice(-RULE.nights, -split);
  const older = withoutOutliers(earlier.slice(0, -RULE.nights), threshold);
  if (older.length < RULE.driftOlder) return undefined;
  const rate = ({ lines, hours }: Count): number => lines / hours;
  const hours = sum(recent.map((night) => night.hours));
  const lines = sum(recent.map((night) => night.lines));
  const { mean, variance } = expectation(older, hours, recent.length);
  const usual = median(older.map(rate));
  const step = median(between.map(rate));
  const rises =
    lines >= Math.max(RULE.driftNights * RULE.surgeLines, RULE.surgeFactor * Math.max(mean, usual * hours)) &&
    recent.every((night) => rate(night) >= RULE.driftEach * usual) &&
    step >= RULE.driftStep * usual &&
    lines / hours >= RULE.driftStep * step;
  return rises ? atLeast(lines, mean, variance) : undefined;
}
