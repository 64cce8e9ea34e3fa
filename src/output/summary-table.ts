import { columns, count } from './columns.ts';
import { interruptionsText } from './interruptions-text.ts';
import type { Summary } from './summary-json.ts';

/** The summary as a table for people: one row a code under its group, with how often, when first and when last. */
export function summaryTable(summary: Summary, stamp: (time: number) => string): string {
  const { tally, inputs } = summary;
  const time = (value: number | undefined): string => (value === undefined ? '-' : stamp(value));
  const rows = tally
    .groups()
    .flatMap(({ component, group, lines, codes }) =>
      codes.map((code, index) => [
        index === 0 ? component : '',
        index === 0 ? group : '',
        index === 0 ? count(lines) : '',
        code.name,
        code.value === undefined ? '' : String(code.value),
        count(code.lines),
        code.implied === 0 ? '' : count(code.implied),
        time(code.first),
        time(code.last),
      ]),
    );
  const heads = ['component', 'group', 'lines', 'code', 'value', 'lines', 'implied', 'first', 'last'];
  const table = rows.length === 0 ? '' : `${columns([heads, ...rows], [2, 4, 5, 6])}\n\n`;
  const range = summary.from === undefined ? '' : `, ${time(summary.from)} to ${time(summary.to)}`;
  const read = `${count(tally.lines)} lines of ${inputs.length} ${inputs.length === 1 ? 'input' : 'inputs'}${range}`;
  const happened = summary.interruptions === undefined ? '' : interruptionsText(summary.interruptions);
  return `${table}${read}; ${count(tally.found)} with a code, ${count(tally.implied)} of them implied${happened === '' ? '' : `; ${happened}`}\n`;
}
