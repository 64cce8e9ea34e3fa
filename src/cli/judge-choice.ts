import type { Catalogue } from '../catalogue/catalogue.ts';
import { checkKeepable, HistoryError } from '../input/history/index.ts';
import { asksForNews, crossing, type Expression, parseExpression } from '../summary/conditions/index.ts';
import { compactReport } from '../summary/history/compact-report.ts';
import { earlierReports } from '../summary/history/earlier-reports.ts';
import { keepReport, readHistory } from '../summary/history/report-history.ts';
import { newsOf } from '../summary/news/news.ts';
import { readReport } from '../summary/report-documents.ts';
import { isEmpty } from '../summary/report-span.ts';
import type { SummaryReport } from '../summary/summary-report.ts';
import { UsageError } from './usage-error.ts';

/** What is compared, and what is to be done about it, as typed. */
export interface ConditionFlags {
  readonly failOn?: string | undefined;
  readonly quiet: boolean;
}

export interface NewsFlags extends ConditionFlags {
  readonly history?: string | undefined;
  readonly historyKeep: number;
  readonly baseline?: string | undefined;
}

/** A summary after it was compared. */
export interface Judged {
  /** With its news, where it was compared. */
  readonly report: SummaryReport;
  /** Which part of the condition holds, for standard error; undefined when it does not, or there is none. */
  readonly crossed: string | undefined;
  /** Whether it is to be printed. */
  readonly shown: boolean;
}

/** With what a summary is compared, and on what its command fails. */
export interface JudgeParts {
  /** The summaries to compare one with; undefined when nothing is compared. */
  readonly earlier: ((report: SummaryReport) => readonly SummaryReport[]) | undefined;
  readonly expression: Expression | undefined;
  readonly quiet: boolean;
  /** Where a summary is kept, among how many. */
  readonly history: { readonly file: string; readonly most: number } | undefined;
  /** What was strange in the history. */
  readonly warnings: readonly string[];
}

/** Says what is news in a summary, and what is to be done about it. */
export class Judge {
  readonly warnings: readonly string[];
  readonly #parts: JudgeParts;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
    this.warnings = parts.quiet ? [] : parts.warnings;
  }

  /** Compares a summary with what was chosen, and sees whether the condition holds. */
  judge(report: SummaryReport): Judged {
    const { earlier, expression, quiet } = this.#parts;
    const compared = earlier === undefined ? report : { ...report, news: newsOf(report, earlier(report)) };
    return { report: compared, ...verdict(compared, expression, quiet) };
  }

  /**
   * Adds a summary to its history. One that counted nothing is not kept: a night without logs is not one without errors.
   *
   * @returns what went wrong, one line each
   */
  async keep(report: SummaryReport): Promise<string[]> {
    const { history } = this.#parts;
    if (history === undefined || isEmpty(report)) return [];
    try {
      await keepReport(history.file, report, history.most);
      return [];
    } catch (error) {
      if (error instanceof HistoryError) return [error.message];
      throw error;
    }
  }
}

/**
 * Decides the flags, and reads what a summary is to be compared with, before any log is read.
 *
 * @throws UsageError, ExpressionError, InputError or HistoryError
 */
export async function judgeChoice(typed: NewsFlags, catalogue: Catalogue): Promise<Judge> {
  const { history, historyKeep: most, baseline, quiet } = typed;
  const expression = condition(typed, catalogue);
  const parts = { earlier: undefined, expression, quiet, history: undefined, warnings: [] };
  if (history !== undefined) {
    const { reports, warnings } = readHistory(history);
    checkKeepable(history);
    const earlier = (report: SummaryReport) => earlierReports(compactReport(report), reports);
    return new Judge({ ...parts, earlier, history: { file: history, most }, warnings });
  }
  if (baseline !== undefined) {
    const report = await readReport(baseline);
    return new Judge({ ...parts, earlier: () => [report] });
  }
  if (expression !== undefined && asksForNews(expression))
    throw new UsageError(
      '--fail-on asks for news, and there is nothing to compare with',
      'give --history FILE or --baseline FILE',
    );
  return new Judge(parts);
}

/** The condition of `--fail-on`. */
export function condition({ failOn }: ConditionFlags, catalogue: Catalogue): Expression | undefined {
  return failOn === undefined ? undefined : parseExpression(failOn, catalogue);
}

/** Whether a condition holds for a summary, and whether that is to be printed. */
export function verdict(
  report: SummaryReport,
  expression: Expression | undefined,
  quiet: boolean,
): Pick<Judged, 'crossed' | 'shown'> {
  const crossed = expression === undefined ? undefined : crossing(expression, report);
  const isNews = report.news?.codes.some(({ flag }) => flag === 'new' || flag === 'surge' || flag === 'gone');
  return { crossed, shown: !quiet || (expression === undefined ? isNews === true : crossed !== undefined) };
}
