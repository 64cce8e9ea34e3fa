import { median } from '../../tally/extremes.ts';
import { type CodeName, codeKey, codeRows, linesByCode } from '../code-rows.ts';
import { hoursOf, isEmpty } from '../report-span.ts';
import type { CodeNews, NewsFlag, ReportNews, SummaryReport } from '../summary-report.ts';
import { atLeast, atMost } from './tail-probability.ts';

/** The numbers of the rule by which a count is news. */
export const RULE = {
  /** How improbable a count has to be, divided among the codes: false alarms in this share of nights. */
  falseAlarms: 0.001,
  /** Lines from which a code that no earlier summary had is new. */
  newLines: 5,
  /** Lines from which, and times the expected count from which, a code surges. */
  surgeLines: 10,
  surgeFactor: 2,
  /** Lines that have to be expected of a code that is gone. */
  goneExpected: 10,
  /** For how many summaries the assumption counts that a code's rate varies by as much as its mean. */
  assumedWeight: 1,
  /** By how much, over the root of their number less one, few summaries are taken to understate the spread. */
  caution: 3,
} as const;

/** From fewer earlier summaries than this, hardly anything can be said of how much counts vary. */
const enough = 3;

/** Counts of one code in an earlier summary, and the hours over which. */
interface Count {
  readonly lines: number;
  readonly hours: number;
}

/** How many lines of a code are to be expected, and how much that varies. */
export interface Expectation {
  readonly mean: number;
  readonly variance: number;
}

/**
 * What is news in a summary against earlier ones, oldest first, by a statistical rule (`rule` states it). A summary in
 * which an input could not be read, or that read nothing, does not say that a code is gone.
 */
export function newsOf(report: SummaryReport, earlier: readonly SummaryReport[]): ReportNews {
  const known = [...earlier, report].map(hoursOf).filter((hours) => hours !== undefined);
  const usual = known.length === 0 ? 1 : median(known);
  const hours = hoursOf(report) ?? usual;
  const nights = earlier.map((entry) => ({
    lines: linesByCode(entry),
    hours: hoursOf(entry) ?? usual,
  }));
  const tonight = linesByCode(report);
  const names = new Map<string, CodeName>();
  for (const row of [report, ...earlier].flatMap(codeRows)) {
    const { component, group, name, value } = row;
    if (row.code.lines > 0) names.set(codeKey(row), { component, group, name, value });
  }
  const threshold = RULE.falseAlarms / Math.max(1, names.size);
  const broken = isEmpty(report) || report.inputs.some(({ fault }) => fault !== undefined);
  const codes = [...names].map(([key, name]): CodeNews => {
    const lines = tonight.get(key) ?? 0;
    if (nights.length === 0) return { ...name, flag: 'same', lines, expected: lines, probability: null };
    const counts = nights.map((night) => ({ lines: night.lines.get(key) ?? 0, hours: night.hours }));
    return { ...name, lines, ...judged(lines, hours, counts, threshold, broken) };
  });
  return {
    baseline: { summaries: earlier.length, hours: rounded(median(nights.map((night) => night.hours))) },
    rule: ruleText(earlier.length, names.size),
    codes: codes.sort((a, b) => flags.indexOf(a.flag) - flags.indexOf(b.flag) || b.lines - a.lines),
  };
}

const flags: readonly NewsFlag[] = ['new', 'surge', 'gone', 'up', 'down', 'same'];

function judged(
  lines: number,
  hours: number,
  counts: readonly Count[],
  threshold: number,
  broken: boolean,
): Pick<CodeNews, 'flag' | 'expected' | 'probability'> {
  const expected = hours * median(counts.map((count) => count.lines / count.hours));
  const { mean, variance } = expectation(counts, hours);
  const more = atLeast(lines, mean, variance);
  const none = lines === 0 ? atMost(0, mean, variance) : 1;
  const flag = (): NewsFlag => {
    if (counts.every((count) => count.lines === 0)) return lines >= RULE.newLines ? 'new' : 'up';
    const least = Math.max(RULE.surgeLines, RULE.surgeFactor * Math.max(expected, mean));
    if (lines >= least && more < threshold) return 'surge';
    if (lines === 0 && !broken && Math.min(expected, mean) >= RULE.goneExpected && none < threshold)
      return 'gone';
    const near = Math.abs(lines - expected) < 0.5;
    return near ? 'same' : lines > expected ? 'up' : 'down';
  };
  const chosen = flag();
  return { flag: chosen, expected: rounded(expected), probability: chosen === 'gone' ? none : more };
}

/**
 * What to expect of a code over so many hours, from its earlier counts. The mean is that of the rates, weighted by hours.
 * The variance is a Poisson's, plus how much the rates vary beyond that from summary to summary (the moment estimate,
 * mixed with the assumption of a standard deviation as large as the mean), plus the uncertainty of the mean itself.
 */
export function expectation(counts: readonly Count[], hours: number): Expectation {
  const total = sum(counts.map((count) => count.hours));
  const squares = sum(counts.map((count) => count.hours ** 2));
  const lines = sum(counts.map((count) => count.lines));
  // Of a code that was never seen, at most half a line can have been missed.
  const rate = Math.max(lines, 0.5) / total;
  const degrees = counts.length - 1;
  const spread = sum(counts.map((count) => count.hours * (count.lines / count.hours - rate) ** 2));
  // The expectation of `spread` is degrees x rate + excess x rate² x (total - squares / total).
  const excess =
    degrees === 0 ? 0 : Math.max(0, spread - degrees * rate) / (rate ** 2 * (total - squares / total));
  const raised = excess * (1 + RULE.caution / Math.sqrt(Math.max(1, degrees)));
  const mixed = (degrees * raised + RULE.assumedWeight) / (degrees + RULE.assumedWeight);
  const ofRate = (rate * total + mixed * rate ** 2 * squares) / total ** 2;
  const mean = rate * hours;
  return { mean, variance: mean + mixed * mean ** 2 + ofRate * hours ** 2 };
}

function ruleText(summaries: number, codes: number): string {
  if (summaries === 0)
    return 'Nothing is flagged: there is no earlier summary to compare with, so this one is the first.';
  const thin =
    summaries < enough
      ? `The baseline is thin (${summaries} of at least ${enough} summaries): how much counts vary is mostly assumed. `
      : '';
  return (
    `${thin}Each code's lines per hour are compared with those of the last ${summaries} earlier ` +
    `${summaries === 1 ? 'summary' : 'summaries'}; expected is their median over the hours of this one. ` +
    `new: in none of them, and at least ${RULE.newLines} lines. ` +
    `surge: at least ${RULE.surgeLines} lines, at least ${RULE.surgeFactor} times their median and their mean, and more ` +
    `improbable than ${RULE.falseAlarms} / ${codes} codes. ` +
    `gone: no line where median and mean are at least ${RULE.goneExpected}, and as improbable; not said when an ` +
    'input could not be read. ' +
    'Probabilities are those of a negative binomial distribution with the mean of the earlier rates and a variance of ' +
    `chance (Poisson), plus the spread from summary to summary (estimated by moments, raised by ${RULE.caution} / ` +
    'sqrt(summaries - 1), and a standard deviation as large as the mean assumed with the weight of ' +
    `${RULE.assumedWeight} summary), plus the uncertainty of the mean. ` +
    'A summary covers the range asked for, else that of its stamps, at least one hour.'
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Digits beyond these would only pretend to be exact. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
