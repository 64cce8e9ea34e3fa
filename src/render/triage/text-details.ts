import { answerRows } from '../../catalogue/advice/action.ts';
import type { Incident, SampleLine, TriageReport } from '../../triage/report/triage-report.ts';
import { columns, count, counted } from '../text/columns.ts';
import type { Look } from '../text/look.ts';
import { after, type ReportTime } from './report-time.ts';
import { codeTitle, placeKinds, placeText } from './wording.ts';

const mostPlaces = 5;
const mostPatterns = 30;

/** All that is known of one incident. */
export function incidentDetails(incident: Incident, time: ReportTime, style: Look): string[] {
  const { paint } = style;
  const { cause } = incident;
  const title = `Incident ${incident.id}: ${codeTitle(cause)}`;
  const at = cause.line === null ? cause.input : `${cause.input}:${cause.line}`;
  return [
    paint.strong(title),
    ...labelled('cause', [
      `${time.short(cause.time)} ${at}, ${counted(cause.lines, 'line')}${cause.evidence === 'message' ? ', implied by the message' : ''}`,
      paint.alarming(cause.text),
    ]),
    ...labelled('why', [`confidence ${incident.confidence}`, ...incident.why]),
    ...labelled(
      'then',
      incident.consequences.flatMap((consequence) => [
        `${after(cause.time, consequence.first) || '-'}  ${paint.warning(codeTitle(consequence))}, ${counted(consequence.lines, 'line')}, ${time.span(consequence.first, consequence.last)}`,
        `  ${paint.faint(consequence.because)}`,
      ]),
    ),
    ...labelled('where', whereLines(incident)),
    ...labelled(
      'bursts',
      incident.bursts.map(
        ({ name, start, peak, most, end, lines }) =>
          `${name} ${time.span(start, end, end === null)}, most at ${time.short(peak)} (${count(most)}), ${counted(lines, 'line')}`,
      ),
    ),
    ...labelled(
      'check',
      incident.checks.flatMap(({ text, commands, source }, index) => {
        // A source is named once, behind the last check that comes from it.
        const from = incident.checks[index + 1]?.source === source ? '' : ` ${paint.faint(`(${source})`)}`;
        if (commands.length === 0) return [`${text}${from}`];
        const rows = answerRows(text).map((row) => `    ${row}`);
        return [
          ...commands.map((command) => paint.good(command)),
          ...rows,
          ...(from === '' ? [] : [`   ${from}`]),
        ];
      }),
    ),
    ...labelled(
      'lines',
      incident.samples.flatMap((sample) => sampleLines(sample, style)),
    ),
    ...labelled('all', [`mooncake-annotate triage ... --incident ${incident.id}`]),
  ];
}

/** What no incident explains, and the messages without a code. */
export function restDetails(report: TriageReport, time: ReportTime, style: Look): string[] {
  const unexplained = report.unexplained.flatMap((code) => [
    '',
    `${style.paint.strong(codeTitle(code))}, ${counted(code.lines, 'line')}, ${time.span(code.first, code.last)}`,
    ...sampleLines(code.sample, style).map((line) => `  ${line}`),
  ]);
  const patterns = report.patterns
    .slice(0, mostPatterns)
    .map(({ isNew, severity, lines, source, template }) => [
      isNew ? 'new' : '',
      severity,
      count(lines),
      source ?? '',
      template,
    ]);
  const left = report.patterns.length - patterns.length;
  return [
    ...(unexplained.length === 0
      ? []
      : ['', style.paint.strong('Not explained by an incident'), ...unexplained]),
    ...(patterns.length === 0
      ? []
      : ['', style.paint.strong('Messages of severity W, E and F'), ...columns(patterns, [2]).split('\n')]),
    ...(left > 0 ? [`and ${count(left)} more (--format json has all)`] : []),
  ];
}

function whereLines({ places }: Incident): string[] {
  return placeKinds
    .filter(([kind]) => places[kind].length > 0)
    .map(([kind, label]) => {
      const shown = places[kind]
        .slice(0, mostPlaces)
        .map((place) => (place.only ? `only ${placeText(place)}` : placeText(place)));
      const rest = places[kind].length - shown.length;
      return `${label.padEnd(9)} ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    });
}

function sampleLines({ input, line, text, before, after: behind }: SampleLine, { paint }: Look): string[] {
  return [
    paint.faint(line === null ? input : `${input}:${line}`),
    ...before.map((other) => `  ${paint.faint(other)}`),
    `${paint.alarming('>')} ${text}`,
    ...behind.map((other) => `  ${paint.faint(other)}`),
  ];
}

/** A word at the left, lines behind it; nothing when there are none. */
function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(7)}${line}`);
}
