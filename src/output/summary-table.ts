import type { ReportCode, SummaryReport } from '../tally/summary-report.ts';
import { columns, count } from './columns.ts';
import { interruptionsText } from './interruptions-text.ts';

/** The summary as a table for people: one row a code under its group, with how often, when first and when last. */
export function summaryTable(report: SummaryReport): string {
  const rows = groupsOf(report).flatMap(({ component, group, lines, codes }) =>
    codes.map((code, index) => [
      index === 0 ? component : '',
      index === 0 ? group : '',
      index === 0 ? count(lines) : '',
      code.name,
      code.value === null ? '' : String(code.value),
      count(code.lines),
      code.implied === 0 ? '' : count(code.implied),
      stamp(code.first),
      stamp(code.last),
    ]),
  );
  const heads = ['component', 'group', 'lines', 'code', 'value', 'lines', 'implied', 'first', 'last'];
  const table = rows.length === 0 ? '' : `${columns([heads, ...rows], [2, 4, 5, 6])}\n\n`;
  const { from, to } = report.range;
  const range = from === null ? '' : `, ${stamp(from)} to ${stamp(to)}`;
  const inputs = report.inputCount ?? report.inputs.length;
  const read = `${count(report.lines)} lines of ${count(inputs)} ${inputs === 1 ? 'input' : 'inputs'}${range}`;
  const happened = report.interruptions === undefined ? '' : interruptionsText(report.interruptions);
  return `${table}${read}; ${count(report.found)} with a code, ${count(report.implied)} of them implied${happened === '' ? '' : `; ${happened}`}\n`;
}

interface ShownGroup {
  readonly component: string;
  readonly group: string;
  readonly lines: number;
  readonly codes: readonly ReportCode[];
}

/** The groups, and at the end what belongs to none. */
function groupsOf({ groups, ambiguous, uncatalogued }: SummaryReport): ShownGroup[] {
  const sum = (codes: readonly ReportCode[]): number => codes.reduce((lines, code) => lines + code.lines, 0);
  const components = new Set(uncatalogued.map(({ component }) => component));
  return [
    ...groups,
    ...[...components].map((component) => {
      const codes = uncatalogued.filter((code) => code.component === component);
      return { component, group: 'Uncatalogued', lines: sum(codes), codes };
    }),
    { component: 'Ambiguous', group: 'Ambiguous', lines: sum(ambiguous), codes: ambiguous },
  ];
}

/** A time for people, in the zone that the report was made for: `2026-07-30 11:49:18`. */
function stamp(iso: string | null): string {
  return iso === null ? '-' : iso.slice(0, 19).replace('T', ' ');
}
