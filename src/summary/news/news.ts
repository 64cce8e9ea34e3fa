import { median } from '../../tally/stats.ts';
import { type CodeName, codeKey, codeRows, linesByCode } from '../code-rows.ts';
import { hoursOf, isEmpty, weekdayOf } from '../report-span.ts';
import type { CodeNews, NewsFlag, ReportNews, SummaryReport } from '../summary-report.ts';
import { judgement } from './judgement.ts';
import { RULE } from './rule.ts';
import { ruleText } from './rule-text.ts';

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
