import { codeKey } from '../../summary/code-rows.ts';
import type { CodeNews, ReportCode, SummaryReport } from '../../summary/summary-report.ts';
import { byUrgency, type Urgent } from '../../summary/urgency.ts';

/** One code of a summary, wherever the document keeps it, with its share and what is news about it. */
export interface SummaryRow {
  readonly component: string;
  readonly group: string;
  /** Of a code that is gone: no lines. */
  readonly code: ReportCode;
  /** Its lines among all lines with a finding, 0 to 1. */
  readonly share: number;
  readonly news: CodeNews | undefined;
}

/** The rows of one group. */
export interface SummaryGroup {
  readonly component: string;
  readonly group: string;
  /** A line with two codes of the group counts once; what is uncatalogued or ambiguous is summed. */
  readonly lines: number;
  readonly share: number;
  readonly rows: readonly SummaryRow[];
}

/**
 * All codes of a summary by group: the document's groups in their order, then what is uncatalogued, then what is
 * ambiguous. Codes that are gone stand in their group with no lines.
 */
export function summaryGroups(report: SummaryReport): SummaryGroup[] {
  const rows = new GroupedRows(report);
  for (const { component, group, lines, codes } of report.groups) rows.add(component, group, lines, codes);
  for (const code of report.uncatalogued) rows.add(code.component, 'Uncatalogued', code.lines, [code]);
  for (const code of report.ambiguous) rows.add('Ambiguous', 'Ambiguous', code.lines, [code]);
  rows.addGone();
  return rows.groups();
}

/** Groups with their most urgent codes first, and the group of the most urgent code before all others. */
export function groupsByUrgency(groups: readonly SummaryGroup[]): SummaryGroup[] {
  const sorted = groups.map((group) => ({ ...group, rows: byUrgency(group.rows, urgent) }));
  const order = byUrgency(
    sorted.flatMap((group) => group.rows.slice(0, 1).map((row) => ({ group, row }))),
    ({ row }) => urgent(row),
  );
  return [...order.map(({ group }) => group), ...sorted.filter(({ rows }) => rows.length === 0)];
}

/** All codes of groups, the most urgent first. */
export function rowsByUrgency(groups: readonly SummaryGroup[]): SummaryRow[] {
  return byUrgency(
    groups.flatMap(({ rows }) => rows),
    urgent,
  );
}

function urgent({ component, code, news }: SummaryRow): Urgent {
  return { signs: [`${component}/${code.name}`], code, news };
}

class GroupedRows {
  readonly #found: number;
  readonly #news: Map<string, CodeNews>;
  readonly #groups = new Map<
    string,
    { component: string; group: string; lines: number; rows: SummaryRow[] }
  >();

  constructor(report: SummaryReport) {
    this.#found = report.found;
    this.#news = new Map((report.news?.codes ?? []).map((code) => [codeKey(code), code]));
  }

  add(component: string, group: string, lines: number, codes: readonly ReportCode[]): void {
    const key = `${component}\0${group}`;
    const into = this.#groups.get(key) ?? { component, group, lines: 0, rows: [] };
    this.#groups.set(key, into);
    into.lines += lines;
    for (const code of codes) {
      const of = codeKey({ component, group, name: code.name, value: code.value });
      into.rows.push({
        component,
        group,
        code,
        share: this.#share(code.lines),
        news: this.#news.get(of),
      });
      this.#news.delete(of);
    }
  }

  /** The codes that only the news have: they were found on earlier nights, but not tonight. */
  addGone(): void {
    for (const gone of [...this.#news.values()]) {
      if (gone.flag === 'gone') this.add(gone.component, gone.group, 0, [absent(gone)]);
    }
  }

  groups(): SummaryGroup[] {
    return [...this.#groups.values()].map((group) => ({ ...group, share: this.#share(group.lines) }));
  }

  #share(lines: number): number {
    return this.#found === 0 ? 0 : lines / this.#found;
  }
}

function absent({ name, value }: CodeNews): ReportCode {
  return {
    name,
    value,
    lines: 0,
    stated: 0,
    implied: 0,
    first: null,
    last: null,
    buckets: { width: 60, counts: [] },
    inputs: [],
    hosts: [],
    sources: [],
    sample: null,
  };
}
