import { adviceText } from '../../catalogue/advice/ranges.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';
import { count } from '../text/columns.ts';
import {
  markdownBlock,
  markdownCode,
  markdownProse,
  markdownTable,
  markdownText,
} from '../text/markdown-text.ts';
import { changeOf, newsCounts } from './summary-change.ts';
import { type SummaryGroup, type SummaryRow, summaryGroups } from './summary-rows.ts';
import { inputFaults, noticeTexts, percent, plainStamp, summaryTotals } from './summary-totals.ts';

/** How many codes are described, most urgent first, and how many of each group are named. */
const described = 10;
/** How many things to check are named for a code. */
const checks = 3;

/**
 * The summary as Markdown for a ticket: totals, the groups as a table, then the codes that matter most, each with what it
 * means, what to check and one line of the log. Text from the log stays text: it makes no markup, link or mention.
 */
export function summaryMarkdown(report: SummaryReport, catalogue: Catalogue): string {
  const groups = summaryGroups(report);
  const parts = [
    title(report),
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
  return `${parts.join('\n\n')}\n`;
}

function title({ range: { from, to } }: SummaryReport): string {
  const range = from === null || to === null ? '' : `, ${plainStamp(from)} to ${plainStamp(to)}`;
  return `# Mooncake errors${range}`;
}

function groupsTable(groups: readonly SummaryGroup[], hasNews: boolean): string {
  const heads = ['component', 'group', 'lines', 'share', 'codes', ...(hasNews ? ['change'] : [])];
  const rows = groups.map(({ component, group, lines, share, rows: codes }) => [
    markdownText(component),
    markdownText(group),
    count(lines),
    percent(share),
    codes
      .slice(0, described)
      .map(({ code }) => `${inTable(code.name)} ${count(code.lines)}`)
      .join(', ') + (codes.length > described ? ` and ${count(codes.length - described)} more` : ''),
    ...(hasNews ? [newsCounts(codes.map(({ news }) => news))] : []),
  ]);
  return markdownTable([heads, ...rows], [2, 3]);
}

/** A border of the table counts even within a code span, and readers differ over how it is escaped there. */
function inTable(name: string): string {
  return /[|\\]/.test(name) ? markdownText(name) : markdownCode(name);
}

function mostUrgent(groups: readonly SummaryGroup[]): SummaryRow[] {
  const urgency = ({ news }: SummaryRow): number => (news?.flag === 'new' || news?.flag === 'surge' ? 0 : 1);
  return groups
    .flatMap(({ rows }) => rows)
    .filter(({ code }) => code.lines > 0)
    .sort((a, b) => urgency(a) - urgency(b) || b.code.lines - a.code.lines)
    .slice(0, described);
}

function codeSection({ component, group, code, share, news }: SummaryRow, catalogue: Catalogue): string {
  const known = catalogue.named(code.name).find((row) => row.component === component);
  const value = code.value === null ? '' : ` (${code.value})`;
  const place = component === group ? group : `${component} / ${group}`;
  const parts = [`### ${markdownText(place)}: ${markdownCode(code.name)}${value}`];
  if (known !== undefined) parts.push(markdownText(known.description));
  parts.push(facts({ component, group, code, share, news }).join('\n'));
  if (known !== undefined && known.action.length > 0)
    parts.push(
      known.action
        .slice(0, checks)
        .map((action) => `1. ${markdownProse(adviceText(action))}`)
        .join('\n'),
    );
  if (code.sample !== null)
    parts.push(
      `The first of its lines, in ${markdownCode(code.sample.input)}:`,
      markdownBlock([code.sample.line], 'text'),
    );
  return parts.join('\n\n');
}

function facts({ code, share, news }: SummaryRow): string[] {
  const change = changeOf(news);
  const implied = code.implied === 0 ? '' : `, ${count(code.implied)} of them implied`;
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
    `- ${count(code.lines)} ${code.lines === 1 ? 'line' : 'lines'} (${percent(share)})${implied}${seen}`,
    ...(change === '' || news === undefined
      ? []
      : [`- ${change}, where ${count(Math.round(news.expected))} were expected`]),
    ...(code.sources.length === 0 ? [] : [`- printed by ${most(code.sources)}`]),
    ...(code.hosts.length === 0 ? [] : [`- on ${most(code.hosts)}`]),
    ...(code.inputs.length === 0 ? [] : [`- in ${most(code.inputs)}`]),
  ];
}
