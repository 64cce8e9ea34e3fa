import { median } from '../../tally/stats.ts';
import { type Count, expectation } from './expectation.ts';
import { RULE } from './rule.ts';
import { atLeast, atMost } from './tail-probability.ts';

/**
 * Leaves out the nights that are outliers among these: those that would be a surge against all others, and those with as
 * improbably few lines. One night of ten times as many lines would else hide three times as many on the next.
 *
 * Several are tested together, the most that there may be first, since two outliers hide each other.
 *
 * @returns those that stay, in their order
 */
export function withoutOutliers<Night extends Count>(nights: readonly Night[], threshold: number): Night[] {
  if (nights.length < RULE.outlierNights) return [...nights];
  const most = Math.floor(nights.length * RULE.mostOutliers);
  const byRate = nights.toSorted((a, b) => b.lines / b.hours - a.lines / a.hours);
  const high = outermost(byRate, most, (night, others) => isSurge(night, others, threshold));
  const low = outermost(byRate.slice(high).reverse(), most - high, (night, others) =>
    isCollapse(night, others, threshold),
  );
  const out = new Set([...byRate.slice(0, high), ...byRate.slice(byRate.length - low)]);
  return nights.filter((night) => !out.has(night));
}

/**
 * What nights tell of how few lines a night can have: those up to the median, each with its mirror image above it. That there
 * were many more lines on some nights says nothing of that, and nights of surges would else hide that a log or code fell silent.
 * Undefined where nights are few, or one had much fewer lines than the median: then what varies is told by all of them.
 */
export function lowerHalf<Night extends Count>(nights: readonly Night[]): Night[] | undefined {
  const middle = median(nights.map(({ lines, hours }) => lines / hours));
  const isSteady = nights.every(({ lines, hours }) => lines / hours >= RULE.steady * middle);
  if (nights.length < RULE.outlierNights || !isSteady) return undefined;
  return nights.flatMap((night) => {
    const { lines, hours } = night;
    if (lines / hours > middle) return [];
    return lines / hours === middle ? [night] : [night, { ...night, lines: 2 * middle * hours - lines }];
  });
}

/** Whether a count is a surge against others. */
export function isSurge({ lines, hours }: Count, others: readonly Count[], threshold: number): boolean {
  const { mean, variance } = expectation(others, hours);
  const usual = hours * median(others.map((other) => other.lines / other.hours));
  return (
    lines >= Math.max(RULE.surgeLines, RULE.surgeFactor * Math.max(usual, mean)) &&
    atLeast(lines, mean, variance) < threshold
  );
}

/** Whether a count is as far below others as a surge is above them. */
function isCollapse({ lines, hours }: Count, others: readonly Count[], threshold: number): boolean {
  const { mean, variance } = expectation(others, hours);
  return (
    mean >= RULE.goneExpected && lines * RULE.surgeFactor <= mean && atMost(lines, mean, variance) < threshold
  );
}

/** How many of the first ones are outliers: the most of which the last is one against all that follow. */
function outermost<Night extends Count>(
  nights: readonly Night[],
  most: number,
  isOne: (night: Night, others: readonly Night[]) => boolean,
): number {
  for (let count = most; count > 0; count--) {
    if (isOne(nights[count - 1]!, nights.slice(count))) return count;
  }
  return 0;
}
