import { RULE } from '../news/rule.ts';
import { type Span, spanOf } from '../report-span.ts';
import type { ReportNotice, SummaryReport } from '../summary-report.ts';

/** How alike two gaps are that recur, as a share. */
const alike = 0.9;

/** Gaps that came up this often among the last nights are the way of this history: no run on Sundays. */
const usualGaps = 2;

/**
 * Whether the night before has no summary, and whether this range was counted already.
 *
 * @param history all that was kept, in any order
 * @param iso writes a time as ISO 8601 by the clock of the summary
 */
export function coverage(
  report: SummaryReport,
  history: readonly SummaryReport[],
  iso: (time: number) => string,
): ReportNotice[] {
  const own = spanOf(report);
  if (own === undefined) return [];
  const spans = history.map(spanOf).filter((span) => span !== undefined);
  const before = spans
    .filter((span) => span.from <= own.from && overlap(span, own) <= shorter(span, own) / 2)
    .sort((a, b) => a.to - b.to)
    .slice(-RULE.nights - 1);
  const gaps = [...before, own].slice(1).map((span, index) => span.from - before[index]!.to);
  const gap = gaps.at(-1);
  const notices: ReportNotice[] = [];
  const least = (own.to - own.from) / 2;
  const recurs = gaps.slice(0, -1).filter((other) => other >= alike * (gap ?? 0)).length >= usualGaps;
  if (gap !== undefined && gap > 3_600_000 && gap > least && !recurs) {
    const [from, to] = [before.at(-1)!.to, own.from].map((time) => plain(iso(time)));
    notices.push({ kind: 'missed', name: null, text: `no summary was kept of ${from} to ${to}` });
  }
  const twice = spans.find((span) => shorter(span, own) > 0 && overlap(span, own) > shorter(span, own) / 2);
  if (twice !== undefined) {
    const [from, to] = [twice.from, twice.to].map((time) => plain(iso(time)));
    notices.push({
      kind: 'repeated',
      name: null,
      text: `the history has a summary of ${from} to ${to} already; this one takes its place`,
    });
  }
  return notices;
}

function overlap(one: Span, other: Span): number {
  return Math.min(one.to, other.to) - Math.max(one.from, other.from);
}

function shorter(one: Span, other: Span): number {
  return Math.min(one.to - one.from, other.to - other.from);
}

function plain(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
