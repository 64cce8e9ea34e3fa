import type { TriageReport } from '../../triage/report/triage-report.ts';
import { Formats } from '../formats.ts';
import type { Display } from '../text/display.ts';
import { safeText } from '../text/safe-text.ts';
import type { TriageView } from './triage-text.ts';

/** A triage report as a text in one format; `display` says what a text for people may use of where it is shown. */
export type TriageRenderer = (report: TriageReport, display: Display, view: TriageView) => string;

/** The name of a format, as `--format` takes it. */
export type TriageFormat = 'text' | 'json' | 'markdown' | 'html';

/** Every format of a triage report. */
export const triageFormats = new Formats<TriageFormat, TriageRenderer>({
  text: {
    suffixes: ['.txt'],
    load: async () => {
      const { triageText } = await import('./triage-text.ts');
      return (report, display, view) => safeText(triageText(report, display, view), 'terminal');
    },
  },
  json: {
    suffixes: ['.json'],
    load: async () => (report) => `${safeText(JSON.stringify(report, undefined, 2), 'json')}\n`,
  },
  markdown: {
    suffixes: ['.md'],
    load: async () => {
      const { triageMarkdown } = await import('./triage-markdown.ts');
      return (report, _, { made }) => safeText(triageMarkdown(report, made), 'terminal');
    },
  },
  html: {
    suffixes: ['.html', '.htm'],
    load: async () => {
      const { triageHtml } = await import('../html/triage-page.ts');
      return (report, _, { made }) => triageHtml(report, made);
    },
  },
});
