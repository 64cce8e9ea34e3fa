import { placeholderLegend } from '../../catalogue/advice/placeholders.ts';
import type { Incident, TriageReport } from '../../triage/report/triage-report.ts';
import type { Provenance } from '../formats.ts';
import { counted, countText, wrapText } from '../text/columns.ts';
import type { Display } from '../text/display.ts';
import { faultText, safeText } from '../text/safe-text.ts';
import { incidentDetails, restDetails } from './text-details.ts';
import {
  clocksApart,
  consequenceList,
  firstAction,
  foremost,
  hostCount,
  ReportTime,
  whereabouts,
} from './wording.ts';

/** The incidents that were seen while logs were followed, for the terminal whose screen is gone: all of them, a few lines each. */
export function seenIncidents(report: TriageReport, display: Display): string {
  const { incidents } = report;
  const time = new ReportTime(report.range);
  const rows =
    incidents.length === 0
      ? ['No incident was seen.']
      : [
          `${counted(incidents.length, 'incident')} seen`,
          ...incidents.flatMap((incident) => incidentFacts(report, incident, time, display)),
        ];
  return safeText(`${rows.join('\n')}\n`, 'terminal');
}

/** What is shown besides the first screen, and how the run can be typed again. */
export interface TriageView {
  /** The details of one incident, or of all with what no incident explains. */
  readonly details: number | 'all' | undefined;
  /** The command without what is to be shown: `mooncake-annotate triage a.log`. */
  readonly command: string;
  /** By what the report was made, where that is to be told. */
  readonly made?: Provenance | undefined;
}

/** The triage report for a terminal: one screen, and details where they are asked for. */
export function triageText(report: TriageReport, display: Display, view: TriageView): string {
  const time = new ReportTime(report.range);
  const { details, command } = view;
  if (typeof details === 'number') {
    const incident = report.incidents.find(({ id }) => id === details);
    const rows = incident === undefined ? [] : incidentDetails(incident, time, display, command);
    return `${[...rows, ...legend(rows.length === 0 ? [] : [incident!], display)].join('\n')}\n`;
  }
  const first = overview(report, time, display);
  if (details === undefined) return `${first.join('\n')}\n`;
  const all = report.incidents.flatMap((incident) => [
    '',
    ...incidentDetails(incident, time, display, command),
  ]);
  return `${[...first, ...all, ...legend(report.incidents, display), ...restDetails(report, time, display)].join('\n')}\n`;
}

/** All that is known of one incident, by itself: the page that is shown for it while logs are followed. */
export function incidentPage(incident: Incident, time: ReportTime, display: Display): string[] {
  return [...incidentDetails(incident, time, display, undefined), ...legend([incident], display)];
}

/** What the commands leave for the reader to fill in, each once. */
function legend(incidents: readonly Incident[], { paint }: Display): string[] {
  const rows = placeholderLegend(
    incidents.flatMap(({ checks }) => checks.flatMap(({ commands }) => commands)),
  );
  return rows.length === 0
    ? []
    : ['', paint.strong('What the logs did not name'), ...rows.map((row) => `  ${row}`)];
}

/** Lines of a terminal that a first screen may fill, and its width where none is known. */
const usualWidth = 80;
/** One line of a terminal is the prompt's. */
const screenLines = 23;
/** So many incidents are told of on the first screen; of the others how many there are. */
const mostIncidents = 3;
/** Of a long title, as of last words, so many lines are shown; `--incident` shows it whole. */
const titleLines = 2;
const mostFaults = 3;
const mostCodes = 3;

/**
 * The first screen, which fits into 80 columns and 24 lines: what was read, of each incident what broke, since when, where,
 * how sure that is and the first thing to do, and what else there is to be seen.
 */
function overview(report: TriageReport, time: ReportTime, display: Display): string[] {
  // What is dropped where the screen is full: first what followed, then blank lines, last the ends of long commands.
  const screens = [0, 1, 2, 3, 4].map((dense) => screen(report, time, display, dense));
  return screens.find((rows) => rows.length <= screenLines) ?? screens.at(-1)!;
}

function screen(report: TriageReport, time: ReportTime, display: Display, dense: number): string[] {
  const { paint } = display;
  const width = display.width ?? usualWidth;
  const gap = dense < 3 ? [''] : [];
  const shown = foremost(report.incidents, mostIncidents);
  const left = report.incidents.length - shown.length;
  return [
    ...wrapText(readText(report, time), width),
    ...faultLines(report).flatMap((line) => wrapText(line, width).map((row) => paint.alarming(row))),
    ...skewLines(report).flatMap((line) => wrapText(line, width)),
    ...verdict(report).flatMap((line) => [...gap, ...wrapText(line, width).map((row) => paint.strong(row))]),
    ...shown.flatMap((incident) => [...gap, ...incidentLines(report, incident, time, display, width, dense)]),
    ...(left === 0
      ? []
      : [
          ...gap,
          ...wrapText(
            `${counted(left, 'further incident')}, none of them longer or larger; --all shows them, --format json has all.`,
            width,
          ),
        ]),
    ...limited(restLines(report, width, gap), dense < 4 ? Number.POSITIVE_INFINITY : 1),
  ];
}

