import type { Incident, TriageReport } from '../../triage/report/triage-report.ts';
import { columns, count, counted } from '../text/columns.ts';
import type { Look } from '../text/look.ts';
import { sparkline, spread } from '../text/sparkline.ts';
import type { ReportTime } from './report-time.ts';
import {
  causeMessage,
  clocksApart,
  codeTitle,
  confinement,
  consequenceList,
  whereabouts,
} from './wording.ts';

const sparklineCells = 24;

/** More than this does not fit on one screen. */
const mostRows = 5;

/** The first screen: what was read, the incidents in order of time, what they do not explain, and what cannot be known. */
export function overview(report: TriageReport, time: ReportTime, style: Look): string[] {
  const { paint } = style;
  const hosts = new Set(report.inputs.map(({ host }) => host)).size;
  const read = `${counted(report.lines, 'line')} of ${counted(report.inputs.length, 'input')} from ${counted(hosts, 'host')}, ${count(report.found)} with a code`;
  const range =
    report.range.from === null
      ? 'no time stamps'
      : `${time.full(report.range.from)} to ${time.full(report.range.to)}`;
  const incidents = report.incidents.flatMap((incident) => [
    '',
    ...incidentLines(report, incident, time, style),
  ]);
  return [
    `${range}; ${read}`,
    ...report.inputs.flatMap(({ name, fault }) =>
      fault === undefined ? [] : [paint.alarming(`not read: ${name}: ${fault}`)],
    ),
    ...skewLines(report),
    '',
    report.nothing !== undefined
      ? paint.alarming(report.nothing)
      : report.incidents.length === 0
        ? paint.strong('No incident: no error here has consequences that are known to follow from it.')
        : paint.strong(counted(report.incidents.length, 'incident')),
    ...incidents,
    ...unexplainedLines(report, time, style),
    ...patternLines(report, style),
    ...section('What this report cannot know', report.limitations, style),
  ];
}

function incidentLines(report: TriageReport, incident: Incident, time: ReportTime, style: Look): string[] {
  const { paint, unicode } = style;
  const { cause, start, end, ongoing, confidence } = incident;
  const id = String(incident.id).padStart(2);
  const line =
    start === null || end === null
      ? ''
      : sparkline(spread(incident.buckets, start, end, sparklineCells), unicode);
  const where = whereabouts(report, incident);
  const rows = [
    `${id}  ${paint.alarming(codeTitle(cause))}  ${time.span(start, end, ongoing)}, ${counted(incident.lines, 'line')}, confidence ${confidence}`,
    causeMessage(cause),
    [line.trim() === '' ? '' : `[${line}]`, where].filter((part) => part !== '').join('  '),
    incident.consequences.length === 0 ? '' : `then ${consequenceList(incident)}`,
    incident.checks.length === 0 ? '' : `check: ${incident.checks[0]!.text}`,
  ];
  return rows.filter((row) => row !== '').map((row, index) => (index === 0 ? row : `    ${row}`));
}

function skewLines(report: TriageReport): string[] {
  return clocksApart(report).map(({ host, against, seconds, events, corrected }) => {
    const way = seconds < 0 ? 'behind' : 'ahead of';
    const then = corrected ? 'corrected here' : '--skew corrects it';
    return `clock: ${host} is ${Math.abs(seconds)} s ${way} ${against}, as ${counted(events, 'event')} seen on both sides ${events === 1 ? 'says' : 'say'}; ${then}`;
  });
}

function unexplainedLines(report: TriageReport, time: ReportTime, style: Look): string[] {
  const rows = report.unexplained
    .slice(0, mostRows)
    .map((code) => [
      codeTitle(code),
      counted(code.lines, 'line'),
      time.span(code.first, code.last),
      confinement(code.places),
    ]);
  const table = rows.length === 0 ? [] : columns(rows, [1]).split('\n');
  return section('Not explained by these', [...table, ...more(report.unexplained.length)], style);
}

function patternLines(report: TriageReport, style: Look): string[] {
  const fresh = report.patterns.filter(({ isNew }) => isNew);
  const rows = fresh
    .slice(0, mostRows)
    .map(({ severity, source, template, lines }) => [severity, count(lines), source ?? '', template]);
  const table = rows.length === 0 ? [] : columns(rows, [1]).split('\n');
  return section('Messages that the baseline does not have', [...table, ...more(fresh.length)], style);
}

function more(total: number): string[] {
  return total > mostRows ? [`and ${total - mostRows} more, see below`] : [];
}

function section(title: string, lines: readonly string[], { paint }: Look): string[] {
  return lines.length === 0 ? [] : ['', paint.strong(title), ...lines.map((line) => `  ${line}`)];
}
