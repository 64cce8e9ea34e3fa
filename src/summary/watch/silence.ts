import { median } from '../../tally/stats.ts';
import { expectation } from '../news/expectation.ts';
import { withoutOutliers } from '../news/outliers.ts';
import { RULE } from '../news/rule.ts';
import { atMost } from '../news/tail-probability.ts';
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
    const expected = (hours: number): number =>
      hours * median(counts.map((count) => count.lines / count.hours));
    const notice = (text: string): ReportNotice[] => [{ kind: 'silent', name, text: `${name}: ${text}` }];
    if (lines(log) === 0) {
      const recent = before.slice(-usuallyThere);
      const wasThere =
        recent.length === usuallyThere && recent.every(({ logs }) => lines(logs.get(name)) > 0);
      const hours = hoursOf(report) ?? 24;
      const isSilent = log === undefined ? wasThere : isImprobable(counts, hours, threshold);
      const missing = log === undefined ? 'is not among the logs any more' : 'no line';
      return isSilent ? notice(`${missing}, ${about(expected(hours))} usual`) : [];
    }
    const lag = lagOf(report, log);
    if (lag === undefined || lag < hour) return [];
    const lags = before.map(({ night, logs }) => lagOf(night, logs.get(name)) ?? 0);
    if (lag < longerEnd * Math.max(...lags) + hour || !isImprobable(counts, lag / hour, threshold)) return [];
    const last = plain(log!.last!);
    return notice(`no line after ${last}, ${about(expected(lag / hour))} usual until the end of the range`);
  });
}

/** A host is known by its lines with a code alone; when none has any, that is what is said of the codes. */
function silentHosts(report: SummaryReport, nights: readonly SummaryReport[]): ReportNotice[] {
  const tonight = new Map(loggedHosts(report).map(({ name, lines }) => [name, lines]));
  if (tonight.size === 0 || report.inputs.some(({ fault }) => fault !== undefined)) return [];
  const before = nights.map((night) => ({
    night,
    hosts: new Map(loggedHosts(night).map((host) => [host.name, host.lines])),
  }));
  const names = new Set(before.flatMap(({ hosts }) => [...hosts.keys()]));
  const hours = hoursOf(report) ?? 24;
  return [...names].flatMap((name): ReportNotice[] => {
    if (tonight.has(name)) return [];
    const counts = before.map(({ night, hosts }) => nightOf(night, hosts.get(name) ?? 0));
    if (!isImprobable(counts, hours, RULE.falseAlarms / names.size)) return [];
    const usual = about(hours * median(counts.map((count) => count.lines / count.hours)));
    return [{ kind: 'silent', name, text: `host ${name}: no line with a code, ${usual} usual` }];
  });
}

/** Whether it is as improbable that there is no line in so many hours as that a code is gone. */
function isImprobable(counts: readonly Night[], hours: number, threshold: number): boolean {
  const usual = withoutOutliers(counts, threshold);
  const { mean, variance } = expectation(usual, hours);
  const middle = hours * median(usual.map((count) => count.lines / count.hours));
  return Math.min(mean, middle) >= RULE.goneExpected && atMost(0, mean, variance) < threshold;
}

/** How long before the end of a summary's range a log has its last line, in milliseconds. */
function lagOf(report: SummaryReport, log: ReportLog | undefined): number | undefined {
  const end = reportSpanOf(report)?.to;
  if (isEmpty(report) || end === undefined || log === undefined || log.last === null) return undefined;
  return end - Date.parse(log.last);
}

function nightOf(report: SummaryReport, lines: number): Night {
  return { lines, hours: hoursOf(report) ?? 24 };
}

function about(lines: number): string {
  const rounded = Number(lines.toPrecision(2));
  return `about ${rounded} ${rounded === 1 ? 'line' : 'lines'}`;
}

function plain(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