function readText(report: TriageReport, time: ReportTime): string {
  const read = `${counted(report.lines, 'line')} of ${counted(report.inputs.length, 'input')} from ${counted(hostCount(report), 'host')}, ${countText(report.found)} with a code`;
  const { from, to } = report.range;
  if (from === null) return report.nothing === undefined ? `no time stamps; ${read}` : read;
  return `${time.full(from)} to ${time.full(to)}; ${read}`;
}

function verdict({ nothing, incidents }: TriageReport): string[] {
  if (nothing !== undefined) return [nothing];
  if (incidents.length > 0) return [counted(incidents.length, 'incident')];
  return ['No incident: no error here has consequences that are known to follow from it.'];
}

/** What broke, since when, where, what followed and the first thing to do, in a few lines. */
function incidentFacts(
  report: TriageReport,
  incident: Incident,
  time: ReportTime,
  display: Display,
): string[] {
  return incidentLines(report, incident, time, display, display.width ?? usualWidth, 0);
}

function incidentLines(
  report: TriageReport,
  incident: Incident,
  time: ReportTime,
  { paint }: Display,
  width: number,
  dense: number,
): string[] {
  const { id, title, start, end, ongoing, confidence } = incident;
  const indent = '    ';
  const inner = width - indent.length;
  const [first = '', ...more] = limited(wrapText(title, inner), titleLines);
  const where = whereabouts(report, incident);
  const facts = [
    time.span(start, end, ongoing),
    where,
    `confidence ${confidence}`,
    counted(incident.lines, 'line'),
  ];
  const action = firstAction(incident);
  return [
    `${String(id).padStart(2)}  ${paint.alarming(first)}`,
    ...more.map((row) => `${indent}${paint.alarming(row)}`),
    ...wrapText(facts.filter((fact) => fact !== '').join('; '), inner).map((row) => indent + row),
    ...followed(incident, inner, 2 - dense).map((row) => indent + row),
    ...(action === undefined
      ? []
      : limited(wrapText(`check: ${action}`, inner), dense < 4 ? Number.POSITIVE_INFINITY : 1).map(
          (row) => indent + row,
        )),
  ];
}

/** What followed, as many as fit whole into so many lines. */
function followed(incident: Incident, width: number, lines: number): string[] {
  if (lines < 1 || incident.consequences.length === 0) return [];
  const texts = [4, 3, 2, 1].map((most) => wrapText(`then ${consequenceList(incident, most)}`, width));
  return texts.find((rows) => rows.length <= lines) ?? limited(texts.at(-1)!, lines);
}

/** The first lines of a text; the last one says that there is more. */
function limited(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, -2).trimEnd()} …`];
}

/** What else there is, and how to see it. */
function restLines(
  { incidents, unexplained, patterns, limitations }: TriageReport,
  width: number,
  gap: readonly string[],
): string[] {
  const fresh = patterns.filter(({ isNew }) => isNew).length;
  const codes = unexplained
    .slice(0, mostCodes)
    .map(({ name, known, lines }) => `${known?.title ?? name} ${countText(lines)}`);
  const others = unexplained.length - codes.length;
  const rows = [
    codes.length === 0
      ? ''
      : `In no incident: ${codes.join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
    fresh === 0 ? '' : `${counted(fresh, 'message')} that the baseline does not have.`,
    incidents.length + unexplained.length + patterns.length + limitations.length === 0
      ? ''
      : `--all adds ${[
          incidents.length > 0 ? 'the details of each incident (--incident 1: of one)' : '',
          unexplained.length + patterns.length > 0 ? 'the other codes and messages' : '',
          limitations.length > 0 ? 'what this report cannot know' : '',
        ]
          .filter((part) => part !== '')
          .join(', ')}.`,
  ].filter((row) => row !== '');
  return rows.length === 0 ? [] : [...gap, ...rows.flatMap((row) => wrapText(row, width))];
}

function faultLines({ inputs }: TriageReport): string[] {
  const faults = inputs.flatMap(({ name, fault }) =>
    fault === undefined ? [] : [`not read: ${name}: ${faultText({ name, fault })}`],
  );
  const left = faults.length - mostFaults;
  return [
    ...faults.slice(0, mostFaults),
    ...(left > 0 ? [`and ${counted(left, 'further input')} not read`] : []),
  ];
}

function skewLines(report: TriageReport): string[] {
  const apart = clocksApart(report);
  const left = apart.length - 1;
  return apart.slice(0, 1).map(({ host, against, seconds, corrected }) => {
    const way = seconds < 0 ? 'behind' : 'ahead of';
    const then = corrected ? 'corrected here' : '--skew corrects it';
    const others = left > 0 ? `, and ${counted(left, 'further clock')}` : '';
    return `clock: ${host} is ${Math.abs(seconds)} s ${way} ${against}${others}; ${then}`;
  });
}
