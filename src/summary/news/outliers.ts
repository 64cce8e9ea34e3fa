import { median } from '../../tally/stats.ts';
import { type Count, expectation, sumOf } from './expectation.ts';
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
  const hours = sumOf(recent.map((night) => night.hours));
  const lines = sumOf(recent.map((night) => night.lines));
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

/** A count of a night, and which day of the week that was, from 0 to 6; undefined where it was no single day. */
export interface DayCount extends Count {
  readonly weekday: number | undefined;
}

/** How many times as many lines a weekday has as tonight's; each is 1 where weekdays do not differ. */
type WeekdayFactors = (weekday: number | undefined) => number;

/**
 * Finds out whether a code's lines depend on the day of the week: whether the weekdays' medians differ many times more than
 * the nights of one weekday do. Square roots are compared, as those of counts vary alike at every level, and the nights that
 * stand out most do not count.
 *
 * @returns undefined where that is not so, or where there are not yet enough nights
 */
export function weekdayFactors(
  nights: readonly DayCount[],
  tonight: number | undefined,
): WeekdayFactors | undefined {
  if (tonight === undefined) return undefined;
  const days = Array.from({ length: 7 }, (_, weekday) => nights.filter((night) => night.weekday === weekday));
  const known = days.flat().length;
  if (known < RULE.weekdayNights || days.some((day) => day.length < RULE.weekdayEach)) return undefined;
  const length = median(nights.map(({ hours }) => hours));
  const root = ({ lines, hours }: Count): number => Math.sqrt((lines / hours) * length + 3 / 8);
  const middles = days.map((day) => median(day.map(root)));
  const mean = sumOf(middles) / 7;
  const between = sumOf(days.map((day, weekday) => day.length * (middles[weekday]! - mean) ** 2)) / 6;
  const apart = days
    .flatMap((day, weekday) => day.map((night) => (root(night) - middles[weekday]!) ** 2))
    .sort((a, b) => a - b);
  const counted = apart.slice(0, Math.ceil(apart.length * (1 - outstanding)));
  // Of a Poisson's root the variance is a quarter; less is luck.
  const within = Math.max(1 / 4, sumOf(counted) / (counted.length - 7));
  if (between < RULE.weekdayRatio * within) return undefined;
  const levels = days.map((day) => {
    const hours = sumOf(day.map((night) => night.hours));
    return Math.max(median(day.map((night) => night.lines / night.hours)), 0.5 / hours);
  });
  return (weekday) => (weekday === undefined ? 1 : levels[weekday]! / levels[tonight]!);
}

/** The share of nights that may stand out from their weekday. */
const outstanding = 1 / 14;
