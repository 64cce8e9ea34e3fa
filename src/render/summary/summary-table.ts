import type { NewsFlag, SummaryReport } from '../../summary/summary-report.ts';
import type { CodeCount } from '../../tally/code-entry.ts';
import type { Interruptions } from '../../tally/input-counts.ts';
import type { Tally } from '../../tally/tally.ts';
import { type Column, columns, countText, fitColumns, percentText, wrapText } from '../text/columns.ts';
import type { Display, Paint } from '../text/display.ts';
import { safeText } from '../text/safe-text.ts';
import { sparkline, spreadBuckets } from '../text/sparkline.ts';
import { groupsByUrgency, type SummaryGroup, type SummaryRow, summaryGroups } from './summary-rows.ts';
import {
  changeOf,
  inputFaults,
  interruptionsText,
  isNews,
  newsCounts,
  noticeTexts,
  plainStamp,
  summaryTotals,
} from './summary-totals.ts';

/** How many characters the course over the night takes, where there is room and where there is little. */
const courseWidths = { wide: 24, narrow: 12 } as const;

/** How many codes of a group have a row of their own, besides those that are news; values from logs may be any number. */
const mostCodes = 40;

/** The rule with its numbers is in the JSON, and in reports to keep; every morning's mail need not repeat it. */
const whatIsNews = 'docs/nightly.md says by which rule a code is news; --format json has its numbers';

/** What two of the table's columns count by. */
const legend = 'share: of all lines with a code; bars: each row by its own highest';

/** Sentences are broken at this width at the latest. */
const mostProse = 100;

/**
 * The summary as a table for people: each group with its codes, the most urgent first, how often each was found, how that spread over the
 * night, and whether it is news; below it what was read, and by
 * which rule it is news. Where a line has too little room, stamps become shorter and the
 * less telling columns go.
 */
export function summaryTable(report: SummaryReport, display: Display): string {
  const groups = groupsByUrgency(summaryGroups(report));
  const table = groups.length === 0 ? '' : `${groupsTable(groups, report, display)}\n\n`;
  const faults = inputFaults(report).map((fault) => `fault: ${safeText(fault, 'line')}`);
  const notices = noticeTexts(report).map((one) => safeText(one, 'line'));
  const width = Math.min(display.width ?? mostProse, mostProse);
  const rule = report.news === undefined ? [] : wrapText(whatIsNews, width);
  const scales = groups.length === 0 ? [] : [report.range.from === null ? legend.split(';', 1)[0]! : legend];
  return `${table}${[...summaryTotals(report), ...faults, ...notices, ...rule, ...scales].join('\n')}\n`;
}

/** One line of the table: a group or, below it, a code. */
interface TableRow {
  readonly name: string;
  readonly value: string;
  readonly lines: number;
  readonly share: number;
  readonly implied: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly change: string;
  readonly flag: NewsFlag | 'group' | undefined;
  /** Lines per part of the range, for any number of parts. */
  readonly course: (cells: number) => readonly number[];
}

function groupsTable(groups: readonly SummaryGroup[], report: SummaryReport, display: Display): string {
  const { from, to } = report.range;
  const rows = groups.flatMap((group) => tableRows(group, from, to));
  const hasNews = report.news !== undefined;
  const hasImplied = rows.some(({ implied }) => implied > 0);
  const course = (cells: number): Column<TableRow> => ({
    head: courseHead(from, to, cells),
    cell: (row) => sparkline(row.course(cells), display.unicode),
  });
  const stamp = (of: 'first' | 'last', form: (iso: string) => string): Column<TableRow> => ({
    head: of,
    cell: (row) => (row[of] === null ? '' : form(row[of])),
  });
  const columns = {
    name: { head: 'group, code', cell: (row) => row.name, shrinks: true },
    value: { head: 'value', cell: (row) => row.value, right: true },
    lines: { head: 'lines', cell: (row) => countText(row.lines), right: true },
    share: { head: 'share', cell: (row) => percentText(row.share), right: true },
    implied: {
      head: 'implied',
      cell: (row) => (row.implied === 0 ? '' : countText(row.implied)),
      right: true,
    },
    change: { head: 'change', cell: (row) => row.change },
  } as const satisfies Record<string, Column<TableRow>>;
  const { name, value, lines, share, implied, change } = columns;
  const start = [name, value, lines];
  const news = hasNews ? [change] : [];
  const guesses = hasImplied ? [implied] : [];
  const wide = from === null ? [] : [course(courseWidths.wide)];
  const narrow = from === null ? [] : [course(courseWidths.narrow)];
  const layouts: readonly (readonly Column<TableRow>[])[] = [
    [...start, share, ...wide, ...guesses, stamp('first', plainStamp), stamp('last', plainStamp), ...news],
    [...start, share, ...wide, ...guesses, stamp('first', shortStamp), stamp('last', shortStamp), ...news],
    [...start, share, ...wide, ...guesses, stamp('last', shortStamp), ...news],
    [...start, share, ...narrow, stamp('last', shortStamp), ...news],
    [...start, share, ...narrow, ...news],
    [...start, ...news],
    [name, lines, ...news],
  ];
  return fitColumns(rows, layouts, {
    width: display.width,
    cut: display.unicode ? '…' : '~',
    style: (line, row) => painted(line, row, display.paint),
  });
}

