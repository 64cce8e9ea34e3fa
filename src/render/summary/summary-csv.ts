import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';
import { type SummaryRow, summaryGroups } from './summary-rows.ts';

const heads = [
  'component',
  'group',
  'code',
  'value',
  'lines',
  'stated',
  'implied',
  'share',
  'first',
  'last',
  'source',
  'hosts',
  'inputs',
  'flag',
  'expected',
  'description',
] as const;

/**
 * The summary as comma-separated values (RFC 4180: CRLF, quotes doubled), one row a code.
 *
 * `share` is a part of all lines with a finding, `source` the place in Mooncake's source that printed most of the lines,
 * `hosts` and `inputs` say how many there are, `flag` and `expected` stay empty where there is no baseline. Text that a
 * spreadsheet would run as a formula begins with an apostrophe; numbers, negative ones too, are written as they are.
 */
export function summaryCsv(report: SummaryReport, catalogue: Catalogue): string {
  const rows = summaryGroups(report).flatMap((group) => group.rows.map((row) => cells(row, catalogue)));
  return [heads.join(','), ...rows.map((row) => row.join(','))].map((line) => `${line}\r\n`).join('');
}

function cells({ component, group, code, share, news }: SummaryRow, catalogue: Catalogue): string[] {
  const { description } = catalogue.named(code.name).find((known) => known.component === component) ?? {};
  return [
    csvText(component),
    csvText(group),
    csvText(code.name),
    number(code.value),
    number(code.lines),
    number(code.stated),
    number(code.implied),
    number(rounded(share)),
    csvText(code.first),
    csvText(code.last),
    csvText(code.sources[0]?.name),
    number(code.hosts.length),
    number(code.inputs.length),
    csvText(news?.flag),
    number(news === undefined ? null : rounded(news.expected)),
    csvText(description),
  ];
}

/** A cell that holds text: quoted where it must be, and never a formula. */
export function csvText(value: string | null | undefined): string {
  if (value === undefined || value === null) return '';
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What spreadsheets take for the start of a formula or a command, also as the full-width forms of East Asian text. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function number(value: number | null): string {
  return value === null ? '' : String(value);
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
