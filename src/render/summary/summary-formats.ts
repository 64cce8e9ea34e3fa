import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';
import { Formats, type Provenance } from '../formats.ts';
import type { Display } from '../text/display.ts';
import { safeText } from '../text/safe-text.ts';

/** What renders a summary. */
interface RenderContext {
  /** What the codes mean. */
  readonly catalogue: Catalogue;
  /** What a table may use of where it is shown. */
  readonly display: Display;
  /** By what the report was made, where that is to be told. */
  readonly made?: Provenance | undefined;
}

/** A summary as a text in one format. */
type SummaryRenderer = (report: SummaryReport, context: RenderContext) => string;

/** The name of a format, as `--format` takes it. */
export type SummaryFormat = 'table' | 'json' | 'csv' | 'markdown' | 'html' | 'openmetrics';

/** Every format of a summary. */
export const summaryFormats = new Formats<SummaryFormat, SummaryRenderer>({
  table: {
    suffixes: ['.txt'],
    load: async () => {
      const { summaryTable } = await import('./summary-table.ts');
      return (report, { display }) => safeText(summaryTable(report, display), 'terminal');
    },
  },
  json: {
    suffixes: ['.json'],
    load: async () => (report) => `${safeText(JSON.stringify(report, undefined, 2), 'json')}\n`,
  },
  csv: {
    suffixes: ['.csv'],
    load: async () => {
      const { summaryCsv } = await import('./summary-csv.ts');
      return (report, { catalogue }) => summaryCsv(report, catalogue);
    },
  },
  markdown: {
    suffixes: ['.md'],
    load: async () => {
      const { summaryMarkdown } = await import('./summary-markdown.ts');
      return (report, { catalogue, made }) => safeText(summaryMarkdown(report, catalogue, made), 'terminal');
    },
  },
  html: {
    suffixes: ['.html', '.htm'],
    load: async () => {
      const { summaryHtml } = await import('../html/summary-page.ts');
      return (report, { catalogue, made }) => summaryHtml(report, catalogue, made);
    },
  },
  openmetrics: {
    suffixes: ['.prom', '.metrics'],
    load: async () => {
      const { summaryOpenMetrics } = await import('./summary-openmetrics.ts');
      return (report) => summaryOpenMetrics(report);
    },
  },
});
