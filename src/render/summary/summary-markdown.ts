import { adviceText } from '../../catalogue/advice/ranges.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { numberOf } from '../../catalogue/code.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';
import { madeMarkdown, type Provenance } from '../formats.ts';
import { countText, percentText } from '../text/columns.ts';
import {
  markdownBlock,
  markdownCode,
  markdownProse,
  markdownTable,
  markdownText,
} from '../text/markdown-text.ts';
import { rowsByUrgency, type SummaryGroup, type SummaryRow, summaryGroups } from './summary-rows.ts';
import {
  changeOf,
  inputFaults,
  newsCounts,
  noticeTexts,
  plainStamp,
  summaryTotals,
} from './summary-totals.ts';

/** How many codes are described, most urgent first, and how many of each group are named. */
const described = 10;
/** How many things to check are named for a code. */
const checks = 3;
/** The group of numbers that two components share. */
const ambiguous = 'Ambiguous';

/**
 * The summary as Markdown for a ticket: totals, the groups as a table, then the codes that matter most, each with what it
 * means, what to check and one line of the log. Text from the log stays text: it makes no markup, link or mention.
 */
export function summaryMarkdown(report: SummaryReport, catalogue: Catalogue, made?: Provenance): string {
  const groups = summaryGroups(report);
  const parts = [
    title(report, made),
    [
      ...summaryTotals(report),
      ...inputFaults(report).map((fault) => `fault: ${markdownCode(fault)}`),
      ...noticeTexts(report).map(markdownText),
    ]
      .map((total) => `- ${total}`)
      .join('\n'),
  ];
  if (groups.length > 0) {
    parts.push('## Errors by group', groupsTable(groups, report.news !== undefined), '## What to check');
    for (const row of mostUrgent(groups)) parts.push(codeSection(row, catalogue));
  }
  if (report.news !== undefined) parts.push('## What counts as news', markdownText(report.news.rule));
  if (made !== undefined) parts.push(madeMarkdown(made));
  return `${parts.join('\n\n')}\n`;
}

function title({ range: { from, to } }: SummaryReport, made: Provenance | undefined): string {
  const range = from === null || to === null ? '' : `, ${plainStamp(from)} to ${plainStamp(to)}`;
  return `# ${markdownText(made?.title ?? 'Mooncake errors')}${range}`;
}

function groupsTable(groups: readonly SummaryGroup[], hasNews: boolean): string {
  const heads = ['component', 'group', 'lines', 'share', 'codes', ...(hasNews ? ['change'] : [])];
  const rows = groups.map(({ component, group, lines, share, rows: codes }) => [
    markdownText(component),
    markdownText(group),
    countText(lines),
    percentText(share),
    codes
      .slice(0, described)
      .map(({ code }) => `${inTable(code.name)} ${countText(code.lines)}`)
      .join(', ') + (codes.length > described ? ` and ${countText(codes.length - described)} more` : ''),
    ...(hasNews ? [newsCounts(codes.map(({ news }) => news))] : []),
  ]);
  return markdownTable([heads, ...rows], [2, 3]);
}

/** A border of the table counts even within a code span, and readers differ over how it is escaped there. */
function inTable(name: string): string {
  return /[|\\]/.test(name) ? markdownText(name) : markdownCode(name);
}

function mostUrgent(groups: readonly SummaryGroup[]): SummaryRow[] {
  return rowsByUrgency(groups)
    .filter(({ code }) => code.lines > 0)
    .slice(0, described);
}

function codeSection({ component, group, code, share, news }: SummaryRow, catalogue: Catalogue): string {
  const readings =
    component === ambiguous && code.value !== null
      ? catalogue.valued(code.value)
      : catalogue
          .named(code.name)
          .filter((row) => row.component === component)
          .slice(0, 1);
  const isOne = readings.length === 1;
  const value = code.value === null ? '' : ` (${code.value})`;
  const place = component === group ? group : `${component} / ${group}`;
  const parts = [`### ${markdownText(place)}: ${markdownCode(code.name)}${value}`];
  if (isOne) parts.push(markdownText(readings[0]!.description));
  parts.push(facts({ component, group, code, share, news }).join('\n'));
  if (!isOne && readings.length > 0)
    parts.push('Nothing on these lines says which code is meant; `--component` settles it. It is one of:');
  for (const known of readings) {
    if (!isOne)
      parts.push(
        `**${markdownText(`${known.component} / ${known.group}: ${known.name}${numberOf(known) === undefined ? '' : ` (${known.value})`}`)}** ${markdownText(known.description)}`,
      );
    if (known.action.length > 0)
      parts.push(
        known.action
          .slice(0, checks)
          .map((action) => `1. ${markdownProse(adviceText(action))}`)
          .join('\n'),
      );
  }
  if (code.sample !== null)
    parts.push(
      `The first of its lines, in ${markdownCode(code.sample.input)}:`,
      markdownBlock([code.sample.line], 'text'),
    );
  return parts.join('\n\n');
}

function facts({ code, share, news }: SummaryRow): string[] {
  const change = changeOf(news);
  const implied = code.implied === 0 ? '' : `, ${countText(code.implied)} of them implied`;
  const seen =
    code.first === null || code.last === null
      ? ''
      : `, ${plainStamp(code.first)} to ${plainStamp(code.last)}`;
  const most = (places: readonly { readonly name: string }[]): string =>
    places
      .slice(0, checks)
      .map(({ name }) => markdownCode(name))
      .join(', ') + (places.length > checks ? ` and ${places.length - checks} more` : '');
  return [
    `- ${countText(code.lines)} ${code.lines === 1 ? 'line' : 'lines'} (${percentText(share)})${implied}${seen}`,
    ...(change === '' || news === undefined
      ? []
      : [`- ${change}, where ${countText(Math.round(news.expected))} were expected`]),
    ...(code.sources.length === 0 ? [] : [`- printed by ${most(code.sources)}`]),
    ...(code.hosts.length === 0 ? [] : [`- on ${most(code.hosts)}`]),
    ...(code.inputs.length === 0 ? [] : [`- in ${most(code.inputs)}`]),
  ];
}
