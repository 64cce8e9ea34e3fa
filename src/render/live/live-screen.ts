import { count } from '../text/columns.ts';
import type { Paint } from '../text/paint.ts';
import { sparkline } from '../text/sparkline.ts';
import { cut, padEnd, widthOf } from '../text/text-width.ts';
import type { LiveFigures, LiveGroup, LiveIncident, LiveLine, LiveView, ScreenSize } from './live-state.ts';

const keys = 'p pause   / filter   e explain a code   q quit';
const keysOfPage = 'up/down scroll   q close';

/** A line of a section: its text, and how it is marked up once it is cut. */
type Row = readonly [text: string, mark: (text: string) => string];

/**
 * Draws the screen: at most as many lines as the terminal has rows, none longer than it is wide, the last one telling the
 * keys or what is typed.
 */
export function liveScreen(figures: LiveFigures, view: LiveView, size: ScreenSize, paint: Paint): string[] {
  const rows = Math.max(1, size.rows);
  const draw = ([text, mark]: Row): string => mark(cut(text, size.columns, '…'));
  const foot: Row = [footer(view), view.prompt === undefined ? paint.faint : paint.strong];
  if (rows === 1) return [draw(foot)];
  if (view.page !== undefined) {
    const { lines, top } = view.page;
    const shown = lines.slice(top, top + rows - 1).map((line): Row => [line, plain]);
    return [...filled(shown, rows - 1), foot].map(draw);
  }
  const shown = view.paused ?? figures;
  const title: Row = [
    heading(shown, figures, view),
    view.paused === undefined ? paint.strong : paint.warning,
  ];
  const notice: Row[] = figures.notice === '' ? [] : [[figures.notice, paint.warning]];
  const space = rows - 2 - notice.length;
  const body = sections(shown, view.filter, space, paint);
  return [title, ...filled(body, Math.max(0, space)), ...notice.slice(0, Math.max(0, rows - 2)), foot].map(
    draw,
  );
}

/** What changes how the rest is to be read comes first: narrow terminals cut the end. */
function heading(shown: LiveFigures, now: LiveFigures, view: LiveView): string {
  const parts = [`mooncake-annotate  ${shown.clock}`];
  if (view.paused !== undefined) parts.push(`PAUSED, ${count(now.lines - shown.lines)} lines since`);
  if (view.filter !== '') parts.push(`filter: ${view.filter}`);
  parts.push(
    `${count(shown.files)} ${shown.files === 1 ? 'file' : 'files'}`,
    `${count(shown.lines)} lines, ${count(shown.found)} with a code`,
  );
  return parts.join('   ');
}

function footer({ prompt, page }: LiveView): string {
  if (prompt !== undefined)
    return prompt.kind === 'filter' ? `filter: ${prompt.typed}_` : `explain code: ${prompt.typed}_`;
  return page === undefined ? keys : keysOfPage;
}

/** Open incidents, groups and the last lines, within `space` rows; the last lines get what the others leave. */
function sections(figures: LiveFigures, filter: string, space: number, paint: Paint): Row[] {
  const has = (...texts: readonly string[]): boolean =>
    texts.join(' ').toLowerCase().includes(filter.toLowerCase());
  const incidents = figures.incidents.filter(({ cause, consequences, where }) =>
    has(cause, consequences, where),
  );
  const groups = figures.groups.filter(({ component, group }) => has(component, '/', group));
  const recent = figures.recent.filter(({ codes, text }) => has(codes, text));
  const first = section(
    incidents.length === 0 ? 'No open incident' : 'Open incidents',
    incidents.flatMap((incident) => incidentRows(incident, paint)),
    Math.floor(space / 3),
    paint,
  );
  const second = section('Group', groupRows(groups), Math.floor(space / 3), paint);
  const left = space - first.length - second.length - 2;
  const third = section(
    'Last lines',
    recent.slice(-Math.max(0, left)).map((line): Row => [lineText(line), plain]),
    left,
    paint,
  );
  return [...first, ...second, ...third].slice(0, Math.max(0, space));
}

/** A blank, a title and at most `most` rows; the last one tells how many are not shown. */
function section(title: string, rows: readonly Row[], most: number, paint: Paint): Row[] {
  if (most < 1) return [];
  const [heads, body]: [string, readonly Row[]] = title === 'Group' ? headed(rows) : [title, rows];
  const shown: readonly Row[] =
    body.length <= most
      ? body
      : [...body.slice(0, most - 1), [`  and ${body.length - most + 1} more`, paint.faint]];
  return [['', plain], [heads, paint.strong], ...shown];
}

function headed(rows: readonly Row[]): [string, readonly Row[]] {
  const [first, ...rest] = rows;
  return first === undefined ? ['No code yet', []] : [first[0], rest];
}

function groupRows(groups: readonly LiveGroup[]): Row[] {
  if (groups.length === 0) return [];
  const names = groups.map(({ component, group }) => `${component} / ${group}`);
  const width = Math.max(...names.map((name) => widthOf(name)), 5);
  const cells = (name: string, lines: string, minute: string, trend: string): Row => [
    `${padEnd(name, width)}  ${lines.padStart(9)}  ${minute.padStart(11)}  ${trend}`.trimEnd(),
    plain,
  ];
  return [
    cells('Group', 'lines', 'last minute', `last ${groups[0]!.minutes.length} minutes`),
    ...groups.map(({ lines, lastMinute, minutes }, index) =>
      cells(names[index]!, count(lines), count(lastMinute), sparkline(minutes)),
    ),
  ];
}

function incidentRows(incident: LiveIncident, paint: Paint): Row[] {
  const { cause, since, lines, consequences, where, confidence } = incident;
  const begun = since === null ? '' : `since ${since}  `;
  const more = [where, consequences === '' ? '' : `then ${consequences}`, `confidence ${confidence}`];
  return [
    [`${begun}${count(lines)} ${lines === 1 ? 'line' : 'lines'}  ${cause}`, paint.alarming],
    [`    ${more.filter((text) => text !== '').join('; ')}`, plain],
  ];
}

function lineText({ codes, text }: LiveLine): string {
  return codes === '' ? text : `${codes}  ${text}`;
}

function filled(rows: readonly Row[], length: number): Row[] {
  const blank: Row = ['', plain];
  return Array.from({ length }, (_, index) => rows[index] ?? blank);
}

function plain(text: string): string {
  return text;
}
