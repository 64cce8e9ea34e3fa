import { counted, countText, cutText, padEnd, widthOf } from '../text/columns.ts';
import type { Paint } from '../text/display.ts';
import { sparkline } from '../text/sparkline.ts';
import {
  type LiveFigures,
  type LiveGroup,
  type LiveLine,
  type LiveView,
  passes,
  type ScreenSize,
} from './live-state.ts';
import { headRows, incidentSections, type Row, sectionRows, unmarked } from './screen-rows.ts';

/** What the live screen shows and which keys it knows, as lines of at most 78 characters. */
export const keysPage: readonly string[] = [
  'Keys',
  '  up, down, Tab    choose an incident (Shift-Tab: backwards)',
  '  Enter            all about it: why it is taken for one, checks, sample lines',
  '  /                show only what holds a text; Escape shows all again',
  '  e                explain a code, a message or a line',
  '  p, blank         keep the screen as it is; the same key goes on',
  '  Ctrl-L           draw the screen anew',
  '  q                close a page; without one, end and print the incidents',
  '',
  'What is shown',
  '  open incidents   what broke first, since when, how sure that is, how many',
  '                   lines there are, where, and what followed from it',
  '  ended incidents  nothing more came for two minutes of their logs',
  '  Group            lines that report a code, by the groups of their codes',
  '  Last lines       lines with a code; others of severity W, E and F where',
  '                   there is room',
];

const keys = '? keys   arrows, Enter: incident   / filter   e explain   p pause   q quit';
const keysOfPage = 'up/down scroll   q close';

/**
 * Draws the screen: at most as many lines as the terminal has rows, none longer than it is wide, the last one telling the
 * keys or what is typed.
 */
export function liveScreen(figures: LiveFigures, view: LiveView, size: ScreenSize, paint: Paint): string[] {
  const rows = Math.max(1, size.rows);
  const draw = ([text, mark]: Row): string => mark(cutText(text, size.columns, '…'));
  const foot: Row = [footer(view), view.prompt === undefined ? paint.faint : paint.strong];
  if (rows === 1) return [draw(foot)];
  if (view.page !== undefined) {
    const { lines, top } = view.page;
    const shown = lines.slice(top, top + rows - 1).map((line): Row => [line, unmarked]);
    return [...filled(shown, rows - 1), foot].map(draw);
  }
  const shown = view.paused ?? figures;
  const title: Row = [
    heading(shown, figures, view),
    view.paused === undefined ? paint.strong : paint.warning,
  ];
  const notice: Row[] = figures.notice === '' ? [] : [[figures.notice, paint.warning]];
  const space = rows - 2 - notice.length;
  const body = sections(shown, view, space, paint);
  return [title, ...filled(body, Math.max(0, space)), ...notice.slice(0, Math.max(0, rows - 2)), foot].map(
    draw,
  );
}

/** What changes how the rest is to be read comes first: narrow terminals cut the end. */
function heading(shown: LiveFigures, now: LiveFigures, view: LiveView): string {
  const parts = [shown.clock];
  if (view.paused !== undefined) parts.push(`PAUSED, ${counted(now.lines - shown.lines, 'line')} since`);
  if (view.filter !== '') parts.push(`filter: ${view.filter}`);
  parts.push(shown.inputs, `${counted(shown.lines, 'line')}, ${countText(shown.found)} with a code`);
  return parts.join('  ');
}

function footer({ prompt, page }: LiveView): string {
  if (prompt !== undefined)
    return prompt.kind === 'filter' ? `filter: ${prompt.typed}_` : `explain code: ${prompt.typed}_`;
  return page === undefined ? keys : keysOfPage;
}

/** Incidents, groups and the last lines, within `space` rows; the last lines get what the others leave. */
function sections(figures: LiveFigures, view: LiveView, space: number, paint: Paint): Row[] {
  const { filter } = view;
  const first = incidentSections(figures, view, space, paint);
  const groups = figures.groups.filter(({ component, group, codes }) =>
    passes(filter, `${component} / ${group}`, ...codes.keys()),
  );
  const [heads, ...rows] = groupRows(groups);
  const nothing = figures.groups.length === 0 ? 'No code yet' : 'No group has what is filtered by';
  const second = sectionRows(
    heads?.[0] ?? nothing,
    rows.map((row) => [row]),
    Math.floor(space / 4),
    space,
    paint,
    'group',
  );
  const left = space - first.length - second.length - headRows(space);
  const shown = lastLines(figures.recent, filter, left);
  const third = sectionRows(
    'Last lines',
    shown.map((line): Row[] => [[lineText(line), unmarked]]),
    left,
    space,
    paint,
    'line',
  );
  return [...first, ...second, ...third].slice(0, Math.max(0, space));
}

/** The last lines with a code; others only where those leave room. */
function lastLines({ coded, others }: LiveFigures['recent'], filter: string, most: number): LiveLine[] {
  if (most < 1) return [];
  const newest = (of: readonly LiveLine[], at: number): readonly LiveLine[] =>
    (filter === '' ? of : of.filter(({ codes, text }) => passes(filter, codes, text))).slice(-at);
  const first = newest(coded, most);
  const rest = first.length === most ? [] : newest(others, most - first.length);
  return [...first, ...rest].sort((a, b) => a.number - b.number);
}

function groupRows(groups: readonly LiveGroup[]): Row[] {
  if (groups.length === 0) return [];
  const names = groups.map(({ component, group }) => `${component} / ${group}`);
  const width = Math.max(...names.map((name) => widthOf(name)), 5);
  const cells = (name: string, all: string, minute: string, trend: string): Row => [
    `${padEnd(name, width)}  ${all.padStart(9)}  ${minute.padStart(11)}  ${trend}`.trimEnd(),
    unmarked,
  ];
  return [
    cells('Group', 'lines', 'last minute', `last ${groups[0]!.minutes.length} minutes`),
    ...groups.map(({ lines, lastMinute, minutes }, index) =>
      cells(names[index]!, countText(lines), countText(lastMinute), sparkline(minutes)),
    ),
  ];
}

function lineText({ codes, text }: LiveLine): string {
  return codes === '' ? text : `${codes}  ${text}`;
}

function filled(rows: readonly Row[], length: number): Row[] {
  const blank: Row = ['', unmarked];
  return Array.from({ length }, (_, index) => rows[index] ?? blank);
}
