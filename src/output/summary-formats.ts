import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SummaryReport } from '../tally/summary-report.ts';
import type { TableLook } from './summary-table.ts';

/** What renders a summary. */
export interface RenderContext {
  /** What the codes mean. */
  readonly catalogue: Catalogue;
  /** What a table may use of where it is shown. */
  readonly look: TableLook;
}

/** A summary as a text in one format. */
export type SummaryRenderer = (report: SummaryReport, context: RenderContext) => string;

/** Every format of a summary: the file suffixes that mean it, and its renderer, which is loaded only when it is used. */
const formats = {
  table: {
    suffixes: ['.txt'],
    load: async () => {
      const { summaryTable } = await import('./summary-table.ts');
      return (report, { look }) => summaryTable(report, look);
    },
  },
  json: {
    suffixes: ['.json'],
    load: async () => {
      const { summaryJson } = await import('./summary-json.ts');
      return summaryJson;
    },
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
      return (report, { catalogue }) => summaryMarkdown(report, catalogue);
    },
  },
  html: {
    suffixes: ['.html', '.htm'],
    load: async () => {
      const { summaryHtml } = await import('./html/summary-page.ts');
      return (report, { catalogue }) => summaryHtml(report, catalogue);
    },
  },
  openmetrics: {
    suffixes: ['.prom', '.metrics'],
    load: async () => {
      const { summaryOpenMetrics } = await import('./summary-openmetrics.ts');
      return (report) => summaryOpenMetrics(report);
    },
  },
} as const satisfies Record<
  string,
  { readonly suffixes: readonly string[]; readonly load: () => Promise<SummaryRenderer> }
>;

/** The name of a format, as `--format` takes it. */
export type SummaryFormat = keyof typeof formats;

/** All formats, as `--format` lists them. */
export const summaryFormats = Object.keys(formats) as readonly SummaryFormat[];

/** All suffixes by which a report's file chooses its format. */
export const reportSuffixes: readonly string[] = Object.values(formats).flatMap(({ suffixes }) => suffixes);

/** The format that a file's name asks for, whatever the case of its suffix; undefined when it asks for none. */
export function formatOfFile(path: string): SummaryFormat | undefined {
  const name = path.toLowerCase();
  return summaryFormats.find((format) => formats[format].suffixes.some((suffix) => name.endsWith(suffix)));
}

/** Loads what renders a format. */
export function loadRenderer(format: SummaryFormat): Promise<SummaryRenderer> {
  return formats[format].load();
}
