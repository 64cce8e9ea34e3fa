import { type CodeName, codeKey, codeRows, linesByCode } from './code-rows.ts';
import { newsOf } from './news/news.ts';
import { hoursOf } from './report-span.ts';
import type { CodeNews, NewsFlag, ReportNews, SummaryReport } from './summary-report.ts';

/** What a difference calls itself; fields may be added to version 1, none goes away. */
const DIFFERENCE_SCHEMA = 'mooncake-annotate/diff@1';

/** Ranges whose lengths differ by no more than this share are compared line by line. */
const sameLength = 0.01;

/** How one summary differs from an older one, as a JSON document. */
export interface Difference {
  readonly schema: typeof DIFFERENCE_SCHEMA;
  readonly old: DifferenceSide;
  readonly new: DifferenceSide;
  /** `lines` where both cover equally long ranges, or one has no times; else `lines per hour`. */
  readonly compared: 'lines' | 'lines per hour';
  /** When a code `surge`s, in words; the other changes are what they say. */
  readonly rule: string;
  /** What is new first, then surges, what went up, down, is gone, and is the same. */
  readonly codes: readonly CodeDifference[];
}

/** One of the two summaries. */
export interface DifferenceSide {
  readonly name: string;
  readonly range: SummaryReport['range'];
  /** The hours it covers, at least one; null when no line had a stamp. */
  readonly hours: number | null;
  readonly lines: number;
  readonly found: number;
}

/** One code in both summaries. */
export interface CodeDifference extends CodeName {
  /** `new` and `gone`: only in one of them, however often; `surge`: up so far that it is news. */
  readonly change: NewsFlag;
  readonly lines: { readonly old: number; readonly new: number };
  /** Lines per hour; null where the hours are not known. */
  readonly rate: { readonly old: number | null; readonly new: number | null };
}

/** A summary and the name by which it is told from the other. */
interface NamedReport {
  readonly name: string;
  readonly report: SummaryReport;
}

/** Compares a summary with an older one, per hour where their ranges differ in length. */
export function differenceOf(old: NamedReport, recent: NamedReport): Difference {
  const hours = { old: hoursOf(old.report) ?? null, new: hoursOf(recent.report) ?? null };
  const perHour =
    hours.old !== null &&
    hours.new !== null &&
    Math.abs(hours.old - hours.new) > sameLength * Math.max(hours.old, hours.new);
  const counts = { old: linesByCode(old.report), new: linesByCode(recent.report) };
  const news = newsOf(recent.report, [old.report]);
  const surges = new Set(news.codes.filter(({ flag }) => flag === 'surge').map(codeKey));
  const names = new Map(
    [recent.report, old.report].flatMap(codeRows).map(({ code: _, ...name }) => [codeKey(name), name]),
  );
  const codes = [...names].flatMap(([key, name]): CodeDifference[] => {
    const lines = { old: counts.old.get(key) ?? 0, new: counts.new.get(key) ?? 0 };
    if (lines.old === 0 && lines.new === 0) return [];
    const rate = { old: rateOf(lines.old, hours.old), new: rateOf(lines.new, hours.new) };
    const change = surges.has(key)
      ? 'surge'
      : perHour
        ? changeOf(rate.old!, rate.new!)
        : changeOf(lines.old, lines.new);
    return [{ ...name, change, lines, rate }];
  });
  return {
    schema: DIFFERENCE_SCHEMA,
    old: side(old, hours.old),
    new: side(recent, hours.new),
    compared: perHour ? 'lines per hour' : 'lines',
    rule: news.rule,
    codes: codes.sort(
      (a, b) =>
        order.indexOf(a.change) - order.indexOf(b.change) ||
        b.lines.new - a.lines.new ||
        b.lines.old - a.lines.old,
    ),
  };
}

/** A difference as the news of the newer summary, with the same flags, for conditions on it. */
export function newsOfDifference({ codes, rule, old, new: recent }: Difference): ReportNews {
  return {
    baseline: { summaries: 1, hours: old.hours ?? 0 },
    rule,
    codes: codes.map(({ component, group, name, value, change, lines, rate }): CodeNews => {
      const expected = rate.old === null || recent.hours === null ? lines.old : rate.old * recent.hours;
      return { component, group, name, value, flag: change, lines: lines.new, expected, probability: null };
    }),
  };
}

const order: readonly NewsFlag[] = ['new', 'surge', 'up', 'down', 'gone', 'same'];

function changeOf(before: number, after: number): NewsFlag {
  if (before === 0) return 'new';
  if (after === 0) return 'gone';
  return after > before ? 'up' : after < before ? 'down' : 'same';
}

function rateOf(lines: number, hours: number | null): number | null {
  return hours === null ? null : Number((lines / hours).toPrecision(6));
}

function side({ name, report }: NamedReport, hours: number | null): DifferenceSide {
  const { range, lines, found } = report;
  return { name, range, hours: hours === null ? null : Number(hours.toPrecision(6)), lines, found };
}
