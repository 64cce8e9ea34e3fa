import type { CodeDifference, Difference, DifferenceSide } from '../../summary/difference.ts';
import type { NewsFlag } from '../../summary/summary-report.ts';
import { type Column, countText, fitColumns } from '../text/columns.ts';
import type { Display } from '../text/display.ts';
import { markdownTable, markdownText } from '../text/markdown-text.ts';
import { safeText } from '../text/safe-text.ts';
import { plainStamp } from './summary-totals.ts';

/** A difference as a table for people; what is the same is only counted. */
export function differenceTable(difference: Difference, display: Display): string {
  const rows = changed(difference);
  const place: Column<CodeDifference> = { head: 'group', cell: (row) => safeText(placeOf(row), 'line') };
  const [change, code, value, ...numbers] = columnsOf(difference);
  const table =
    rows.length === 0
      ? ''
      : `${fitColumns(
          rows,
          [
            [change!, place, code!, value!, ...numbers],
            [change!, code!, ...numbers],
            [change!, code!, numbers[0]!, numbers[1]!],
          ],
          {
            width: display.width,
            cut: display.unicode ? '…' : '~',
            style: (line, row) => painted(line, row.change, display),
          },
        )}\n\n`;
  return `${table}${totals(difference)
    .map((one) => safeText(one, 'line'))
    .join('\n')}\n`;
}

/** A difference as Markdown for a ticket. */
export function differenceMarkdown(difference: Difference): string {
  const columns = columnsOf(difference);
  const rows = changed(difference).map((row) => [
    markdownText(placeOf(row)),
    ...columns.map(({ cell }) => markdownText(cell(row))),
  ]);
  const right = columns.flatMap((column, index) => (column.right === true ? [index + 1] : []));
  const table =
    rows.length === 0 ? [] : [markdownTable([['group', ...columns.map(({ head }) => head)], ...rows], right)];
  const lines = totals(difference).map((line) => `- ${markdownText(line)}`);
  return `${['# What changed', lines.join('\n'), ...table].join('\n\n')}\n`;
}

function changed({ codes }: Difference): CodeDifference[] {
  return codes.filter(({ change }) => change !== 'same');
}

function placeOf({ component, group }: CodeDifference): string {
  return component === group ? component : `${component} / ${group}`;
}

function columnsOf(difference: Difference): Column<CodeDifference>[] {
  const rates = (side: 'old' | 'new'): Column<CodeDifference> => ({
    head: `${side}/h`,
    cell: ({ rate }) => (rate[side] === null ? '' : rateText(rate[side])),
    right: true,
  });
  const perHour = difference.compared === 'lines per hour';
  return [
    { head: 'change', cell: ({ change }) => change },
    { head: 'code', cell: ({ name }) => safeText(name, 'line'), shrinks: true },
    { head: 'value', cell: ({ value }) => (value === null ? '' : String(value)), right: true },
    { head: 'old', cell: ({ lines }) => countText(lines.old), right: true },
    { head: 'new', cell: ({ lines }) => countText(lines.new), right: true },
    ...(perHour ? [rates('old'), rates('new')] : []),
    { head: 'factor', cell: (row) => factorOf(row, perHour), right: true },
  ];
}

function factorOf({ lines, rate }: CodeDifference, perHour: boolean): string {
  const [before, after] = perHour ? [rate.old ?? 0, rate.new ?? 0] : [lines.old, lines.new];
  return before === 0 || after === 0 ? '' : `x${rateText(after / before)}`;
}

function rateText(value: number): string {
  return value >= 100 ? countText(Math.round(value)) : String(Number(value.toPrecision(2)));
}

function totals(difference: Difference): string[] {
  const { old, new: recent, codes, compared } = difference;
  const flags: readonly NewsFlag[] = ['new', 'surge', 'up', 'down', 'gone', 'same'];
  const counted = flags
    .map((flag) => ({ flag, number: codes.filter(({ change }) => change === flag).length }))
    .filter(({ number }) => number > 0)
    .map(({ flag, number }) => `${number} ${flag}`);
  const how =
    compared === 'lines'
      ? 'lines are compared as they are'
      : 'the ranges differ in length, so lines per hour are compared';
  return [
    counted.length === 0 ? 'no codes in either' : `codes: ${counted.join(', ')}; ${how}`,
    `old: ${sideText(old)}`,
    `new: ${sideText(recent)}`,
  ];
}

function sideText({ name, range, hours, lines, found }: DifferenceSide): string {
  const { from, to } = range;
  const when = from === null || to === null ? 'no times' : `${plainStamp(from)} to ${plainStamp(to)}`;
  const long = hours === null ? '' : `, ${Math.round(hours * 10) / 10} h`;
  return `${name}: ${countText(found)} of ${countText(lines)} lines with a code, ${when}${long}`;
}

function painted(line: string, change: NewsFlag, { paint }: Display): string {
  if (change === 'new' || change === 'surge') return paint.alarming(line);
  return change === 'gone' ? paint.good(line) : line;
}
