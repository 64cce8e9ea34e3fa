import { OTHER } from '../../tally/bounded-names.ts';
import { earlierReports } from '../history/report-history.ts';
import { RULE } from '../news/rule.ts';
import { isEmpty, type ReportSpan, reportSpanOf } from '../report-span.ts';
import type { ReportInput, ReportNotice, SummaryReport } from '../summary-report.ts';
import type { PartialCopy } from './partial-copies.ts';
import { silences } from './silence.ts';

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
function coverage(
  report: SummaryReport,
  history: readonly SummaryReport[],
  iso: (time: number) => string,
): ReportNotice[] {
  const own = reportSpanOf(report);
  if (own === undefined) return [];
  const spans = history.map(reportSpanOf).filter((span) => span !== undefined);
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

function overlap(one: ReportSpan, other: ReportSpan): number {
  return Math.min(one.to, other.to) - Math.max(one.from, other.from);
}

function shorter(one: ReportSpan, other: ReportSpan): number {
  return Math.min(one.to - one.from, other.to - other.from);
}

function plain(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/**
 * Inputs that hold the same lines under two names: as many lines of the range, as many of them with a code, and the same first
 * and last stamp. Where these are whole seconds, which two logs may well have in common, as many bytes too: those of a
 * compressed copy are counted decompressed, but those of a copy that was taken some time ago are not those of the log now.
 */
function duplicates({ inputs }: SummaryReport, copies: readonly PartialCopy[]): ReportNotice[] {
  const sets = new Map<string, ReportInput[]>();
  for (const input of inputs) {
    const { name, lines, bytes, found, first, last } = input;
    if (lines < 2 || name === OTHER || first === undefined || first === null) continue;
    const isCoarse = [first, last].every((stamp) => Date.parse(stamp ?? first) % 1000 === 0);
    const key = JSON.stringify([lines, found, first, last, isCoarse ? bytes : null]);
    const others = sets.get(key);
    if (others === undefined) sets.set(key, [input]);
    else others.push(input);
  }
  const parts = copies.map(({ name, of }): ReportNotice => {
    const text = `${name} holds a part of the lines of ${of}, which count twice`;
    return { kind: 'duplicated', name, text };
  });
  const equal = [...sets.values()].flatMap(([one, ...others]): ReportNotice[] => {
    if (others.length === 0) return [];
    const { name } = others[0]!;
    const more = others.length === 1 ? '' : ` (and ${others.length - 1} more)`;
    const times = others.length === 1 ? 'twice' : `${others.length + 1} times`;
    const text = `${one!.name} and ${name}${more} hold the same lines, which count ${times}`;
    return [{ kind: 'duplicated', name, text }];
  });
  return [...equal, ...parts];
}

/** What is known besides a summary. Times are epoch milliseconds. */
export interface NoticeContext {
  /** The summaries of a history, or the one to compare with. */
  readonly history: readonly SummaryReport[];
  /** The first and last stamp of the logs, whatever range was asked for; undefined where there was none. */
  readonly seen?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  /** Inputs that are the beginning of others; absent where nobody looked for them. */
  readonly copies?: readonly PartialCopy[] | undefined;
  /** Writes a time as ISO 8601 by the clock of the summary. */
  readonly iso: (time: number) => string;
}

/** What of logs, hosts and nights is missing from a summary, or was counted twice. */
export function noticesOf(
  report: SummaryReport,
  { history, seen, copies = [], iso }: NoticeContext,
): ReportNotice[] {
  const nothing = isEmpty(report)
    ? [emptiness(report, seen, iso)].filter((notice) => notice !== undefined)
    : [];
  return [
    ...nothing,
    ...(nothing.length > 0 ? [] : silences(report, earlierReports(report, history))),
    ...coverage(report, history, iso),
    ...duplicates(report, copies),
  ];
}

/** Says why a summary has no line, if that is not for an input that could not be read. */
function emptiness(
  { inputs, lines, otherLines = 0, night, chosen }: SummaryReport,
  seen: NoticeContext['seen'],
  iso: (time: number) => string,
): ReportNotice | undefined {
  if (inputs.some(({ fault }) => fault !== undefined)) return undefined;
  const notice = (text: string): ReportNotice => ({ kind: 'silent', name: null, text });
  const isFirst = chosen?.since === undefined || chosen.since === null;
  if (night !== undefined && !isFirst && lines === 0)
    return notice('no line came since the last night that was kept');
  if (lines + otherLines === 0) return notice('there is no line at all: the logs are empty');
  if (seen?.from === undefined || seen.to === undefined)
    return notice('no line is of the time that was asked for: no line has a readable time stamp');
  const [from, to] = [seen.from, seen.to].map((time) => iso(time).slice(0, 19).replace('T', ' '));
  return notice(`no line is of the time that was asked for: the logs go from ${from} to ${to}`);
}
