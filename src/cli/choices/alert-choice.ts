import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { KeptNights } from '../../commands/summary.ts';
import { checkKeepable } from '../../input/history/kept-lines.ts';
import { HistoryError } from '../../input/input-error.ts';
import { asksForNews, evaluateCondition } from '../../summary/conditions/evaluate.ts';
import type { Expression } from '../../summary/conditions/expression.ts';
import { parseExpression } from '../../summary/conditions/parser.ts';
import {
  compactReport,
  earlierReports,
  keepReport,
  readHistory,
} from '../../summary/history/report-history.ts';
import { newsOf } from '../../summary/news/news.ts';
import { readReport } from '../../summary/read-report.ts';
import { reportSpanOf } from '../../summary/report-span.ts';
import type { SummaryReport } from '../../summary/summary-report.ts';
import { type NoticeContext, noticesOf } from '../../summary/watch/notices.ts';
import { maximum } from '../../tally/stats.ts';
import { UsageError } from '../usage-error.ts';
import type { LastNight } from './range-choice.ts';

/** What is compared, and what is to be done about it, as typed. */
export interface ConditionFlags {
  readonly failOn?: string | undefined;
  readonly quiet: boolean;
}

export interface NewsFlags extends ConditionFlags {
  readonly history?: string | undefined;
  readonly historyKeep: number;
  readonly against?: string | undefined;
}

/** A summary after it was compared. */
export interface AlertedSummary {
  /** With its news, where it was compared. */
  readonly report: SummaryReport;
  /** Which part of the condition holds, for standard error; undefined when it does not, or there is none. */
  readonly crossed: string | undefined;
  /** Whether it is to be printed. */
  readonly shown: boolean;
}

/** What is known of a summary besides. */
export type AlertContext = Omit<NoticeContext, 'history'>;

/** With what a summary is compared, and on what its command fails. */
export interface AlertRuleParts {
  /** The summaries to compare one with; undefined when nothing is compared. */
  readonly earlier: ((report: SummaryReport) => readonly SummaryReport[]) | undefined;
  /** All that the history keeps. */
  readonly kept: readonly SummaryReport[];
  readonly expression: Expression | undefined;
  readonly quiet: boolean;
  /** Where a summary is kept, among how many. */
  readonly history: { readonly file: string; readonly most: number } | undefined;
  /** What was strange in the history. */
  readonly warnings: readonly string[];
}

/** Says what is news in a summary, and what is to be done about it. */
export class AlertRule {
  readonly #parts: AlertRuleParts;
  readonly #warnings: string[];

  constructor(parts: AlertRuleParts) {
    this.#parts = parts;
    this.#warnings = [...parts.warnings];
  }

  /** What was strange in the history, one line each. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /**
   * Where the last summary ends that is kept; undefined where there is no history. One that ends in the future was counted
   * while the clock was wrong, or of lines with wrong stamps: going on from there would leave out all nights until then.
   *
   * @param now epoch milliseconds
   */
  lastNight(now: number): LastNight | undefined {
    const { history, kept } = this.#parts;
    if (history === undefined) return undefined;
    const ends = kept.flatMap((report) => {
      const span = reportSpanOf(report);
      // A range ends before its end, a log with its last line.
      return span === undefined ? [] : [report.chosen?.until == null ? span.to + 1 : span.to];
    });
    const past = ends.filter((end) => end <= now);
    return { end: past.length === 0 ? undefined : maximum(past) };
  }

  /** Which nights the history holds; undefined where there is none. */
  get nights(): KeptNights | undefined {
    const { history, kept } = this.#parts;
    if (history === undefined) return undefined;
    const names = new Set(kept.map(({ night }) => night));
    return { name: crypto.randomUUID(), isKept: (name) => names.has(name) };
  }

  /** Compares a summary with what was chosen, looks what is missing, and sees whether the condition holds. */
  judge(report: SummaryReport, context: AlertContext): AlertedSummary {
    const { earlier, kept, expression, quiet } = this.#parts;
    const found = noticesOf(report, { ...context, history: kept });
    const noticed = found.length === 0 ? report : { ...report, notices: found };
    const compared = earlier === undefined ? noticed : { ...noticed, news: newsOf(report, earlier(report)) };
    return { report: compared, ...verdict(compared, expression, quiet) };
  }

  /**
   * Adds a summary to its history, a night without any line too. One of which no input could be read is not kept.
   *
   * @returns what went wrong, one line each
   */
  async keep(report: SummaryReport): Promise<string[]> {
    const { history } = this.#parts;
    if (history === undefined || report.inputs.every(({ fault }) => fault !== undefined)) return [];
    try {
      const note = await keepReport(history.file, report, history.most);
      if (note !== undefined) this.#warnings.push(note);
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
export async function alertChoice(typed: NewsFlags, catalogue: Catalogue): Promise<AlertRule> {
  const { history, historyKeep: most, against, quiet } = typed;
  const expression = condition(typed, catalogue);
  const parts = { earlier: undefined, kept: [], expression, quiet, history: undefined, warnings: [] };
  if (history !== undefined) {
    const { reports, warnings } = readHistory(history);
    checkKeepable(history);
    const earlier = (report: SummaryReport) => earlierReports(compactReport(report), reports);
    return new AlertRule({ ...parts, earlier, kept: reports, history: { file: history, most }, warnings });
  }
  if (against !== undefined) {
    const report = await readReport(against);
    return new AlertRule({ ...parts, earlier: () => [report] });
  }
  if (expression !== undefined && asksForNews(expression))
    throw new UsageError(
      '--fail-on asks for news, and there is nothing to compare with',
      'give --history FILE or --against FILE',
    );
  return new AlertRule(parts);
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
): Pick<AlertedSummary, 'crossed' | 'shown'> {
  const crossed = expression === undefined ? undefined : evaluateCondition(expression, report);
  const isNews =
    (report.notices ?? []).length > 0 ||
    report.news?.codes.some(({ flag }) => flag === 'new' || flag === 'surge' || flag === 'gone') === true;
  return { crossed, shown: !quiet || (expression === undefined ? isNews : crossed !== undefined) };
}
