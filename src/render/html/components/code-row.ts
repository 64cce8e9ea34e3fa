import type { Catalogue } from '../../../catalogue/catalogue.ts';
import type { Code } from '../../../catalogue/code.ts';
import type { CodeNews, ReportCode, SummaryReport } from '../../../summary/summary-report.ts';
import { byUrgency } from '../../../summary/urgency.ts';
import { UNCATALOGUED } from '../../../tally/group-entry.ts';
import { type ChartBuckets, histogramOf } from '../charts/time-axis.ts';

/** A code of a report with all that the page says about it. */
export interface CodeRow {
  /** Names its place in the page; made of letters, digits, `-`, `_` and `.` alone. */
  readonly id: string;
  readonly component: string;
  readonly group: string;
  readonly counted: ReportCode;
  readonly histogram: ChartBuckets;
  /** What the catalogue knows: one code; several where a number is ambiguous; none where it is uncatalogued. */
  readonly known: readonly Code[];
  readonly news: CodeNews | undefined;
}

/** The group under which numbers stand that two components share. */
export const AMBIGUOUS = 'Ambiguous';

/**
 * All codes of a report, most urgent first.
 *
 * @param withNews whether the rows tell how they compare with earlier nights
 */
export function tableRows(
  report: SummaryReport,
  catalogue: Catalogue,
  withNews: boolean,
): readonly CodeRow[] {
  const compared = withNews ? report.news?.codes : undefined;
  const news = new Map(compared?.map((code) => [keyOf(code.component, code.name), code]));
  const ids = new Map<string, number>();
  const row = (component: string, group: string, counted: ReportCode, known: readonly Code[]): CodeRow => {
    const plain = `code-${component}-${counted.name}`.slice(0, 100).replace(/[^\w.-]+/g, '_');
    const before = ids.get(plain) ?? 0;
    ids.set(plain, before + 1);
    const id = before === 0 ? plain : `${plain}.${before + 1}`;
    const histogram = histogramOf(counted.buckets);
    return {
      id,
      component,
      group,
      counted,
      histogram,
      known,
      news: news.get(keyOf(component, counted.name)),
    };
  };
  const rows = [
    ...report.groups.flatMap(({ component, group, codes }) =>
      codes.map((code) =>
        row(
          component,
          group,
          code,
          catalogue.named(code.name).filter((known) => known.component === component),
        ),
      ),
    ),
    ...report.ambiguous.map((code) =>
      row('', AMBIGUOUS, code, code.value === null ? [] : catalogue.valued(code.value)),
    ),
    ...report.uncatalogued.map((code) => row(code.component, UNCATALOGUED, code, [])),
  ];
  return byUrgency(rows, ({ known, counted, news }) => ({
    signs: known.map(({ component, name }) => `${component}/${name}`),
    code: counted,
    news,
  }));
}

function keyOf(component: string, name: string): string {
  return `${component}\0${name}`;
}