function tableRows(group: SummaryGroup, from: string | null, to: string | null): TableRow[] {
  const course =
    (rows: readonly SummaryRow[]) =>
    (cells: number): readonly number[] => {
      const sum = new Array<number>(cells).fill(0);
      if (from === null || to === null) return sum;
      for (const { code } of rows) {
        for (const [part, lines] of spreadBuckets(code.buckets, from, to, cells).entries())
          sum[part]! += lines;
      }
      return sum;
    };
  const isShown = (row: SummaryRow, index: number): boolean => index < mostCodes || isNews(row.news);
  const shown = group.rows.filter(isShown);
  const rest = group.rows.filter((row, index) => !isShown(row, index));
  const codes = shown.map(
    (row): TableRow => ({
      ...row.code,
      name: `  ${safeText(row.code.name, 'line')}`,
      value: row.code.value === null ? '' : String(row.code.value),
      share: row.share,
      change: changeOf(row.news),
      flag: row.news?.flag,
      course: course([row]),
    }),
  );
  const sumOf = (rows: readonly SummaryRow[]): Omit<TableRow, 'name' | 'flag'> => ({
    value: '',
    lines: rows.reduce((sum, { code }) => sum + code.lines, 0),
    share: rows.reduce((sum, { share }) => sum + share, 0),
    implied: rows.reduce((sum, { code }) => sum + code.implied, 0),
    first: null,
    last: null,
    change: newsCounts(rows.map(({ news }) => news)),
    course: course(rows),
  });
  const head: TableRow = {
    ...sumOf(group.rows),
    name: safeText(
      group.component === group.group ? group.group : `${group.component} / ${group.group}`,
      'line',
    ),
    // A line with several codes of the group counts once.
    lines: group.lines,
    share: group.share,
    flag: 'group',
  };
  if (rest.length === 0) return [head, ...codes];
  return [head, ...codes, { ...sumOf(rest), name: `  and ${countText(rest.length)} more`, flag: undefined }];
}

function painted(line: string, { flag }: TableRow, paint: Paint): string {
  switch (flag) {
    case 'group':
      return paint.strong(line);
    case 'new':
    case 'surge':
      return paint.alarming(line);
    case 'gone':
      return paint.good(line);
    default:
      return line;
  }
}

/** `07-30 11:49` */
function shortStamp(iso: string): string {
  return plainStamp(iso).slice(5, 16);
}

/** The ends of the range above their ends of the course: as times of day within a day, else as days. */
function courseHead(from: string | null, to: string | null, cells: number): string {
  if (from === null || to === null) return '';
  const oneDay = Date.parse(to) - Date.parse(from) < 86_400_000;
  const end = (iso: string): string =>
    oneDay ? plainStamp(iso).slice(11, 16) : plainStamp(iso).slice(5, 10);
  return end(from) + end(to).padStart(cells - 5);
}

/**
 * The counts per group as a table for people: component, group, lines, then the codes of the group with their counts and
 * how many of them were implied; after it how many lines were read, and what happened to followed files.
 */
export function tallyTable(tally: Tally, interruptions?: Interruptions): string {
  const rows = tally
    .groups()
    .map((group) => [group.component, group.group, countText(group.lines), codeCells(group.codes)]);
  const table =
    rows.length === 0 ? '' : `${columns([['component', 'group', 'lines', 'codes'], ...rows], [2])}\n`;
  const implied = tally.implied === 0 ? '' : ` (${countText(tally.implied)} implied)`;
  const happened = interruptions === undefined ? '' : interruptionsText(interruptions);
  return `${table}${countText(tally.lines)} ${plural(tally.lines, 'line')} read, ${countText(tally.found)} with a code${implied}${happened === '' ? '' : `; ${happened}`}\n`;
}

function codeCells(codes: readonly CodeCount[]): string {
  const shown = codes.length > mostCodes + 1 ? mostCodes : codes.length;
  const cells = codes.slice(0, shown).map(codeCell);
  const rest = codes.slice(shown);
  if (rest.length === 0) return cells.join(', ');
  const lines = rest.reduce((sum, code) => sum + code.lines, 0);
  return [...cells, `and ${countText(rest.length)} others ${countText(lines)}`].join(', ');
}

function codeCell(code: CodeCount): string {
  const implied =
    code.implied === 0
      ? ''
      : code.implied === code.lines
        ? ' implied'
        : ` (${countText(code.implied)} implied)`;
  return `${code.name} ${countText(code.lines)}${implied}`;
}

function plural(value: number, noun: string): string {
  return value === 1 ? noun : `${noun}s`;
}
