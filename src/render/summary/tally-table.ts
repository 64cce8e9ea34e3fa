import type { CodeCount } from '../../tally/code-entry.ts';
import type { Interruptions } from '../../tally/input-counts.ts';
import type { Tally } from '../../tally/tally.ts';
import { columns, countText } from '../text/columns.ts';
import { interruptionsText } from './summary-totals.ts';

/** How many codes of a group are listed; values from logs may be any number. */
const mostCodes = 40;

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
