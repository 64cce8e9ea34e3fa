import { median } from '../../tally/stats.ts';
import { type Count, sum } from './expectation.ts';
import { RULE } from './rule.ts';

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
  const mean = sum(middles) / 7;
  const between = sum(days.map((day, weekday) => day.length * (middles[weekday]! - mean) ** 2)) / 6;
  const apart = days
    .flatMap((day, weekday) => day.map((night) => (root(night) - middles[weekday]!) ** 2))
    .sort((a, b) => a - b);
  const counted = apart.slice(0, Math.ceil(apart.length * (1 - outstanding)));
  // Of a Poisson's root the variance is a quarter; less is luck.
  const within = Math.max(1 / 4, sum(counted) / (counted.length - 7));
  if (between < RULE.weekdayRatio * within) return undefined;
  const levels = days.map((day) => {
    const hours = sum(day.map((night) => night.hours));
    return Math.max(median(day.map((night) => night.lines / night.hours)), 0.5 / hours);
  });
  return (weekday) => (weekday === undefined ? 1 : levels[weekday]! / levels[tonight]!);
}

/** The share of nights that may stand out from their weekday. */
const outstanding = 1 / 14;
