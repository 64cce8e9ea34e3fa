import { median } from '../../tally/stats.ts';
import type { CodeNews, NewsFlag } from '../summary-report.ts';
import { slowRise } from './drift.ts';
import { type Count, expectation } from './expectation.ts';
import { isSurge, lowerHalf, withoutOutliers } from './outliers.ts';
import { RULE } from './rule.ts';
import { atLeast, atMost } from './tail-probability.ts';
import { type DayCount, weekdayFactors } from './weekdays.ts';

/** What is said of one code. */
export type Judgement = Pick<CodeNews, 'flag' | 'expected' | 'probability'>;

/**
 * Compares a code's count of tonight with those of earlier nights, oldest first, of which there is at least one.
 *
 * @param threshold how improbable a count has to be that is news
 * @param canBeGone whether all was read, so that no line means none
 */
export function judgement(
  tonight: DayCount,
  earlier: readonly DayCount[],
  threshold: number,
  canBeGone: boolean,
): Judgement {
  const { lines, hours } = tonight;
  const nights = earlier.slice(-RULE.nights);
  const factors = weekdayFactors(earlier, tonight.weekday);
  // A Sunday with half of a Monday's lines is like a Monday of half the length.
  const adjusted = (night: DayCount): DayCount =>
    factors === undefined ? night : { ...night, hours: night.hours * factors(night.weekday) };
  const compared = usualNights(nights.map(adjusted), tonight, threshold);
  const expected = hours * median(compared.map((night) => night.lines / night.hours));
  const { mean, variance } = expectation(compared, hours);
  const more = atLeast(lines, mean, variance);
  const none = lines === 0 ? nothingAtAll(compared, hours) : 1;
  const said = (flag: NewsFlag, probability: number): Judgement => ({ flag, expected, probability });
  if (nights.every((night) => night.lines === 0)) return said(lines >= RULE.newLines ? 'new' : 'up', more);
  if (isSurge(tonight, compared, threshold)) return said('surge', more);
  const slow = slowRise(tonight, earlier.map(adjusted), threshold);
  if (slow !== undefined && slow < RULE.driftShare * threshold) return said('surge', slow);
  if (lines === 0 && canBeGone && none < threshold) return said('gone', none);
  const near = Math.abs(lines - expected) < 0.5;
  return said(near ? 'same' : lines > expected ? 'up' : 'down', more);
}

/**
 * How probable it is that there is no line in so many hours; 1 where too few are to be expected to tell.
 *
 * @param nights earlier counts, without outliers
 */
export function nothingAtAll(nights: readonly Count[], hours: number): number {
  const { mean, variance } = expectation(nights, hours);
  const middle = hours * median(nights.map((night) => night.lines / night.hours));
  if (Math.min(mean, middle) < RULE.goneExpected) return 1;
  const all = atMost(0, mean, variance);
  const lower = lowerHalf(nights);
  if (lower === undefined) return all;
  const steady = expectation(lower, hours);
  return Math.min(all, atMost(0, steady.mean, steady.variance));
}

/** What happened on every such weekday before is no outlier on the next one. */
function usualNights(nights: readonly DayCount[], tonight: DayCount, threshold: number): DayCount[] {
  const usual = withoutOutliers(nights, threshold);
  const alike = nights.filter(({ weekday }) => weekday !== undefined && weekday === tonight.weekday);
  return alike.length < 2 || alike.some((night) => usual.includes(night))
    ? usual
    : nights.filter((night) => usual.includes(night) || alike.includes(night));
}
