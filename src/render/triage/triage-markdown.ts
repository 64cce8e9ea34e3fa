import { placeholderLegend } from '../../catalogue/advice/placeholders.ts';
import type { Check, Incident, SampleLine, TriageReport } from '../../triage/report/triage-report.ts';
import { madeMarkdown, type Provenance } from '../formats.ts';
import { counted, countText } from '../text/columns.ts';
import {
  markdownBlock,
  markdownCode,
  markdownProse,
  markdownTable,
  markdownText,
} from '../text/markdown-text.ts';
import { faultText } from '../text/safe-text.ts';
import {
  clocksApart,
  codeTitle,
  confinement,
  hostCount,
  offset,
  placeKinds,
  placeText,
  ReportTime,
  whereabouts,
} from './wording.ts';

const mostPlaces = 5;
const mostRows = 20;

/** The triage report for a ticket. */
export function triageMarkdown(report: TriageReport, made?: Provenance): string {
  const time = new ReportTime(report.range);
  const parts = [
    `# ${markdownText(made?.title ?? 'Incident triage')}`,
    markdownText(
      report.range.from === null
        ? 'No time stamps.'
        : `${time.full(report.range.from)} to ${time.full(report.range.to)}.`,
    ),
    `${counted(report.lines, 'line')} of ${counted(report.inputs.length, 'input')} from ${counted(hostCount(report), 'host')}, ${countText(report.found)} with a code.`,
    ...faults(report),
    ...(report.nothing !== undefined
      ? [markdownText(report.nothing)]
      : report.incidents.length === 0
        ? ['No incident: no error here has consequences that are known to follow from it.']
        : [overview(report, time)]),
    ...report.incidents.flatMap((incident) => incidentParts(incident, time)),
    ...legendParts(report),
    ...restParts(report, time),
    ...(report.limitations.length === 0
      ? []
      : ['## What this report cannot know', list(report.limitations.map(markdownText))]),
    ...(made === undefined ? [] : [madeMarkdown(made)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What the commands leave for the reader to fill in, each once. */
function legendParts({ incidents }: TriageReport): string[] {
  const rows = placeholderLegend(
    incidents.flatMap(({ checks }) => checks.flatMap(({ commands }) => commands)),
  );
  return rows.length === 0 ? [] : ['## What the logs did not name', list(rows.map(markdownProse))];
}

function faults(report: TriageReport): string[] {
  const rows = [
    ...report.inputs.flatMap(({ name, fault }) =>
      fault === undefined
        ? []
        : [`Not read: ${markdownCode(name)}: ${markdownText(faultText({ name, fault }))}`],
    ),
    ...clocksApart(report).map(
      ({ host, against, seconds, events, corrected }) =>
        `Clock of ${markdownCode(host)}: ${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} ${markdownCode(against)} by ${counted(events, 'event')} seen on both sides${corrected ? ', corrected here' : ''}`,
    ),
  ];
  return rows.length === 0 ? [] : [list(rows)];
}

function overview(report: TriageReport, time: ReportTime): string {
  const rows = report.incidents.map((incident) => [
    String(incident.id),
    markdownText(time.span(incident.start, incident.end, incident.ongoing)),
    markdownText(incident.title),
    countText(incident.lines),
    markdownText(whereabouts(report, incident)),
    incident.confidence,
  ]);
  return markdownTable([['#', 'when', 'cause', 'lines', 'where', 'confidence'], ...rows], [3]);
}

function incidentParts(incident: Incident, time: ReportTime): string[] {
  const { cause } = incident;
  const at = cause.line === null ? cause.input : `${cause.input}:${cause.line}`;
  const consequences = incident.consequences.map((consequence) => [
    offset(consequence.after),
    markdownText(consequence.title),
    countText(consequence.lines),
    markdownText(consequence.because),
  ]);
  const places = placeKinds
    .filter(([kind]) => incident.places[kind].length > 0)
    .map(([kind, label]) => {
      const shown = incident.places[kind].slice(0, mostPlaces);
      return `${label}: ${shown.map((place) => `${place.only ? 'only ' : ''}${markdownText(placeText(place))}`).join(', ')}`;
    });
  return [
    `## ${incident.id}. ${markdownText(incident.title)}`,
    ...(incident.meaning === undefined ? [] : [markdownText(incident.meaning)]),
    ...(incident.processes === undefined
      ? []
      : [
          list(
            incident.processes.map(
              ({ name, cameUp, reason }) =>
                `${markdownCode(name)} ${cameUp ? 'died' : 'did not start'}: ${markdownText(reason)}`,
            ),
          ),
        ]),
    `First at ${markdownText(time.full(cause.time))} in ${markdownCode(at)}:`,
    markdownBlock([cause.text], 'text'),
    list([`Confidence: ${incident.confidence}`, ...incident.why.map(markdownText)]),
    ...(consequences.length === 0
      ? []
      : [
          '### What followed',
          markdownTable([['after', 'code', 'lines', 'because'], ...consequences], [0, 2]),
        ]),
    ...(places.length === 0 ? [] : ['### Where', list(places)]),
    ...(incident.checks.length === 0 ? [] : ['### What to check', list(incident.checks.map(checkItem))]),
    ...(incident.samples.length === 0
      ? []
      : ['### Lines', markdownBlock(incident.samples.flatMap(sampleLines), 'text')]),
  ];
}

/** The command first, in a block of its own that can be copied. */
function checkItem({ text, commands, source }: Check): string {
  const words = `${markdownProse(text)} (${markdownText(source)})`;
  if (commands.length === 0) return words;
  const block = markdownBlock(commands, 'sh').replaceAll('\n', '\n  ');
  return `${block}\n  ${words}`;
}

function restParts(report: TriageReport, time: ReportTime): string[] {
  const unexplained = report.unexplained
    .slice(0, mostRows)
    .map((code) => [
      markdownText(codeTitle(code)),
      countText(code.lines),
      markdownText(time.span(code.first, code.last)),
      markdownText(confinement(code.places)),
    ]);
  const patterns = report.patterns
    .slice(0, mostRows)
    .map(({ isNew, severity, lines, source, template }) => [
      isNew ? 'new' : '',
      severity,
      countText(lines),
      markdownText(source ?? ''),
      markdownText(template),
    ]);
  const left = report.patterns.length - patterns.length;
  return [
    ...(unexplained.length === 0
      ? []
      : [
          '## Codes that belong to no incident',
          markdownTable([['code', 'lines', 'when', 'where'], ...unexplained], [1]),
        ]),
    ...(patterns.length === 0
      ? []
      : [
          '## Messages of severity W, E and F',
          markdownTable([['', 'severity', 'lines', 'source', 'message'], ...patterns], [2]),
        ]),
    ...(left > 0 ? [`And ${countText(left)} more.`] : []),
  ];
}

function sampleLines({ input, line, text, before, after: behind }: SampleLine): string[] {
  return [
    line === null ? `${input}:` : `${input}:${line}:`,
    ...[...before, ...text.split('\n'), ...behind].map((row) => `  ${row}`),
  ];
}

function list(rows: readonly string[]): string {
  return rows.map((row) => `- ${row}`).join('\n');
}
