import { earlierReports } from '../history/earlier-reports.ts';
import { isEmpty } from '../report-span.ts';
import type { ReportNotice, SummaryReport } from '../summary-report.ts';
import { coverage } from './coverage.ts';
import { duplicates } from './duplicates.ts';
import { silences } from './silence.ts';

/** What is known besides a summary. Times are epoch milliseconds. */
export interface NoticeContext {
  /** The summaries of a history, or the one to compare with. */
  readonly history: readonly SummaryReport[];
  /** The first and last stamp of the logs, whatever range was asked for; undefined where there was none. */
  readonly seen?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  /** Writes a time as ISO 8601 by the clock of the summary. */
  readonly iso: (time: number) => string;
}

/** What of logs, hosts and nights is missing from a summary, or was counted twice. */
export function noticesOf(report: SummaryReport, { history, seen, iso }: NoticeContext): ReportNotice[] {
  const nothing = isEmpty(report)
    ? [emptiness(report, seen, iso)].filter((notice) => notice !== undefined)
    : [];
  return [
    ...nothing,
    ...(nothing.length > 0 ? [] : silences(report, earlierReports(report, history))),
    ...coverage(report, history, iso),
    ...duplicates(report),
  ];
}

/** Says why a summary has no line, if that is not for an input that could not be read. */
function emptiness(
  { inputs, lines, otherLines = 0 }: SummaryReport,
  seen: NoticeContext['seen'],
  iso: (time: number) => string,
): ReportNotice | undefined {
  if (inputs.some(({ fault }) => fault !== undefined)) return undefined;
  const notice = (text: string): ReportNotice => ({ kind: 'silent', name: null, text });
  if (lines + otherLines === 0) return notice('there is no line at all: the logs are empty');
  if (seen?.from === undefined || seen.to === undefined)
    return notice('no line is of the time that was asked for: no line has a readable time stamp');
  const [from, to] = [seen.from, seen.to].map((time) => iso(time).slice(0, 19).replace('T', ' '));
  return notice(`no line is of the time that was asked for: the logs go from ${from} to ${to}`);
}
