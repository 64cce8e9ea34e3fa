import { OTHER } from '../../tally/bounded-names.ts';
import { maximum, median } from '../../tally/stats.ts';
import { nothingAtAll } from '../news/news.ts';
import { withoutOutliers } from '../news/outliers.ts';
import { RULE } from '../news/rule.ts';
import { hoursOf, isEmpty, reportSpanOf } from '../report-span.ts';
import type { ReportLog, ReportNotice, SummaryReport } from '../summary-report.ts';
import { loggedHosts, logsOf } from './logs.ts';

/** A log that ends before the range does is silent from this many times the longest such end of an earlier night on. Nights are
 * quieter than days, so that a day's rate alone does not tell. */
const longerEnd = 3;

/** Nights over which a file has to have been there each time, so that it is missed when it is not. */
const usuallyThere = 3;

const hour = 3_600_000;

/** What an earlier night had of a log or host. */
interface Night {
  readonly lines: number;
  readonly hours: number;
}

/**
 * Which logs and hosts had lines on earlier nights and have none tonight, or none up to the end of the range, where that
 * is improbable. What could not be read is told elsewhere.
 *
 * @param earlier summaries of earlier nights, oldest first
 */
export function silences(report: SummaryReport, earlier: readonly SummaryReport[]): ReportNotice[] {
  const nights = earlier.slice(-RULE.nights);
  if (nights.length === 0) return [];
  return [...silentLogs(report, nights), ...silentHosts(report, nights)];
}

function silentLogs(report: SummaryReport, nights: readonly SummaryReport[]): ReportNotice[] {
  const before = nights.map((night) => ({
    night,
    logs: new Map(logsOf(night).map((log) => [log.name, log])),
  }));
  const tonight = new Map(logsOf(report).map((log) => [log.name, log]));
  const names = new Set([...before.flatMap(({ logs }) => [...logs.keys()]), ...tonight.keys()]);
  const threshold = RULE.falseAlarms / Math.max(1, names.size);
  return [...names].flatMap((name): ReportNotice[] => {
    const log = tonight.get(name);
    if (log?.fault !== undefined) return [];
    const lines = (entry: ReportLog | undefined): number => entry?.lines ?? 0;
    const counts = before.map(({ night, logs }) => nightOf(night, lines(logs.get(name))));
    const notice = (text: string): ReportNotice[] => [{ kind: 'silent', name, text: `${name}: ${text}` }];
    if (lines(log) === 0) {
      const recent = before.slice(-usuallyThere);
      const wasThere =
        recent.length === usuallyThere && recent.every(({ logs }) => lines(logs.get(name)) > 0);
      const hours = hoursOf(report) ?? 24;
      const isSilent = log === undefined ? wasThere : isImprobable(counts, hours, threshold);
      const missing = log === undefined ? 'is not among the logs any more' : 'no line';
      return isSilent ? notice(`${missing}, ${usual(counts, hours)}`) : [];
    }
    const lag = lagOf(report, log?.last);
    const lags = before.map(({ night, logs }) => lagOf(night, logs.get(name)?.last) ?? 0);
    if (!endsEarly(lag, lags) || !isImprobable(counts, lag / hour, threshold)) return [];
    const last = plain(log!.last!);
    return notice(`no line after ${last}, ${usual(counts, lag / hour)} until the end of the range`);
  });
}

/** A host is known by its lines with a code alone; when none has any, that is what is said of the codes. */
function silentHosts(report: SummaryReport, nights: readonly SummaryReport[]): ReportNotice[] {
  const tonight = new Map(loggedHosts(report).map((host) => [host.name, host]));
  if (tonight.size === 0 || report.inputs.some(({ fault }) => fault !== undefined)) return [];
  const before = nights.map((night) => ({
    night,
    hosts: new Map(loggedHosts(night).map((host) => [host.name, host])),
  }));
  const names = new Set(before.flatMap(({ hosts }) => [...hosts.keys()]));
  names.delete(OTHER);
  const threshold = RULE.falseAlarms / names.size;
  return [...names].flatMap((name): ReportNotice[] => {
    const host = tonight.get(name);
    const counts = before.map(({ night, hosts }) => nightOf(night, hosts.get(name)?.lines ?? 0));
    const notice = (text: string): ReportNotice[] => [
      { kind: 'silent', name, text: `host ${name}: ${text}` },
    ];
    if (host === undefined) {
      const hours = hoursOf(report) ?? 24;
      return isImprobable(counts, hours, threshold)
        ? notice(`no line with a code, ${usual(counts, hours)}`)
        : [];
    }
    const lag = lagOf(report, host.last);
    const known = before.flatMap(({ hosts }) => hosts.get(name) ?? []);
    // Older programs did not keep when a host had its last line.
    if (known.some(({ last }) => last === undefined || last === null)) return [];
    const lags = before.map(({ night, hosts }) => lagOf(night, hosts.get(name)?.last) ?? 0);
    if (!endsEarly(lag, lags) || !isImprobable(counts, lag / hour, threshold)) return [];
    return notice(
      `no line with a code after ${plain(host.last!)}, ${usual(counts, lag / hour)} until the end of the range`,
    );
  });
}

/** Whether the last line is so long before the end as on none of the earlier nights. */
function endsEarly(lag: number | undefined, lags: readonly number[]): lag is number {
  return lag !== undefined && lag >= hour && lag >= longerEnd * maximum(lags) + hour;
}

/** Whether it is as improbable that there is no line in so many hours as that a code is gone. */
function isImprobable(counts: readonly Night[], hours: number, threshold: number): boolean {
  return nothingAtAll(withoutOutliers(counts, threshold), hours) < threshold;
}

/** How long before the end of a summary's range a last stamp lies, in milliseconds. */
function lagOf(report: SummaryReport, last: string | null | undefined): number | undefined {
  const end = reportSpanOf(report)?.to;
  if (isEmpty(report) || end === undefined || last === null || last === undefined) return undefined;
  return end - Date.parse(last);
}

function nightOf(report: SummaryReport, lines: number): Night {
  return { lines, hours: hoursOf(report) ?? 24 };
}

/** How many lines earlier nights had in so many hours, in words. */
function usual(counts: readonly Night[], hours: number): string {
  const lines = hours * median(counts.map((count) => count.lines / count.hours));
  const rounded = Number(lines.toPrecision(2));
  return `about ${rounded} ${rounded === 1 ? 'line' : 'lines'} usual`;
}

function plain(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
