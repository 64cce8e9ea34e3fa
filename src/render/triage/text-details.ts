import { answerRows } from '../../catalogue/advice/placeholders.ts';
import type { Incident, SampleLine, TriageReport } from '../../triage/report/triage-report.ts';
import { columns, counted, countText, wrapText } from '../text/columns.ts';
import type { Display } from '../text/display.ts';
import { codeTitle, offset, placeKinds, placeText, type ReportTime } from './wording.ts';

const mostPlaces = 5;
const mostPatterns = 30;

/** A kind of place is told of where one of it has at least this share of the lines, or all are confined to it. */
const concentrated = 0.2;
const labelWidth = 9;

/**
 * All that is known of one incident; prose is wrapped at the width of the terminal.
 *
 * @param command how the run can be typed again; undefined where it cannot
 */
export function incidentDetails(
  incident: Incident,
  time: ReportTime,
  display: Display,
  command: string | undefined,
): string[] {
  const prose = (text: string, indent = 0): string[] =>
    display.width === undefined
      ? [' '.repeat(indent) + text]
      : wrapText(text, Math.max(20, display.width - labelWidth - indent)).map(
          (row) => ' '.repeat(indent) + row,
        );
  const { paint } = display;
  const { cause } = incident;
  const title = `Incident ${incident.id}: ${incident.title}`;
  const { processes = [], meaning } = incident;
  const at = cause.line === null ? cause.input : `${cause.input}:${cause.line}`;
  return [
    ...(display.width === undefined ? [title] : wrapText(title, display.width)).map((row) =>
      paint.strong(row),
    ),
    ...labelled('', meaning === undefined ? [] : prose(meaning)),
    ...labelled(
      'ended',
      processes.flatMap(({ name, time: ended, cameUp, reason }) =>
        prose(
          `${ended === null ? '' : `${time.short(ended)} `}${name} ${cameUp ? 'died' : 'did not start'}: ${reason}`,
        ),
      ),
    ),
    ...labelled('cause', [
      ...prose(
        `${codeTitle(cause)}, ${time.short(cause.time)} ${at}, ${counted(cause.lines, 'line')}${cause.evidence === 'message' ? ', implied by the message' : ''}`,
      ),
      paint.alarming(cause.text),
    ]),
    ...labelled('why', [
      `confidence ${incident.confidence}`,
      ...incident.why.flatMap((reason) => prose(reason)),
    ]),
    ...labelled(
      'then',
      incident.consequences.flatMap((consequence) => [
        `${offset(consequence.after) || '-'}  ${paint.warning(consequence.title)}, ${counted(consequence.lines, 'line')}, ${time.span(consequence.first, consequence.last)}`,
        ...prose(consequence.because, 2).map((row) => paint.faint(row)),
      ]),
    ),
    ...labelled('where', whereLines(incident)),
    ...labelled(
      'bursts',
      incident.bursts.map(
        ({ title: burst, start, peak, most, end, lines }) =>
          `${burst} ${time.span(start, end, end === null)}, most at ${time.short(peak)} (${countText(most)}), ${counted(lines, 'line')}`,
      ),
    ),
    ...labelled(
      'check',
      incident.checks.flatMap(({ text, commands, source }, index) => {
        // A source is named once, behind the last check that comes from it.
        const from = incident.checks[index + 1]?.source === source ? '' : ` ${paint.faint(`(${source})`)}`;
        if (commands.length === 0) return prose(`${text}${from}`);
        return [
          ...commands.map((typed) => paint.good(typed)),
          ...answerRows(text).flatMap((row) => prose(row, 4)),
          ...(from === '' ? [] : [`   ${from}`]),
        ];
      }),
    ),
    ...labelled(
      'lines',
      incident.samples.flatMap((sample) => sampleLines(sample, display)),
    ),
    ...labelled('all', command === undefined ? [] : [`${command} --lines-of ${incident.id}`]),
  ];
}

/** What no incident explains, and the messages without a code. */
export function restDetails(report: TriageReport, time: ReportTime, display: Display): string[] {
  const unexplained = report.unexplained.flatMap((code) => [
    '',
    `${display.paint.strong(codeTitle(code))}, ${counted(code.lines, 'line')}, ${time.span(code.first, code.last)}`,
    ...sampleLines(code.sample, display).map((line) => `  ${line}`),
  ]);
  const patterns = report.patterns
    .slice(0, mostPatterns)
    .map(({ isNew, severity, lines, source, template }) => [
      isNew ? 'new' : '',
      severity,
      countText(lines),
      source ?? '',
      template,
    ]);
  const left = report.patterns.length - patterns.length;
  return [
    ...(unexplained.length === 0
      ? []
      : ['', display.paint.strong('Codes that belong to no incident'), ...unexplained]),
    ...(patterns.length === 0
      ? []
      : ['', display.paint.strong('Messages of severity W, E and F'), ...columns(patterns, [2]).split('\n')]),
    ...(left > 0 ? [`and ${countText(left)} more (--format json has all)`] : []),
    ...(report.limitations.length === 0
      ? []
      : [
          '',
          display.paint.strong('What this report cannot know'),
          ...report.limitations.flatMap((text) =>
            wrapText(text, (display.width ?? Number.POSITIVE_INFINITY) - 2).map((row) => `  ${row}`),
          ),
        ]),
  ];
}

function whereLines({ places }: Incident): string[] {
  return placeKinds
    .filter(([kind]) => places[kind].some(({ only, share }) => only || share >= concentrated))
    .map(([kind, label]) => {
      const shown = places[kind]
        .slice(0, mostPlaces)
        .map((place) => (place.only ? `only ${placeText(place)}` : placeText(place)));
      const rest = places[kind].length - shown.length;
      return `${label.padEnd(9)} ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    });
}

function sampleLines({ input, line, text, before, after: behind }: SampleLine, display: Display): string[] {
  const { paint } = display;
  const around = (other: string): string => `  ${paint.faint(shortened(other, display))}`;
  return [
    paint.faint(line === null ? input : `${input}:${line}`),
    ...before.map(around),
    `${paint.alarming('>')} ${text.replaceAll('\n', '\n  ')}`,
    ...behind.map(around),
  ];
}

/** A line around a sample: what a master prints every ten seconds would fill the terminal. */
function shortened(text: string, { width }: Display): string {
  if (width === undefined) return text;
  const most = Math.max(20, width - labelWidth - 4);
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most).join('')} …` : text;
}

/** A word at the left, lines behind it; nothing when there are none. */
function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(7)}${line}`);
}
