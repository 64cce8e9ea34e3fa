import type { CodeCount } from '../../tally/code-entry.ts';
import type { Interruptions } from '../../tally/interruptions.ts';
import type { Tally } from '../../tally/tally.ts';
import { columns, count } from '../text/columns.ts';
import { interruptionsText } from './interruptions-text.ts';

/**
 * The counts per group as a table for people: component, group, lines, then the codes of the group with their counts and
 * how many of them were implied; after it how many lines were read, and what happened to followed files.
 */
export function tallyTable(tally: Tally, interruptions?: Interruptions): string {
  const rows = tally
    .groups()
    .map((group) => [group.component, group.group, count(group.lines), group.codes.map(codeCell).join(', ')]);
  const table =
    rows.length === 0 ? '' : `${columns([['component', 'group', 'lines', 'codes'], ...rows], [2])}\n`;
  const implied = tally.implied === 0 ? '' : ` (${count(tally.implied)} implied)`;
  const happened = interruptions === undefined ? '' : interruptionsText(interruptions);
  return `${table}${count(tally.lines)} ${plural(tally.lines, 'line')} read, ${count(tally.found)} with a code${implied}${happened === '' ? '' : `; ${happened}`}\n`;
}

function codeCell(code: CodeCount): string {
  const implied =
    code.implied === 0 ? '' : code.implied === code.lines ? ' implied' : ` (${count(code.implied)} implied)`;
  return `${code.name} ${count(code.lines)}${implied}`;
}

function plural(value: number, noun: string): string {
  return value === 1 ? noun : `${noun}s`;
}
