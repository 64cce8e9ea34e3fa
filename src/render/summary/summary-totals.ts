import type { CodeNews, NewsFlag, ReportNews, SummaryReport } from '../../summary/summary-report.ts';
import type { Interruptions } from '../../tally/input-counts.ts';
import { countText } from '../text/columns.ts';

/** Says in words what happened to followed files; empty when nothing did. */
export function interruptionsText({ rotations, truncations, gaps }: Interruptions): string {
  const parts = [
    [rotations, 'rotation'],
    [truncations, 'truncation'],
    [gaps, 'gap where lines may be missing', 'gaps where lines may be missing'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, one, many = `${one}s`]) => `${countText(number)} ${number === 1 ? one : many}`)
    .join(', ');
}

/** The flags that are news, most urgent first. */
const newsFlags = ['new', 'surge', 'gone'] as const satisfies readonly NewsFlag[];

/**
 * A code's change against its baseline in a word or two: `new`, `gone`, `surge x4.2`, `x0.8`; the flag alone where no
 * line was expected. Empty where nothing changed, or nothing is known of earlier nights.
 */
export function changeOf(news: CodeNews | undefined): string {
  if (news === undefined || news.flag === 'same') return '';
  if (news.flag === 'new' || news.flag === 'gone' || !(news.expected > 0)) return news.flag;
  const times = `x${factorText(news.lines / news.expected)}`;
  return news.flag === 'surge' ? `surge ${times}` : times;
}

/** Whether a code is worth a look because of how it changed. */
export function isNews(news: CodeNews | undefined): boolean {
  return news !== undefined && newsFlags.some((flag) => flag === news.flag);
}

/** What is news among several codes: `1 new, 2 surge`; empty when nothing is. */
export function newsCounts(codes: readonly (CodeNews | undefined)[]): string {
  return newsFlags
    .map((flag) => ({ flag, number: codes.filter((code) => code?.flag === flag).length }))
    .filter(({ number }) => number > 0)
    .map(({ flag, number }) => `${number} ${flag}`)
    .join(', ');
}

/** A factor with as many digits as matter. */
function factorText(factor: number): string {
  return factor >= 10 ? String(Math.round(factor)) : factor.toFixed(1);
}

/**
 * What was read and found, in sentences, one a line: lines, inputs and range, severities, what fell outside the range
 * asked for, and what is news. The text is the program's own.
 */
export function summaryTotals(report: SummaryReport): string[] {
  const { severities, news, outside, unstamped } = report;
  const totals = [readAndFound(report)];
  if (severities.F + severities.E + severities.W > 0)
    totals.push(
      `severities: ${countText(severities.F)} F, ${countText(severities.E)} E, ${countText(severities.W)} W, ${countText(severities.other)} other lines`,
    );
  if (report.chosen !== undefined) {
    const { since, until } = report.chosen;
    const ends = [
      since === null ? '' : `since ${plainStamp(since)}`,
      until === null ? '' : `until ${plainStamp(until)}`,
    ];
    totals.push(
      `counted ${ends.filter((end) => end !== '').join(', ')}; ${countText(outside)} ${lines(outside)} with a code outside of that`,
    );
  }
  if (unstamped > 0)
    totals.push(`${countText(unstamped)} ${lines(unstamped)} with a code and no readable time`);
  if (news !== undefined) totals.push(newsText(news));
  return totals;
}

/** What was wrong with inputs, as the logs' names and the system tell it: such text is not to be trusted. */
export function inputFaults({ inputs }: SummaryReport): string[] {
  return inputs.flatMap(({ name, fault }) => {
    if (fault === undefined) return [];
    return [fault.startsWith(name) ? fault : `${name}: ${fault}`];
  });
}

/** What of logs, hosts and nights is missing or was counted twice: text with names from outside. */
export function noticeTexts({ notices = [] }: SummaryReport): string[] {
  return notices.map(({ kind, text }) => `${kind}: ${text}`);
}

function newsText({ baseline: { summaries, hours }, codes }: ReportNews): string {
  if (summaries === 0) return 'no earlier summary to compare with';
  const earlier = `${summaries} earlier ${summaries === 1 ? 'summary' : 'summaries'} of ${Math.round(hours * 10) / 10} h`;
  return `against ${earlier}: ${newsCounts(codes) || 'nothing is news'}`;
}

function readAndFound(report: SummaryReport): string {
  const { from, to } = report.range;
  const inputs = inputCountOf(report);
  const range = from === null || to === null ? '' : `, ${plainStamp(from)} to ${plainStamp(to)}`;
  const happened = report.interruptions === undefined ? '' : interruptionsText(report.interruptions);
  return `${countText(report.lines)} ${lines(report.lines)} of ${countText(inputs)} ${inputs === 1 ? 'input' : 'inputs'}${range}; ${countText(report.found)} with a code, ${countText(report.implied)} of them implied${happened === '' ? '' : `; ${happened}`}`;
}

/** How many inputs were named to be read. */
export function inputCountOf({ inputs, inputCount = inputs.length }: SummaryReport): number {
  return inputCount;
}

/** A time of the document for people: `2026-07-30 11:49:18`, on the clock that its offset tells. */
export function plainStamp(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

function lines(number: number): string {
  return number === 1 ? 'line' : 'lines';
}
