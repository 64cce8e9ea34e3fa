import { median } from '../../tally/stats.ts';
import { type CodeName, codeKey, codeRows, linesByCode } from '../code-rows.ts';
import { hoursOf, isEmpty, weekdayOf } from '../report-span.ts';
import type { CodeNews, NewsFlag, ReportNews, SummaryReport } from '../summary-report.ts';
import { type Count, expectation } from './expectation.ts';
import { type DayCount, isSurge, lowerHalf, slowRise, weekdayFactors, withoutOutliers } from './outliers.ts';
import { RULE } from './rule.ts';
import { atLeast, atMost } from './tail-probability.ts';

/** From fewer earlier summaries than this, hardly anything can be said of how much counts vary. */
const enough = 3;

/** The rule by which codes are news, in words, with its numbers. */
function ruleText(summaries: number, codes: number): string {
  if (summaries === 0)
    return 'Nothing is flagged: there is no earlier summary to compare with, so this one is the first.';
  const thin =
    summaries < enough
      ? `The baseline is thin (${summaries} of at least ${enough} summaries): how much counts vary is mostly assumed. `
      : '';
  const compared = Math.min(summaries, RULE.nights);
  return (
    `${thin}Each code's lines per hour are compared with those of the last ${compared} earlier ` +
    `${compared === 1 ? 'summary' : 'summaries'} that have any lines; expected is their median over the hours of this one. ` +
    `Left out are outliers, at most ${share(RULE.mostOutliers)} of them: those that would themselves be a surge, or as ` +
    'improbably low, against the others. ' +
    `From ${RULE.weekdayNights} nights on, a code whose weekdays differ ${RULE.weekdayRatio} times more than its nights of ` +
    'one weekday do is compared with what each weekday lets expect. ' +
    `new: in none of them, and at least ${RULE.newLines} lines. ` +
    `surge: at least ${RULE.surgeLines} lines, at least ${RULE.surgeFactor} times their median and their mean, and more ` +
    `improbable than ${RULE.falseAlarms} / ${codes} codes; or the same, ${1 / RULE.driftShare} times more improbable, of this and the last ${RULE.driftNights - 1} nights ` +
    `together against those before the last ${RULE.nights}, where the nights in between lie on the way. ` +
    `gone: no line where median and mean are at least ${RULE.goneExpected}, and as improbable; not said when an ` +
    'input could not be read. ' +
    'Probabilities are those of a negative binomial distribution with the mean of the earlier rates and a variance of ' +
    `chance (Poisson), plus the spread from summary to summary (estimated by moments, raised by ${RULE.caution} / ` +
    'sqrt(summaries - 1), and a standard deviation as large as the mean assumed with the weight of ' +
    `one summary, from ${RULE.assumedNights} on of ${RULE.assumedNights} / summaries), plus the uncertainty of the mean. ` +
    'A summary covers the range asked for, else that of its stamps, at least one hour.'
  );
}

function share(part: number): string {
  return `${Math.round(100 * part)} %`;
}

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

/**
 * What is news in a summary against earlier ones, oldest first, by a statistical rule (`rule` states it). A summary in
 * which an input could not be read does not say that a code is gone. Earlier ones without any line say nothing of how many
 * lines are usual.
 */
export function newsOf(report: SummaryReport, before: readonly SummaryReport[]): ReportNews {
  const earlier = before.filter((entry) => !isEmpty(entry)).slice(-RULE.longest);
  const known = [...earlier, report].map(hoursOf).filter((hours) => hours !== undefined);
  const usual = known.length === 0 ? 1 : median(known);
  const hours = hoursOf(report) ?? usual;
  const nights = earlier.map((entry) => ({
    lines: linesByCode(entry),
    hours: hoursOf(entry) ?? usual,
    weekday: weekdayOf(entry),
  }));
  const weekday = weekdayOf(report);
  const tonight = linesByCode(report);
  const names = new Map<string, CodeName>();
  for (const row of [report, ...earlier].flatMap(codeRows)) {
    const { component, group, name, value } = row;
    if (row.code.lines > 0) names.set(codeKey(row), { component, group, name, value });
  }
  const threshold = RULE.falseAlarms / Math.max(1, names.size);
  const isWhole = report.inputs.every(({ fault }) => fault === undefined);
  const codes = [...names].map(([key, name]): CodeNews => {
    const lines = tonight.get(key) ?? 0;
    if (nights.length === 0) return { ...name, flag: 'same', lines, expected: lines, probability: null };
    const counts = nights.map((night) => ({ ...night, lines: night.lines.get(key) ?? 0 }));
    const { flag, expected, probability } = judgement({ lines, hours, weekday }, counts, threshold, isWhole);
    return { ...name, lines, flag, expected: rounded(expected), probability };
  });
  return {
    baseline: {
      summaries: Math.min(RULE.nights, earlier.length),
      hours: rounded(median(nights.slice(-RULE.nights).map((night) => night.hours))),
    },
    rule: ruleText(earlier.length, names.size),
    codes: codes.sort((a, b) => flags.indexOf(a.flag) - flags.indexOf(b.flag) || b.lines - a.lines),
  };
}

const flags: readonly NewsFlag[] = ['new', 'surge', 'gone', 'up', 'down', 'same'];

/** Digits beyond these would only pretend to be exact. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
